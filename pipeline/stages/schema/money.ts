/**
 * What each amount of a document is: total, tax, cash, change … by the words beside it. A row may name several
 * (`ITEM COUNT 1  CHANGE 4.10`), and a name may stand on the row above its amount.
 */

import type { LabelMatch } from './labels.ts';
import { has, type Line, type Mention, type Reading } from './reading.ts';
import { cellsOf, passage } from './rows.ts';
import type { Concept } from './vocabulary.ts';

export type Role =
  | 'grand_total'
  | 'total_inclusive'
  | 'total'
  | 'subtotal'
  | 'tax'
  | 'service'
  | 'shipping'
  | 'rounding'
  | 'discount'
  | 'cash'
  | 'card'
  | 'change'
  | 'deposit'
  | 'other'
  | 'plain';

export interface MoneyEntry {
  readonly role: Role;
  readonly mention: Mention;
  readonly line: number;
  /** 0..1: how surely the words beside the amount name it. */
  readonly strength: number;
  /** Inside a breakdown of taxes, whose `Total` is not the document's. */
  readonly inSummary: boolean;
  /** A rate printed on the row, per cent: of the tax there. */
  readonly percent: number | null;
}

/** Roles of the amounts a document ends with; they also end its table of items. */
export const totalRoles: readonly Role[] = ['grand_total', 'total_inclusive', 'total', 'subtotal'];

/** A tax breakdown has a heading, a row for each rate and a total. */
const SUMMARY_ROWS = 8;
/** The words of a label on a neighbouring row say a little less. */
const NEIGHBOUR_STRENGTH = 0.8;
const SEVERAL_AMOUNTS_STRENGTH = 0.7;
const UNNAMED_INCLUSIVE = 0.7;
/** In heights of the row. */
const FARTHEST_LABEL = 3.5;

export function findMoney(reading: Reading): MoneyEntry[] {
  const { lines } = reading;
  const summary = summaryLines(lines);
  const borrowed = borrowedLabels(reading);
  const entries = lines.flatMap((line) => {
    const inSummary = summary.has(line.index);
    const lender = borrowed.get(line.index);
    if (lender !== undefined) {
      const { role, strength } = roleOf(lender.labels);
      return line.amounts.map((mention) => entry(role, mention, line, strength * NEIGHBOUR_STRENGTH, inSummary));
    }
    return entriesOfLine(line, inSummary);
  });
  // `INCL. VAT 20 %` without a total may name the tax in it or the total with it: the size tells.
  const largest = Math.max(0, ...entries.map((one) => one.mention.cents));
  return entries.map((one) =>
    one.role === 'total_inclusive' && one.strength <= UNNAMED_INCLUSIVE && one.mention.cents < largest / 2
      ? { ...one, role: 'tax' as const }
      : one,
  );
}

const entry = (role: Role, mention: Mention, line: Line, strength: number, inSummary: boolean): MoneyEntry => {
  const rate = role !== 'tax' ? undefined : /(?<![\d.])(\d{1,2}(?:\.\d{1,2})?) ?%/.exec(line.row.text)?.[1];
  return { role, mention, line: line.index, strength, inSummary, percent: rate === undefined ? null : Number(rate) };
};

function entriesOfLine(line: Line, inSummary: boolean): MoneyEntry[] {
  let from = 0;
  let current: { role: Role; strength: number } = { role: 'plain', strength: 0 };
  return line.amounts.map((mention, index) => {
    const before = line.labels.filter((label) => label.start >= from && label.start < mention.amount.start);
    const after =
      index === 0 && line.amounts.length === 1 ? line.labels.filter((label) => label.start >= mention.amount.end) : [];
    const own = before.length > 0 ? nearestTo(line, before) : after;
    const carried = own.length === 0 && current.role !== 'plain';
    if (own.length > 0) current = roleOf(own);
    else if (index === 0) current = { role: 'plain', strength: 0 };
    from = mention.amount.end;
    const several = carried || (own.length > 0 && hasAmountWithoutLabel(line, index));
    return entry(current.role, mention, line, current.strength * (several ? SEVERAL_AMOUNTS_STRENGTH : 1), inSummary);
  });
}

/** Labels far to the left belong to another block of text that happens to stand on the same row. */
function nearestTo(line: Line, labels: readonly LabelMatch[]): LabelMatch[] {
  const cells = cellsOf(line.row);
  const cellOf = (label: LabelMatch): number => cells.findIndex((cell) => label.start >= cell.start && label.start < cell.end);
  const near: LabelMatch[] = [];
  for (const label of [...labels].reverse()) {
    const next = near[0];
    if (next !== undefined && cellOf(next) !== cellOf(label)) {
      const [left, right] = [cells[cellOf(label)], cells[cellOf(next)]];
      if (left === undefined || right === undefined) break;
      const gap = passage(line.row, right.start, right.end).box.x0 - passage(line.row, left.start, left.end).box.x1;
      if (gap > line.row.height * FARTHEST_LABEL) break;
    }
    near.unshift(label);
  }
  return near;
}

