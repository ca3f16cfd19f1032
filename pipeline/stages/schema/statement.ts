/**
 * A bank statement: the period, the balances at its ends, and the rows between them. The running balance is the evidence: a
 * row's amount goes in or out according to which the next balance confirms.
 */
import type { LineItem } from '../../contract/document.ts';
import { fromCents } from '../../contract/value-amounts.ts';
import { type ChosenText, chosen } from './identifiers.ts';
import { has, type Line, type Mention, type Reading } from './reading.ts';
import { type Passage, passage } from './rows.ts';
import type { Concept } from './vocabulary.ts';

export interface ChosenBalance {
  readonly cents: number;
  readonly raw: string;
  readonly at: Passage;
  readonly confidence: number;
}

export interface Transaction {
  readonly item: LineItem;
  readonly cents: number;
  readonly line: number;
}

/** A credit balance is the holder's own money, a debit one is owed. */
const signed = (mention: Mention): number => (mention.amount.marker === 'DR' ? -mention.cents : mention.cents);

/** The balance a label names: the last amount right of it (the balance column), else the one below. */
export function chooseBalance(reading: Reading, concept: 'opening_balance' | 'closing_balance'): ChosenBalance | null {
  let best: ChosenBalance | null = null;
  for (const line of reading.lines) {
    for (const label of line.labels.filter((one) => one.concepts.includes(concept))) {
      const next = line.labels.find((other) => other.start >= label.end && isBalanceLabel(other.concepts));
      const right = line.amounts.filter(
        (m) => m.amount.start >= label.end && m.amount.start < (next?.start ?? Number.POSITIVE_INFINITY),
      );
      const below = right.length > 0 ? undefined : amountBelow(reading, line, passage(line.row, label.start, label.end));
      const mention = right.at(-1) ?? below;
      if (mention === undefined) continue;
      const exact = label.score * (label.phrase.includes('balance') || label.phrase.includes('saldo') ? 1 : 0.9);
      const vague = /available|current|statement|as of|balance on/.test(label.phrase) ? 0.6 : 1;
      const strength = exact * vague * mention.amount.certainty * (below === undefined ? 1 : 0.85);
      const confidence = Math.min(0.99, strength * (0.5 + 0.5 * mention.at.confidence));
      if (confidence > (best?.confidence ?? 0))
        best = { cents: signed(mention), raw: mention.amount.raw, at: mention.at, confidence };
    }
  }
  return best;
}

const isBalanceLabel = (concepts: readonly Concept[]): boolean =>
  concepts.some((concept) => ['opening_balance', 'closing_balance', 'money_in', 'money_out'].includes(concept));

function amountBelow(reading: Reading, line: Line, label: Passage): Mention | undefined {
  for (const under of [reading.lines[line.index + 1], reading.lines[line.index + 2]]) {
    if (under === undefined || under.row.page !== line.row.page || under.row.box.y0 - line.row.box.y1 > reading.textHeight * 3)
      return undefined;
    const middle = (label.box.x0 + label.box.x1) / 2;
    const near = under.amounts.filter((m) => m.at.box.x0 < label.box.x1 && m.at.box.x1 > label.box.x0);
    const closest = near.sort(
      (a, b) => Math.abs((a.at.box.x0 + a.at.box.x1) / 2 - middle) - Math.abs((b.at.box.x0 + b.at.box.x1) / 2 - middle),
    )[0];
    if (closest !== undefined) return closest;
  }
  return undefined;
}

