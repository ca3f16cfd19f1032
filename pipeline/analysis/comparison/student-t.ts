/**
 * Student's t, as the intervals and the planner need it. The distribution functions are jstat's; what is added here are the
 * cases in which they are of no use. Quantiles are kept, because a comparison asks for few of them, many times.
 */
/// <reference path="./jstat.d.ts" />
import jStat from 'jstat';

/** Of every interval and every test. */
export const CONFIDENCE = 0.95;

const quantiles = new Map<string, number>();
const noncentralities = new Map<string, number>();

/** The t that |T| stays below with the probability `confidence`. */
export function twoSidedQuantile(confidence: number, degreesOfFreedom: number): number {
  const key = `${confidence}/${degreesOfFreedom}`;
  const known = quantiles.get(key);
  if (known !== undefined) return known;
  const quantile = jStat.studentt.inv(1 - (1 - confidence) / 2, degreesOfFreedom);
  quantiles.set(key, quantile);
  return quantile;
}

/** The probability of a |T| at least this large. */
export function twoSidedP(t: number, degreesOfFreedom: number): number {
  if (!Number.isFinite(t)) return 0;
  return Math.min(1, 2 * jStat.studentt.cdf(-Math.abs(t), degreesOfFreedom));
}

/** jstat sums its series from exp(-noncentrality² / 2) on; above this it loses its digits. No plan needs more. */
const LARGEST_NONCENTRALITY = 22;

/** Power of the two-sided t test at a noncentrality: effect over its standard error. */
export function powerAt(noncentrality: number, degreesOfFreedom: number, confidence: number): number {
  const critical = twoSidedQuantile(confidence, degreesOfFreedom);
  const { cdf } = jStat.noncentralt;
  return 1 - cdf(critical, degreesOfFreedom, noncentrality) + cdf(-critical, degreesOfFreedom, noncentrality);
}

/**
 * The noncentrality at which the two-sided t test has this power (Cohen, Statistical Power Analysis, 2nd ed. 1988, ch. 2; the
 * noncentral t after Lenth 1989, AS 243). Power rises with it, so halving finds it.
 */
export function noncentralityFor(power: number, degreesOfFreedom: number, confidence: number): number {
  const key = `${power}/${degreesOfFreedom}/${confidence}`;
  const known = noncentralities.get(key);
  if (known !== undefined) return known;
  let low = 0;
  let high = LARGEST_NONCENTRALITY;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (powerAt(middle, degreesOfFreedom, confidence) < power) low = middle;
    else high = middle;
  }
  noncentralities.set(key, high);
  return high;
}
