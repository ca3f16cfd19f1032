/**
 * The t interval on pass pairs, on the logarithmic scale, and the two-sided test of no difference that belongs to it.
 *
 * The pair is the replicate, not the document: documents of one pass share its noise, so that a test over documents takes the
 * machine's mood for an effect. Coverage on other than normal noise is proved in `intervals.test.ts`.
 */
import { CONFIDENCE, twoSidedP, twoSidedQuantile } from './student-t.ts';

export interface LogInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly standardDeviation: number;
  readonly pairs: number;
}

/** Logarithms below this are rounding, not a difference: costs are whole microseconds. */
const ROUNDING = 1e-12;

/** Null under two values: one pass has no interval. */
export function tInterval(values: readonly number[]): LogInterval | null {
  const pairs = values.length;
  if (pairs < 2) return null;
  const mean = meanOf(values);
  const standardDeviation = standardDeviationOf(values);
  const half = (twoSidedQuantile(CONFIDENCE, pairs - 1) * standardDeviation) / Math.sqrt(pairs);
  return { mean, low: mean - half, high: mean + half, standardDeviation, pairs };
}

/** Of no difference; or, with a tolerance, of a difference no larger than that. Equal values have 1. */
export function pValue({ mean, standardDeviation, pairs }: LogInterval, tolerance = 0): number {
  const beyond = Math.abs(mean) - tolerance;
  if (beyond <= ROUNDING) return 1;
  return twoSidedP(beyond / (standardDeviation / Math.sqrt(pairs)), pairs - 1);
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);

export function standardDeviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / Math.max(1, values.length - 1));
  return deviation < ROUNDING ? 0 : deviation;
}

/** No measured ratio comes near; it keeps an interval of two wild pairs a number. */
const LARGEST_EXPONENT = 700;

export const toRatio = (logarithm: number): number =>
  Math.exp(Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, logarithm)));
