/**
 * A document as the field finders see it: each row with its labels, amounts and dates found once, and what holds for the
 * whole page (order of day and month, currency).
 */

import type { Word } from '../../contract/ocr.ts';
import { type FoundAmount, findAmounts, fromCents, toCents } from '../../contract/value-amounts.ts';
import { type DateOrder, type FoundDate, findDates } from '../../contract/value-dates.ts';
import { findLabels, type LabelMatch } from './labels.ts';
import { dateOrderOf } from './locale.ts';
import { buildRows, median, type Passage, passage, type Row } from './rows.ts';
import type { Concept } from './vocabulary.ts';

/** An amount where it stands. */
export interface Mention {
  readonly cents: number;
  readonly amount: FoundAmount;
  readonly at: Passage;
}

export interface Line {
  readonly index: number;
  readonly row: Row;
  readonly labels: readonly LabelMatch[];
  readonly amounts: readonly Mention[];
  readonly dates: readonly FoundDate[];
}

export interface Reading {
  readonly lines: readonly Line[];
  readonly order: DateOrder;
  /** Median height of the text, pixels; for distances between rows. */
  readonly textHeight: number;
}

export function readDocument(words: readonly Word[]): Reading {
  const rows = buildRows(words);
  const order = dateOrderOf(rows.map((row) => row.text));
  const lines = rows.map((row, index): Line => {
    const dates = findDates(row.text, order);
    const clear = blank(row.text, dates);
    const amounts = findAmounts(clear).map((amount) => mention(row, amount));
    return { index, row, labels: findLabels(row.text), amounts, dates };
  });
  return { lines: withLostPoints(lines), order, textHeight: median(rows.map((row) => row.height)) || 1 };
}

/** Dates are blanked out, so that `06.01.18` is no amount; times have colons, which amounts may not touch. */
function blank(text: string, dates: readonly FoundDate[]): string {
  let clear = text;
  for (const { start, end } of dates) clear = clear.slice(0, start) + '#'.repeat(end - start) + clear.slice(end);
  return clear;
}

const mention = (row: Row, amount: FoundAmount): Mention => {
  return { cents: toCents(amount.value), amount, at: passage(row, amount.start, amount.end) };
};

/** Labels before which a number without its decimal point is still an amount. */
const moneyConcepts: readonly Concept[] = [
  ...(['total', 'grand_total', 'subtotal', 'tax', 'rounding', 'cash', 'card', 'change', 'discount', 'service_charge'] as const),
];
/** Below this share of rows whose amounts have decimals, whole numbers are simply whole. */
const FEW_DECIMALS = 2;

/**
 * A faint decimal point is the first thing OCR loses: `64 13` and `1473` at the end of a row that names money are read with
 * it, surely enough to be a candidate and no surer.
 */
function withLostPoints(lines: readonly Line[]): Line[] {
  const withDecimals = lines.filter((line) => line.amounts.some((found) => found.amount.value.includes('.'))).length;
  return lines.map((line) => {
    const named = line.labels.some((label) => label.concepts.some((concept) => moneyConcepts.includes(concept)));
    if (line.amounts.length > 0 || !named) return line;
    const last = /(?<![\w.,:/#-])(-)?(?:RM|\$|€|£)? ?([0-9OQ]{1,6})( | {2})?(\d{2})?(?: ?[A-Z]{1,2})?[ )\]}|.*_'"-]*$/.exec(
      line.row.text,
    );
    if (last === null || line.dates.some((date) => date.end > last.index)) return line;
    const [whole, sign = '', digits = '', gap, rest] = last;
    const all = (digits + (rest ?? '')).replace(/[OQ]/g, '0');
    const lost = withDecimals >= FEW_DECIMALS && all.length >= 3 && (gap === ' ' || rest === undefined || gap === undefined);
    const labelEnd = line.labels.at(-1)?.end ?? 0;
    if (last.index + whole.length <= labelEnd) return line;
    const cents = lost ? Number(all) : Number((rest ?? digits).replace(/[OQ]/g, '0')) * 100;
    const amount: FoundAmount = {
      value: sign + fromCents(cents),
      raw: whole.trim(),
      start: last.index,
      end: last.index + whole.length,
      certainty: lost ? 0.45 : 0.3,
      marker: null,
    };
    return { ...line, amounts: [mention(line.row, amount)] };
  });
}

export const has = (line: Line, ...concepts: readonly Concept[]): boolean =>
  line.labels.some((label) => label.concepts.some((concept) => concepts.includes(concept)));

export const labelsOf = (line: Line, concept: Concept): LabelMatch[] =>
  line.labels.filter((label) => label.concepts.includes(concept));

/** How many rows name each concept; a row counts once. */
export function countConcepts(lines: readonly Line[]): Map<Concept, number> {
  const counts = new Map<Concept, number>();
  for (const line of lines) {
    for (const concept of new Set(line.labels.flatMap((label) => label.concepts))) {
      counts.set(concept, (counts.get(concept) ?? 0) + 1);
    }
  }
  return counts;
}
