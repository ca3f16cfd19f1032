/**
 * The amount to be paid. Every amount is a candidate, also those that follow from others (cash − change) and are printed
 * nowhere readable; each gets points for its label and for every sum it satisfies, and the best one wins. So a total that
 * OCR misread loses to the one the document's own arithmetic gives.
 */
import { fromCents } from '../../contract/value-amounts.ts';
import { type MoneyEntry, type Role, totalRoles } from './money.ts';
import type { Passage } from './rows.ts';
import { collectSums, type Proof, prove, type Sums } from './sums.ts';

export interface ChosenTotal {
  readonly cents: number;
  readonly raw: string;
  readonly at: Passage;
  readonly confidence: number;
  readonly proof: Proof;
}

/** Points for the words beside an amount. */
const labelPoints: Readonly<Partial<Record<Role, number>>> = {
  grand_total: 4.2,
  total_inclusive: 3.6,
  total: 3.5,
  card: 1.6,
  subtotal: 1.4,
  cash: 1,
  plain: 0.2,
};
/** Points for a sum that comes out. Two together outweigh any label that stands alone. */
const proofPoints = { parts: 2, cashMinusChange: 3, paidExactly: 2, rounded: 2.6, beforeRounding: -1.6, items: 1.5 };
/** For a value computed from the very parts that prove it, they prove less. */
const computedPoints = { parts: 1, rounded: 0.5 };
/** An amount that is only named as paid proves little by being paid. */
const PAID_ONLY = 0.6;
/** A `NET TOTAL` to which the tax is added below, giving another total. */
const PART_OF_ANOTHER = -3;
/** Tax is still to be added to it. */
const BEFORE_TAX = -1.2;
const POINTS_PER_REPEAT = 0.4;
const MOST_REPEATS = 3;
const BELOW_LARGEST_ITEM = -1.5;
/** A value that is printed nowhere needs two independent reasons. */
const NOT_PRINTED = -1.5;
const FEWEST_POINTS = 0.5;
const MOST_CANDIDATES = 60;
/** Amounts that may be the total although nothing names them: the largest few. */
const LARGEST_PLAIN = 6;

interface Candidate {
  readonly cents: number;
  readonly entries: readonly MoneyEntry[];
}

export function chooseTotal(entries: readonly MoneyEntry[], items: readonly number[]): ChosenTotal | null {
  const sums = collectSums(entries);
  const itemSum = items.reduce((sum, cents) => sum + cents, 0);
  const largestItem = Math.max(0, ...items);
  const scored = candidatesOf(entries, sums, itemSum)
    .map((candidate) => {
      const proof = prove(candidate.cents, sums);
      const sum = isItemSum(candidate, proof, itemSum, sums);
      const beforeTax = isBeforeTax(candidate, sums);
      const points = pointsOf(candidate, proof, sum && !beforeTax, largestItem) + (beforeTax ? BEFORE_TAX : 0);
      return { ...candidate, proof, points };
    })
    .map((candidate, _, all) => ({
      ...candidate,
      points: candidate.points + (isPartOfAnother(candidate, all) ? PART_OF_ANOTHER : 0),
    }))
    .sort((a, b) => b.points - a.points);
  const [best, next] = scored;
  if (best === undefined || best.points < FEWEST_POINTS) return null;
  const shown = placeOf(best, entries);
  if (shown === null) return null;
  const lead = best.points - Math.max(0, next?.points ?? 0);
  const support = 1 - Math.exp(-best.points / 2.5);
  const confidence = Math.min(0.99, support * (0.55 + 0.45 * shown.at.confidence) * (lead < 0.5 ? 0.8 : 1));
  return { cents: best.cents, raw: shown.raw, at: shown.at, confidence, proof: best.proof };
}

function candidatesOf(entries: readonly MoneyEntry[], sums: Sums, itemSum: number): Candidate[] {
  const byCents = Map.groupBy(
    entries.filter((entry) => entry.mention.cents > 0 || entry.role === 'cash'),
    (entry) => Math.abs(entry.mention.cents),
  );
  const named = [...byCents.keys()].filter((cents) =>
    byCents.get(cents)?.some((entry) => entry.role in labelPoints && entry.role !== 'plain'),
  );
  const largest = [...byCents.keys()].sort((a, b) => b - a).slice(0, LARGEST_PLAIN);
  const computed = [
    ...sums.cash.flatMap((cash) => sums.changes.map((change) => cash - change)),
    ...sums.totals.flatMap((total) => sums.roundings.flatMap((rounding) => [total + rounding.cents, total - rounding.cents])),
    ...sums.subtotals.flatMap((subtotal) =>
      sums.taxes.flatMap((tax) => [0, ...sums.roundings.map((r) => r.cents)].map((rounding) => subtotal + tax + rounding)),
    ),
    itemSum,
  ];
  const all = [...new Set([...named, ...largest, ...computed])].filter((cents) => cents > 0).slice(0, MOST_CANDIDATES);
  return all.map((cents) => ({ cents, entries: byCents.get(cents) ?? [] }));
}

