/**
 * Holm's step-down correction: among `m` tests the smallest p is multiplied by m, the next by m - 1 …, none below the one before it.
 * Holds the chance of any false alarm in the family at the level (Holm, Scandinavian Journal of Statistics 6, 1979).
 */

/** @returns corrected p values, in the order given */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).toSorted((one, other) => (pValues[one] ?? 0) - (pValues[other] ?? 0));
  const corrected = [...pValues];
  let least = 0;
  for (const [rank, index] of order.entries()) {
    least = Math.max(least, Math.min(1, (pValues[index] ?? 1) * (pValues.length - rank)));
    corrected[index] = least;
  }
  return corrected;
}
