/** What was found of a document's fields, beside what the truth says of them. */
import type { JobAccuracy } from '../../../pipeline/contract/accuracy.ts';
import { type Field, type FieldName, fieldNames, type TypedDocument } from '../../../pipeline/contract/document.ts';

export type FieldStatus = JobAccuracy['fields'][number]['status'];

export interface FieldRow {
  readonly name: FieldName;
  /** Null: not found. */
  readonly field: Field | null;
  /** Null without truth about this field. */
  readonly judged: { readonly status: FieldStatus; readonly expected: string; readonly similarity: number } | null;
  /** The document is of no use without it. */
  readonly required: boolean;
}

/** In the contract's order: fields that were found, that the truth names, or that are required and missing. */
export function fieldRows(document: TypedDocument, accuracy: JobAccuracy | null): FieldRow[] {
  return fieldNames.flatMap((name) => {
    const field = document.fields[name] ?? null;
    const judged = accuracy?.fields.find((each) => each.field === name) ?? null;
    const required = document.missing.includes(name);
    return field === null && judged === null && !required ? [] : [{ name, field, judged, required }];
  });
}