function pointsOf({ cents, entries }: Candidate, proof: Proof, sumsUp: boolean, largestItem: number): number {
  const label = Math.max(0, ...entries.map(pointsOfLabel));
  const rows = new Set(entries.filter((entry) => !entry.inSummary && isFinal(entry.role)).map((entry) => entry.line)).size;
  const repeats = Math.min(MOST_REPEATS, Math.max(0, rows - 1)) * POINTS_PER_REPEAT;
  return (
    label +
    repeats +
    (proof.parts === null ? 0 : entries.length === 0 ? computedPoints.parts : proofPoints.parts) +
    (proof.cashMinusChange ? proofPoints.cashMinusChange : 0) +
    (proof.paidExactly ? (entries.every(isPayment) ? PAID_ONLY : proofPoints.paidExactly) : 0) +
    (proof.rounded ? (entries.length === 0 && proof.parts !== null ? computedPoints.rounded : proofPoints.rounded) : 0) +
    (proof.beforeRounding ? proofPoints.beforeRounding : 0) +
    (sumsUp ? proofPoints.items : 0) +
    (cents < largestItem ? BELOW_LARGEST_ITEM : 0) +
    (entries.length === 0 && !(proof.cashMinusChange && (proof.rounded || proof.parts !== null)) ? NOT_PRINTED : 0)
  );
}

const isPayment = (entry: MoneyEntry): boolean => entry.role === 'cash';

/** Another total, printed further down, is this one with tax or charges. */
const isPartOfAnother = (candidate: Candidate, all: readonly (Candidate & { readonly proof: Proof })[]): boolean =>
  all.some(
    (other) =>
      other.proof.parts?.subtotal === candidate.cents &&
      other.entries.some((entry) => !entry.inSummary && totalRoles.includes(entry.role) && entry.line > firstLine(candidate)),
  );

const firstLine = ({ entries }: Candidate): number => Math.min(...entries.map((entry) => entry.line));

/** The items add up to it, as it is or rounded, or to the subtotal that leads to it. */
const isItemSum = ({ cents }: Candidate, proof: Proof, itemSum: number, sums: Sums): boolean =>
  itemSum > 0 &&
  ([0, ...sums.roundings.map((r) => r.cents)].some((r) => itemSum + r === cents) || proof.parts?.subtotal === itemSum);

/** Named a subtotal and nothing further, on a document that adds a tax to something. */
const isBeforeTax = ({ entries }: Candidate, sums: Sums): boolean =>
  sums.taxes.some((cents) => cents > 0) &&
  entries.some((entry) => entry.role === 'subtotal') &&
  entries.every((entry) => entry.inSummary || ['subtotal', 'plain', 'other'].includes(entry.role));

const isFinal = (role: Role): boolean => totalRoles.includes(role) || role === 'card' || role === 'plain';

function pointsOfLabel(entry: MoneyEntry): number {
  const points = labelPoints[entry.role] ?? 0;
  const strength = entry.role === 'plain' ? 1 : entry.strength;
  const reading = entry.mention.amount.certainty * (0.6 + 0.4 * entry.mention.at.confidence);
  return points * strength * reading * (entry.inSummary ? 0.2 : 1);
}

/** Where to show the total: its best mention, or the named total that was read wrongly, or the cash it follows from. */
function placeOf(best: Candidate, entries: readonly MoneyEntry[]): { raw: string; at: Passage } | null {
  const mention = [...best.entries].sort((a, b) => pointsOfLabel(b) - pointsOfLabel(a))[0];
  if (mention !== undefined) return { raw: mention.mention.amount.raw, at: mention.mention.at };
  const misread =
    entries.find((entry) => totalRoles.includes(entry.role) && !entry.inSummary) ??
    entries.find((entry) => entry.role === 'cash');
  return misread === undefined ? null : { raw: fromCents(best.cents), at: misread.mention.at };
}
