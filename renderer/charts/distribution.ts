/**
 * How measured values are spread: quantiles, a box, the cumulative distribution. Values that were not measured (NaN) are left out
 * before anything is counted.
 */

/** Ascending, without NaN. */
export const sortedOf = (values: Iterable<number>): Float64Array =>
  Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();

/**
 * The value below which a share of the values lies, between neighbours in a straight line: type 7 of Hyndman and Fan, Sample
 * Quantiles in Statistical Packages, The American Statistician 50 (1996), the default of R and NumPy. NaN of nothing.
 *
 * @param sorted ascending
 * @param share 0 to 1
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - below);
}

export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly median: number;
  readonly p90: number;
  readonly p95: number;
  readonly max: number;
}

/** All but the count are NaN of nothing. */
export function spreadOf(sorted: Float64Array): Spread {
  return {
    count: sorted.length,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    p95: quantile(sorted, 0.95),
    max: sorted.at(-1) ?? Number.NaN,
  };
}

export interface Box {
  /** The whiskers: the outermost values within 1.5 times the box from its ends (Tukey, Exploratory Data Analysis, 1977). */
  readonly low: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly high: number;
  /** Beyond the whiskers, ascending; the outermost ones where there are too many to draw. */
  readonly outliers: readonly number[];
}

const WHISKER = 1.5;

/** Null of nothing. */
export function boxOf(sorted: Float64Array, mostOutliers = 200): Box | null {
  if (sorted.length === 0) return null;
  const lowerQuartile = quantile(sorted, 0.25);
  const upperQuartile = quantile(sorted, 0.75);
  const reach = WHISKER * (upperQuartile - lowerQuartile);
  const inside = sorted.filter((value) => value >= lowerQuartile - reach && value <= upperQuartile + reach);
  const beyond = sorted.filter((value) => value < lowerQuartile - reach || value > upperQuartile + reach);
  const half = Math.floor(mostOutliers / 2);
  return {
    low: inside[0] ?? lowerQuartile,
    lowerQuartile,
    median: quantile(sorted, 0.5),
    upperQuartile,
    high: inside.at(-1) ?? upperQuartile,
    outliers: beyond.length <= mostOutliers ? [...beyond] : [...beyond.slice(0, half), ...beyond.slice(half - mostOutliers)],
  };
}

/** Places of so many values, all of them or at most `most`: spread evenly, the first and the last always among them. */
export function evenPlaces(values: number, most: number): number[] {
  const places = Math.min(values, most);
  return Array.from({ length: places }, (_, step) => (places === 1 ? 0 : Math.round((step * (values - 1)) / (places - 1))));
}

/** Steps of the cumulative distribution: the value, and the share of values up to it; at most so many, spread evenly. */
export function cumulative(sorted: Float64Array, most = 250): (readonly [value: number, share: number])[] {
  return evenPlaces(sorted.length, most).map((place) => [sorted[place] ?? Number.NaN, (place + 1) / sorted.length] as const);
}
