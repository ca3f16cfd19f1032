/**
 * Percentiles of a sample as one of its values, with an interval that holds whatever the distribution: how many of n values lie
 * below the true quantile is binomial, so two order statistics bound it (David & Nagaraja, Order Statistics, § 7.1). Where no
 * value can bound it from above, as 250 cannot the 99th, there is none: the quantile is at least what is told.
 */
import jStat from 'jstat';

export interface Percentile {
  /** The smallest value that the share `q` of the sample does not exceed. */
  readonly value: number;
  /** The sample is too small to have the share `q` below its largest value: read "≥ value". */
  readonly is_bound: boolean;
  /** Null where the sample cannot bound it on that side. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Of the interval; a quarter of a tenth on each side. */
const PERCENTILE_COVERAGE = 0.95;
const OUTSIDE = (1 - PERCENTILE_COVERAGE) / 2;

/**
 * The smallest value that the share `q` of the sample does not exceed, without an interval; undefined of an empty sample.
 * @param sorted ascending
 */
export const orderStatistic = (sorted: Float64Array, q: number): number | undefined =>
  sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1];

/**
 * @param sorted ascending
 * @param q above 0 and below 1
 * @returns null of an empty sample
 */
export function percentile(sorted: Float64Array, q: number): Percentile | null {
  const count = sorted.length;
  const value = orderStatistic(sorted, q);
  if (value === undefined) return null;
  const { below, above } = boundingRanks(count, q);
  const high = above === null ? null : (sorted[above - 1] ?? null);
  return { value, is_bound: high === null, low: below === null ? null : (sorted[below - 1] ?? null), high };
}

/**
 * Ranks from 1 on whose values lie below, or not, the quantile `q` with a chance of at least 97.5 % each; null where no rank does.
 * Exported for its tests.
 */
export function boundingRanks(count: number, q: number): { readonly below: number | null; readonly above: number | null } {
  // X_(r) ≤ quantile unless fewer than r values lie below it; quantile ≤ X_(r) unless r or more do.
  // The binomial sum by the incomplete beta function (Abramowitz & Stegun 26.5.24).
  const fewerThan = (rank: number): number => {
    if (rank <= 0) return 0;
    return rank > count ? 1 : jStat.beta.cdf(1 - q, count - rank + 1, rank);
  };
  const below = largest(0, count, (rank) => fewerThan(rank) <= OUTSIDE);
  const above = smallest(1, count + 1, (rank) => 1 - fewerThan(rank) <= OUTSIDE);
  return { below: below === 0 ? null : below, above: above > count ? null : above };
}

/** The largest for which `holds`, which stops to hold somewhere after `from`. */
function largest(from: number, to: number, holds: (rank: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The smallest for which `holds`, which begins to hold somewhere; `to` where it never does. */
function smallest(from: number, to: number, holds: (rank: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