const hasAmountWithoutLabel = (line: Line, index: number): boolean => {
  const here = line.amounts[index];
  const next = line.amounts[index + 1];
  if (here === undefined || next === undefined) return false;
  return !line.labels.some((label) => label.start >= here.amount.end && label.start < next.amount.start);
};

/** The role a set of labels gives, most telling first: `TOTAL QTY` is no total, `TOTAL (EXCL. GST)` is a subtotal. */
function roleOf(labels: readonly LabelMatch[]): { role: Role; strength: number } {
  const named = (...concepts: readonly Concept[]): number => {
    const scores = labels.filter((label) => label.concepts.some((concept) => concepts.includes(concept))).map((l) => l.score);
    return scores.length === 0 ? 0 : Math.max(...scores);
  };
  const total = Math.max(named('grand_total'), named('total'));
  const pick = (role: Role, strength: number) => ({ role, strength });
  const inclusive = named('inclusive');
  if (named('quantity_total', 'savings') > 0) return pick('other', 1);
  if (named('price_note') > 0) return named('tax') > 0 ? pick('tax', 0.5) : pick('other', 1);
  if (named('change') === 1 || (named('change') > 0 && total === 0)) return pick('change', named('change'));
  if (named('deposit') > 0 && total === 0) return pick('deposit', named('deposit'));
  if (named('grand_total') > 0 && named('exclusive') === 0) return pick('grand_total', named('grand_total'));
  if (total > 0 && inclusive > 0) return pick('total_inclusive', total);
  if (total > 0 && named('exclusive') > 0) return pick('subtotal', total);
  if (named('subtotal') > 0) return pick(inclusive > 0 ? 'total_inclusive' : 'subtotal', named('subtotal'));
  if (named('rounding') > 0 && total === 0) return pick('rounding', named('rounding'));
  if (total > 0 && named('discount') > 0) return pick('discount', 0.6);
  if (named('exclusive') > 0 && named('cash', 'card') === 0) return pick('subtotal', 0.7);
  if (inclusive > 0 && total === 0) return pick('total_inclusive', UNNAMED_INCLUSIVE);
  if (named('service_charge') > 0) return pick('service', named('service_charge'));
  if (named('tax') > 0 && named('cash', 'card') === 0) return pick('tax', named('tax'));
  if (total > 0) return pick(named('rounding') > 0 ? 'grand_total' : 'total', total);
  if (named('discount') > 0) return pick('discount', named('discount'));
  if (named('shipping') > 0) return pick('shipping', named('shipping'));
  if (named('cash') > 0) return pick('cash', named('cash'));
  if (named('card') > 0) return pick('card', named('card'));
  // On a till's paper the balance is what is handed back.
  if (named('balance_column') > 0) return pick('change', 0.6);
  return pick('plain', 0);
}

/** Lines that hold only an amount and stand just below, or failing that above, a line that only names one. */
function borrowedLabels({ lines, textHeight }: Reading): Map<number, Line> {
  const lenders = new Map<number, Line>();
  for (const line of lines) {
    if (line.amounts.length > 0 || line.dates.length > 0 || line.row.text.length > 60) continue;
    const { role } = roleOf(line.labels);
    if (role === 'plain' || role === 'other' || has(line, 'tax_summary') || countColumns(line) > 1) continue;
    const neighbour = [lines[line.index + 1], lines[line.index - 1]].find(
      (other) => other !== undefined && isBareAmount(other) && !lenders.has(other.index) && isNear(line, other, textHeight),
    );
    if (neighbour !== undefined) lenders.set(neighbour.index, line);
  }
  return lenders;
}

const countColumns = (line: Line): number => line.labels.filter((label) => label.concepts.includes('column')).length;

function isBareAmount(line: Line): boolean {
  if (line.amounts.length !== 1) return false;
  const rest = line.amounts.reduce((text, { amount }) => text.replace(amount.raw, ''), line.row.text);
  return rest.replace(/[^\p{L}\p{N}]/gu, '').length <= 3;
}

const isNear = (a: Line, b: Line, textHeight: number): boolean =>
  a.row.page === b.row.page && Math.abs(a.row.box.y0 + a.row.box.y1 - b.row.box.y0 - b.row.box.y1) / 2 < textHeight * 3.2;

/** Rows of the tax breakdown: below its heading, which stands below the first total. */
function summaryLines(lines: readonly Line[]): Set<number> {
  const inside = new Set<number>();
  const firstTotal = lines.findIndex((line) => line.amounts.length > 0 && totalRoles.includes(roleOf(line.labels).role));
  for (const line of lines) {
    if (!has(line, 'tax_summary') || line.amounts.length > 0) continue;
    if (line.index < lines.length / 2 && (firstTotal < 0 || line.index < firstTotal)) continue;
    for (let index = line.index + 1; index <= line.index + SUMMARY_ROWS; index += 1) {
      const below = lines[index];
      if (below === undefined) break;
      const { role } = roleOf(below.labels);
      if (role === 'cash' || role === 'change' || role === 'grand_total') break;
      inside.add(index);
    }
  }
  return inside;
}