/** The first and last day: two dates on a row that says period, from or to, else two dates with a dash or `to` between. */
export function choosePeriod(reading: Reading): { start: ChosenText; end: ChosenText } | null {
  let best: { start: ChosenText; end: ChosenText } | null = null;
  for (const line of reading.lines) {
    const [first, second] = line.dates;
    const from = first ?? null;
    if (from === null) continue;
    const until = second ?? null;
    const named = has(line, 'period') || (reading.lines[line.index - 1] !== undefined && hasAbove(reading, line));
    if (until === null || from.iso > until.iso) continue;
    const between = line.row.text.slice(from.end, until.start);
    const joined = /^[\s]*(?:to|until|till|through|thru|-|–|—|bis|au|al|hingga|and)[\s]*$/i.test(between);
    const strength = (named ? 0.6 : 0.1) + (joined ? 0.35 : 0);
    if (strength < 0.4 || strength * 0.99 <= (best?.start.confidence ?? 0)) continue;
    best = {
      start: chosen(from.iso, passage(line.row, from.start, from.end), strength * from.certainty),
      end: chosen(until.iso, passage(line.row, until.start, until.end), strength * until.certainty),
    };
  }
  return best ?? separatePeriod(reading);
}

const hasAbove = (reading: Reading, line: Line): boolean => {
  const above = reading.lines[line.index - 1];
  return above !== undefined && has(above, 'period') && above.dates.length === 0;
};

/** `From 01/03/2026` and `To 31/03/2026` on rows of their own. */
function separatePeriod(reading: Reading): { start: ChosenText; end: ChosenText } | null {
  const dateAfter = (form: RegExp): ChosenText | null => {
    for (const line of reading.lines) {
      const match = form.exec(line.row.text);
      const date = match === null ? undefined : line.dates.find((one) => one.start >= match.index + match[0].length - 1);
      if (date !== undefined) return chosen(date.iso, passage(line.row, date.start, date.end), 0.7 * date.certainty);
    }
    return null;
  };
  const start = dateAfter(/\b(?:period (?:from|start)|start date|from(?: date)?|statement start|date from)\b\s*[:.]?\s*/i);
  const end = dateAfter(/\b(?:period (?:to|end)|end date|to(?: date)?|until|statement end|date to)\b\s*[:.]?\s*/i);
  return start !== null && end !== null && start.value <= end.value ? { start, end } : null;
}

/** Rows that begin with a date and end with amounts; the last of two or more amounts is the balance. */
export function findTransactions(reading: Reading, opening: number | null): Transaction[] {
  const rows = reading.lines.filter((line) => isTransaction(line));
  const withBalance = rows.filter((line) => line.amounts.length >= 2).length * 2 > rows.length;
  let balance = opening;
  return rows.flatMap((line) => {
    const amounts = line.amounts;
    const stated = withBalance && amounts.length >= 2 ? amounts.at(-1) : undefined;
    const own = stated === undefined ? amounts[0] : amounts.at(-2);
    if (own === undefined) return [];
    const after = stated === undefined ? null : signed(stated);
    const moved = after !== null && balance !== null ? after - balance : null;
    const magnitude = Math.abs(own.cents);
    const cents = moved !== null && Math.abs(moved) === magnitude ? moved : signByWords(own, line);
    balance = after ?? (balance === null ? null : balance + cents);
    const date = line.dates.filter((one) => one.start < 30).at(-1);
    const description = line.row.text
      .slice(date?.end ?? 0, amounts[0]?.amount.start)
      .replace(/\s+/g, ' ')
      .trim();
    return [{ item: { description, quantity: null, unit_price: null, amount: fromCents(cents) }, cents, line: line.index }];
  });
}

function isTransaction(line: Line): boolean {
  if (has(line, 'opening_balance', 'closing_balance', 'period') || line.amounts.length === 0) return false;
  const date =
    line.dates[0] !== undefined ? line.dates[0].start < 12 : /^\W{0,3}\d{1,2}[ /.-](?:\d{1,2}|\p{L}{3})\b/u.test(line.row.text);
  return date;
}

function signByWords(mention: Mention, line: Line): number {
  if (mention.cents < 0 || mention.amount.marker === 'CR') return mention.cents;
  if (mention.amount.marker === 'DR' || has(line, 'money_out')) return -mention.cents;
  return mention.cents;
}
