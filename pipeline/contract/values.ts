/**
 * The form in which two values of a field are compared. Extraction and scoring share it. Pure: no Node module may be imported here, the renderer uses it too.
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

/** Equal keys mean equal values. A date or amount that cannot be read is compared by its letters and digits. */
export function comparisonKey(kind: FieldKind, text: string, order: DateOrder = 'day_first'): string {
  if (kind === 'date') return parseDate(text, order) ?? alphanumerics(text);
  if (kind === 'amount') {
    const amount = parseAmount(text);
    return amount === null ? alphanumerics(text) : canonicalAmount(amount);
  }
  return alphanumerics(text);
}
