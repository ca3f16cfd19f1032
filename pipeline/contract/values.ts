/**
 * A field's value in the one form its kind prescribes, and in the form two values are compared by. Extraction and scoring
 * share it. Pure: no Node module may be imported here, the renderer uses it too.
 */
import type { FieldKind } from './document.ts';
import { canonicalAmount, parseAmount } from './value-amounts.ts';
import { type DateOrder, parseDate } from './value-dates.ts';

/** White space runs become one space; compatibility forms (full width digits, ligatures) their plain letters. */
export const foldSpaces = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, ' ').trim();

/** Upper-case letters and digits only: what is left of a text when spacing and punctuation do not count. */
export const alphanumerics = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The value as `fieldSchema.value` holds it, or null where the text holds none of that kind. */
export function normaliseValue(kind: FieldKind, text: string, order: DateOrder = 'day_first'): string | null {
  switch (kind) {
    case 'text':
      return foldSpaces(text) || null;
    case 'identifier':
      return text.normalize('NFKC').replace(/\s+/gu, '') || null;
    case 'date':
      return parseDate(text, order);
    case 'amount':
      return parseAmount(text);
  }
}

/** Equal keys mean equal values. A date or amount that cannot be read is compared by its letters and digits. */
export function comparisonKey(kind: FieldKind, text: string, order: DateOrder = 'day_first'): string {
  if (kind === 'date') return parseDate(text, order) ?? alphanumerics(text);
  if (kind === 'amount') {
    const amount = parseAmount(text);
    return amount === null ? alphanumerics(text) : canonicalAmount(amount);
  }
  return alphanumerics(text);
}
