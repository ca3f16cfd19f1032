/**
 * Which fields of a document were read right, and the micro F1 over them. Both sides are normalised by the field's kind first,
 * so `06/01/18` and `2018-01-06` are equal, and so are `$8.20` and `8.2`. Pure; no Node module.
 *
 * Truth is often partial: a field that was found and that the truth does not mention is neither right nor wrong. Truth that
 * holds a field as '' says the document has none; found nevertheless, it is wrong.
 */
import { distance } from 'fastest-levenshtein';
import { type FieldName, fieldKinds, fieldNames, type Truth, type TypedDocument } from '../contract/document.ts';
import type { DateOrder } from '../contract/value-dates.ts';
import { comparisonKey } from '../contract/values.ts';

export type FieldStatus = 'right' | 'wrong' | 'missing' | 'spurious';

export interface FieldResult {
  readonly field: FieldName;
  readonly status: FieldStatus;
  /** As the truth prints it; '' for a spurious field. */
  readonly expected: string;
  /** As the document holds it; null where it is missing. */
  readonly found: string | null;
  /** 0..1, 1 where right: how near the normalised values are. */
  readonly similarity: number;
}

/** Counts, so that documents add up. */
export interface FieldCounts {
  readonly right: number;
  readonly wrong: number;
  readonly missing: number;
  readonly spurious: number;
}

export interface FieldScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** @param order of day and month in the truth's dates */
export function compareFields(
  truth: Pick<Truth, 'fields'>,
  document: Pick<TypedDocument, 'fields'>,
  order: DateOrder = 'day_first',
): FieldResult[] {
  return fieldNames.flatMap((field): FieldResult[] => {
    const expected = truth.fields[field];
    const found = document.fields[field]?.value ?? null;
    if (expected === undefined) return [];
    if (expected.trim() === '') return found === null ? [] : [{ field, status: 'spurious', expected: '', found, similarity: 0 }];
    if (found === null) return [{ field, status: 'missing', expected, found, similarity: 0 }];
    const kind = fieldKinds[field];
    const wanted = comparisonKey(kind, expected, order);
    const read = comparisonKey(kind, found, order);
    const right = wanted === read;
    return [{ field, status: right ? 'right' : 'wrong', expected, found, similarity: right ? 1 : similarity(wanted, read) }];
  });
}

function similarity(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  return length === 0 ? 1 : 1 - distance(a, b) / length;
}

export function countFields(results: readonly FieldResult[]): FieldCounts {
  const count = (status: FieldStatus): number => results.filter((result) => result.status === status).length;
  return { right: count('right'), wrong: count('wrong'), missing: count('missing'), spurious: count('spurious') };
}

export function addFieldCounts(documents: readonly FieldCounts[]): FieldCounts {
  const sum = (status: FieldStatus): number => documents.reduce((total, one) => total + one[status], 0);
  return { right: sum('right'), wrong: sum('wrong'), missing: sum('missing'), spurious: sum('spurious') };
}

/** Micro-averaged over all fields; a wrong field costs precision and recall, a missing one recall only. Null without any. */
export function fieldScores({ right, wrong, missing, spurious }: FieldCounts): FieldScores | null {
  const predicted = right + wrong + spurious;
  const wanted = right + wrong + missing;
  if (predicted + wanted === 0) return null;
  const precision = predicted === 0 ? 0 : right / predicted;
  const recall = wanted === 0 ? 0 : right / wanted;
  return { precision, recall, f1: (2 * right) / (predicted + wanted) };
}
