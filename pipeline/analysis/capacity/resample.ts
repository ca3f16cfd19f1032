/**
 * The bootstrap under a capacity: documents are drawn again within their path, and what is drawn few of is widened after Student.
 *
 * A percentile bootstrap of ten documents covers too little: a drawn sample spreads by √((n−1)/n) less than the documents do,
 * and knows nothing of how badly ten documents tell their own spread. The first is mended where the replicates are made, the
 * second where an interval is read off them (Hesterberg, The American Statistician 69, 2015, § 3).
 */
import { type Draw, seededDraw } from '../comparison/seeded.ts';
import { CONFIDENCE, twoSidedQuantile } from '../comparison/student-t.ts';

/** What a document brings to a ratio of sums. */
export interface Cluster {
  readonly sum: number;
  readonly weight: number;
}

export type Column = Float64Array<ArrayBuffer>;

export const ratioOf = (clusters: readonly Cluster[]): number =>
  clusters.reduce((total, { sum }) => total + sum, 0) / clusters.reduce((total, { weight }) => total + weight, 0);

/**
 * Ratios of sums over clusters that are drawn with replacement, stretched about the ratio of all by √(n/(n−1)). Empty under two
 * clusters: one tells nothing of a spread.
 */
export function resampledRatios(clusters: readonly Cluster[], replicates: number, draw: Draw): Column {
  const count = clusters.length;
  if (count < 2) return new Float64Array();
  const sums = Float64Array.from(clusters, ({ sum }) => sum);
  const weights = Float64Array.from(clusters, ({ weight }) => weight);
  const estimate = ratioOf(clusters);
  const stretch = Math.sqrt(count / (count - 1));
  const ratios = new Float64Array(replicates);
  for (let row = 0; row < replicates; row += 1) {
    let sum = 0;
    let weight = 0;
    for (let drawn = 0; drawn < count; drawn += 1) {
      const index = draw(count);
      sum += sums[index] as number;
      weight += weights[index] as number;
    }
    ratios[row] = estimate + (weight === 0 ? 0 : (sum / weight - estimate) * stretch);
  }
  return ratios;
}

/** Of a stream with a name; whatever is drawn elsewhere, it gives the same. */
export const normalDraw = (seed: number, purpose: string): (() => number) => {
  const draw = seededDraw(seed, purpose);
  const uniform = () => (draw(2 ** 30) + 0.5) / 2 ** 30;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
};

const NORMAL_QUANTILE = 1.959963984540054;

/** By how much an interval of so many degrees of freedom is wider than one that knows the spread. */
export const studentStretch = (degreesOfFreedom: number): number =>
  twoSidedQuantile(CONFIDENCE, Math.max(1, degreesOfFreedom)) / NORMAL_QUANTILE;

export interface VariancePart {
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/** Welch and Satterthwaite. Infinite where nothing varies. */
export function effectiveDegreesOfFreedom(parts: readonly VariancePart[]): number {
  const total = parts.reduce((sum, { variance }) => sum + variance, 0);
  const divisor = parts.reduce((sum, { variance, degreesOfFreedom }) => sum + variance ** 2 / degreesOfFreedom, 0);
  return divisor === 0 ? 1e6 : Math.min(1e6, total ** 2 / divisor);
}

/** Of the values; 0 under two. */
export function varianceOf(values: ArrayLike<number>): number {
  let mean = 0;
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    const step = value - mean;
    mean += step / (index + 1);
    squares += step * (value - mean);
  }
  return values.length < 2 ? 0 : squares / (values.length - 1);
}
