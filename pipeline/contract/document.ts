/**
 * The typed document that schema adaptation makes of the words, and the truth it is compared with. Field names are the same
 * on both sides, so scoring needs no mapping.
 */
import { z } from 'zod';
import { boxSchema } from './ocr.ts';

export const documentTypes = ['receipt', 'invoice', 'bank_statement', 'form', 'other'] as const;
export const documentTypeSchema = z.enum(documentTypes);
export type DocumentType = z.infer<typeof documentTypeSchema>;

/**
 * How a field's value is normalised, and so how two values of it are compared:
 * `text` as printed with white space folded, `identifier` without spaces, `date` as ISO 8601, `amount` as a plain decimal.
 */
export type FieldKind = 'text' | 'identifier' | 'date' | 'amount';

export const fieldKinds = {
  company: 'text',
  address: 'text',
  document_number: 'identifier',
  date: 'date',
  due_date: 'date',
  customer: 'text',
  currency: 'identifier',
  subtotal: 'amount',
  tax: 'amount',
  total: 'amount',
  account_number: 'identifier',
  account_holder: 'text',
  period_start: 'date',
  period_end: 'date',
  opening_balance: 'amount',
  closing_balance: 'amount',
  form_title: 'text',
  name: 'text',
  date_of_birth: 'date',
  phone: 'identifier',
  email: 'identifier',
  reference: 'identifier',
} as const satisfies Record<string, FieldKind>;

export type FieldName = keyof typeof fieldKinds;
export const fieldNames = Object.keys(fieldKinds) as FieldName[];
export const fieldNameSchema = z.enum(fieldNames as [FieldName, ...FieldName[]]);

/** The fields looked for on each type, and those without which the document is of no use (the report's § 5.2 invariant). */
export const fieldsOfType = {
  receipt: {
    fields: ['company', 'address', 'document_number', 'date', 'currency', 'subtotal', 'tax', 'total'],
    required: ['company', 'date', 'total'],
  },
  invoice: {
    fields: ['company', 'address', 'customer', 'document_number', 'date', 'due_date', 'currency', 'subtotal', 'tax', 'total'],
    required: ['company', 'document_number', 'date', 'total'],
  },
  bank_statement: {
    fields: [
      'company',
      'account_holder',
      'account_number',
      'period_start',
      'period_end',
      'currency',
      'opening_balance',
      'closing_balance',
    ],
    required: ['account_number', 'closing_balance'],
  },
  form: {
    fields: ['form_title', 'reference', 'date', 'name', 'date_of_birth', 'address', 'phone', 'email'],
    required: ['name', 'date'],
  },
  other: { fields: ['company', 'date', 'total'], required: [] },
} as const satisfies Record<DocumentType, { fields: readonly FieldName[]; required: readonly FieldName[] }>;

export const fieldSchema = z.object({
  /** Normalised by the field's kind. */
  value: z.string(),
  /** As read, before normalisation. */
  raw: z.string(),
  confidence: z.number().min(0).max(1),
  page: z.int().nonnegative(),
  box: boxSchema,
});
export type Field = z.infer<typeof fieldSchema>;

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

export const lineItemSchema = z.object({
  description: z.string(),
  quantity: decimal.nullable(),
  unit_price: decimal.nullable(),
  amount: decimal,
});
export type LineItem = z.infer<typeof lineItemSchema>;

/** One sum the document states about itself, computed again. */
export const arithmeticCheckSchema = z.object({
  name: z.enum([
    'items_sum_to_subtotal',
    'items_sum_to_total',
    'subtotal_plus_tax_is_total',
    'cash_minus_change_is_total',
    'balances_reconcile',
  ]),
  passed: z.boolean(),
  expected: decimal,
  actual: decimal,
});
export type ArithmeticCheck = z.infer<typeof arithmeticCheckSchema>;

export const typedDocumentSchema = z.object({
  type: documentTypeSchema,
  type_confidence: z.number().min(0).max(1),
  fields: z.partialRecord(fieldNameSchema, fieldSchema),
  line_items: z.array(lineItemSchema),
  checks: z.array(arithmeticCheckSchema),
  /** Required fields of the type that were not found. */
  missing: z.array(fieldNameSchema),
});
export type TypedDocument = z.infer<typeof typedDocumentSchema>;

/** What a document truly says: `name.json` beside an image, or an entry of the fixtures' manifest. */
export const truthSchema = z.object({
  type: documentTypeSchema.optional(),
  fields: z.partialRecord(fieldNameSchema, z.string()).default({}),
  text: z.string().optional(),
});
export type Truth = z.infer<typeof truthSchema>;

/** By this word a manifest of ours is known. */
export const manifestFormat = 'rythmiq-bench-fixtures';

/** `manifest.json` of a folder of documents; `file` is relative to the manifest, with `/` between folders. */
export const manifestSchema = z.object({
  format: z.literal(manifestFormat),
  version: z.literal(1),
  seed: z.int(),
  generator: z.record(z.string(), z.string()),
  documents: z.array(
    z.object({
      file: z.string(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      bytes: z.int().positive(),
      path: z.enum(['fast', 'standard']),
      defects: z.record(z.string(), z.number()),
      truth: truthSchema.required({ type: true, text: true }),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
