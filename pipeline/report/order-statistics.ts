/** Percentiles as one of the values that were measured: the smallest that the share `q` of them does not exceed. */

/**
 * @param q above 0 and below 1
 * `isBound`: the sample is too small to have that share below its largest value, so the true percentile may lie above.
 */
export function orderStatistic(values: readonly number[], q: number): { value: number; isBound: boolean } | null {
  const sorted = Float64Array.from(values).sort();
  const value = sorted[Math.ceil(q * sorted.length) - 1];
  return value === undefined ? null : { value, isBound: sorted.length < 1 / (1 - q) };
}
