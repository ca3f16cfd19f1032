/**
 * Arithmetic as evidence: which amounts add up to which. Everything is in whole cents and nothing is tolerated, since a
 * document that prints its sums prints them exactly; what OCR misread is just what must not fit.
 */
import type { MoneyEntry, Role } from './money.ts';

/** What a document says about one possible total. */
export interface Proof {
  /** subtotal + tax (+ service, shipping, rounding − discount) = total. */
  readonly parts: { readonly subtotal: number; readonly tax: number } | null;
  /** cash − change, with change. */
  readonly cashMinusChange: boolean;
  /** Paid to the cent, in cash or by card. */
  readonly paidExactly: boolean;
  /** Another total plus the rounding gives this one. */
  readonly rounded: boolean;
  /** This one plus the rounding gives another total that is printed. */
  readonly beforeRounding: boolean;
}

interface Placed {
  readonly cents: number;
  readonly line: number;
}

export interface Sums {
  readonly subtotals: readonly number[];
  readonly totals: readonly number[];
  readonly taxes: readonly number[];
  /** As printed, with the row: what stands below it is the rounded total. */
  readonly roundings: readonly Placed[];
  readonly placedTotals: readonly Placed[];
  readonly cash: readonly number[];
  readonly cards: readonly number[];
  readonly changes: readonly number[];
  readonly service: readonly number[];
  readonly shipping: readonly number[];
  readonly discounts: readonly number[];
  readonly deposits: readonly number[];
  /** Every amount, for asking whether one is printed at all. */
  readonly printed: ReadonlySet<number>;
}

/** Combinations grow quickly; documents have a handful of each. */
const MOST_OF_A_KIND = 8;
/** Cash is rounded by a few cents at most. */
const LARGEST_ROUNDING = 10;

export function collectSums(entries: readonly MoneyEntry[]): Sums {
  const of = (...roles: readonly Role[]): number[] => {
    const cents = entries
      .filter((e) => roles.includes(e.role) && !e.inSummary && e.strength > 0)
      .map((e) => Math.abs(e.mention.cents));
    return [...new Set(cents)].slice(0, MOST_OF_A_KIND);
  };
  const place = (...roles: readonly Role[]): Placed[] =>
    entries
      .filter((e) => roles.includes(e.role) && !e.inSummary && e.strength > 0)
      .map((e) => ({ cents: e.mention.cents, line: e.line }))
      .slice(0, MOST_OF_A_KIND);
  const taxed = of('tax').some((cents) => cents > 0);
  return {
    subtotals: of('subtotal', 'total', 'total_inclusive', 'grand_total'),
    totals: of('total', 'total_inclusive', 'grand_total', 'subtotal'),
    taxes: withSum(of('tax')),
    roundings: place('rounding').filter(({ cents }) => cents !== 0 && Math.abs(cents) <= LARGEST_ROUNDING),
    // Where a tax is added, the rounding is not the subtotal's.
    placedTotals: place('total', 'total_inclusive', 'grand_total', ...(taxed ? [] : (['subtotal'] as const))),
    cash: of('cash'),
    cards: of('card'),
    changes: of('change'),
    service: withSum(of('service')),
    shipping: withSum(of('shipping')),
    discounts: withSum(of('discount')),
    deposits: of('deposit'),
    printed: new Set(entries.map((e) => Math.abs(e.mention.cents))),
  };
}

/** Each amount, and all of them together: taxes at two rates add up. */
const withSum = (cents: readonly number[]): number[] =>
  cents.length < 2 ? [...cents] : [...cents, cents.reduce((sum, value) => sum + value, 0)];

export function prove(total: number, sums: Sums): Proof {
  return {
    parts: partsOf(total, sums),
    cashMinusChange: isCashMinusChange(total, sums),
    paidExactly:
      sums.cards.includes(total) || (sums.cash.includes(total) && (sums.changes.length === 0 || sums.changes.includes(0))),
    rounded: sums.roundings.some(
      (rounding) => isRounded(total, rounding, sums) || partsOf(total - rounding.cents, { ...sums, roundings: [] }) !== null,
    ),
    beforeRounding: sums.roundings.some(
      (rounding) =>
        isCashMinusChange(total + rounding.cents, sums) ||
        (sums.placedTotals.some((other) => other.cents === total && other.line < rounding.line) &&
          signs(rounding, total, sums).some((cents) => sums.printed.has(total + cents))),
    ),
  };
}

const isCashMinusChange = (total: number, sums: Sums): boolean =>
  sums.cash.some((cash) => sums.changes.some((change) => change > 0 && cash - change === total));

/** A total above the rounding's row, with the rounding, gives this one. */
const isRounded = (total: number, rounding: Placed, sums: Sums): boolean =>
  sums.placedTotals.some(
    (other) => other.line < rounding.line && signs(rounding, other.cents, sums).some((cents) => other.cents + cents === total),
  );

/** The sign as printed; OCR loses a minus, so the other one where only that leads to an amount that is printed. */
const signs = ({ cents }: Placed, from: number, sums: Sums): number[] =>
  !sums.printed.has(from + cents) && sums.printed.has(from - cents) ? [-cents] : [cents];

/** The subtotal and tax that lead to a total, where any do; nothing is proven by a subtotal equal to it. */
export function partsOf(total: number, sums: Sums): { subtotal: number; tax: number } | null {
  const extras = [0, ...sums.service, ...sums.shipping, ...sumsOfTwo(sums.service, sums.shipping)];
  const reductions = [0, ...sums.discounts];
  const roundings = [0, ...sums.roundings.flatMap(({ cents }) => [cents, -cents])];
  for (const tax of [...sums.taxes.filter((cents) => cents > 0), 0]) {
    for (const rounding of roundings) {
      for (const extra of extras) {
        for (const reduction of reductions) {
          const subtotal = total - tax - extra - rounding + reduction;
          const proves = tax > 0 || extra > 0 || reduction > 0;
          if (proves && subtotal > 0 && subtotal !== total && tax < subtotal && sums.subtotals.includes(subtotal)) {
            return { subtotal, tax };
          }
        }
      }
    }
  }
  return null;
}

const sumsOfTwo = (a: readonly number[], b: readonly number[]): number[] => a.flatMap((x) => b.map((y) => x + y));
