/**
 * The stage that turns words into a typed document: rows, type, fields, items, and the document's own arithmetic checked.
 * Whatever the words are, it returns a document; what was not found is named in `missing`.
 */

import type { DocumentType, FieldName } from '../contract/document.ts';
import {
  type ArithmeticCheck,
  fieldsOfType,
  type LineItem,
  type TypedDocument,
  typedDocumentSchema,
} from '../contract/document.ts';
import { BenchError } from '../contract/errors.ts';
import type { OcrResult } from '../contract/ocr.ts';
import type { StageContext } from '../contract/stage-context.ts';
import { fromCents } from '../contract/value-amounts.ts';
import { chooseAmounts } from './schema/amount-fields.ts';
import { checkBalances, checkSums } from './schema/checks.ts';
import { classify } from './schema/classify.ts';
import { type FieldMap, field, put } from './schema/fields.ts';
import { formFields } from './schema/form.ts';
import { chooseAccountNumber } from './schema/identifiers.ts';
import { findItems } from './schema/items.ts';
import { headLines } from './schema/letterhead.ts';
import { chooseAddressee } from './schema/mailing.ts';
import { findMoney } from './schema/money.ts';
import { chooseName } from './schema/names.ts';
import { type Reading, readDocument } from './schema/reading.ts';
import { currencyField, invoiceFields, letterheadFields, receiptFields } from './schema/sale.ts';
import { chooseBalance, choosePeriod, findTransactions } from './schema/statement.ts';

interface Content {
  readonly fields: FieldMap;
  readonly items: readonly LineItem[];
  readonly checks: readonly ArithmeticCheck[];
}

/**
 * @throws BenchError `schema.invalid` when the result does not fit its own schema
 */
export async function adaptToSchema(context: StageContext, ocr: OcrResult): Promise<TypedDocument> {
  const reading = await context.part('rows', () => readDocument(ocr.words));
  const { type, confidence } = await context.part('classify', () => classify(reading));
  const content = type === 'bank_statement' ? await statement(context, reading) : await sale(context, reading, type);
  const known = fieldsOfType[type];
  const fields = Object.fromEntries(
    Object.entries(content.fields).filter(([name]) => (known.fields as readonly string[]).includes(name)),
  ) as FieldMap;
  const document: TypedDocument = {
    type,
    type_confidence: confidence,
    fields,
    line_items: [...content.items],
    checks: [...content.checks],
    missing: (known.required as readonly FieldName[]).filter((name) => fields[name] === undefined),
  };
  const parsed = typedDocumentSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BenchError('schema.invalid', { file: 'the document', reason: `${issue?.path.join('.')}: ${issue?.message}` });
}

async function sale(context: StageContext, reading: Reading, type: DocumentType): Promise<Content> {
  const fields = await context.part('fields', () => {
    if (type === 'form') return formFields(reading);
    return type === 'invoice' ? invoiceFields(reading) : receiptFields(reading);
  });
  if (type === 'form') return { fields, items: [], checks: [] };
  const money = await context.part('money', () => findMoney(reading));
  const items = await context.part('items', () => findItems(reading, money));
  return context.part('checks', () => {
    const cents = items.map((one) => one.cents);
    const amounts = chooseAmounts(money, cents);
    const checks = checkSums(amounts.cents, money, cents);
    return { fields: { ...fields, ...amounts.fields }, items: items.map((one) => one.item), checks };
  });
}

async function statement(context: StageContext, reading: Reading): Promise<Content> {
  const fields = await context.part('fields', () => {
    const head = headLines(reading);
    const found: FieldMap = { ...letterheadFields(reading, head), ...currencyField(reading) };
    const holder = chooseName(reading, ['account_holder']) ?? chooseAddressee(head, found.company?.value, reading.textHeight);
    put(found, 'account_holder', holder);
    put(found, 'account_number', chooseAccountNumber(reading));
    const period = choosePeriod(reading);
    put(found, 'period_start', period?.start ?? null);
    put(found, 'period_end', period?.end ?? null);
    return found;
  });
  const opening = chooseBalance(reading, 'opening_balance');
  const closing = chooseBalance(reading, 'closing_balance');
  const transactions = await context.part('items', () => findTransactions(reading, opening?.cents ?? null));
  return context.part('checks', () => {
    if (opening !== null) fields.opening_balance = field(fromCents(opening.cents), opening.raw, opening.at, opening.confidence);
    if (closing !== null) fields.closing_balance = field(fromCents(closing.cents), closing.raw, closing.at, closing.confidence);
    const cents = transactions.map((one) => one.cents);
    const checks =
      opening !== null && closing !== null && cents.length > 0 ? [checkBalances(opening.cents, closing.cents, cents)] : [];
    return { fields, items: transactions.map((one) => one.item), checks };
  });
}
