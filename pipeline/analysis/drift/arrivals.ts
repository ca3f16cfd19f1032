/** Arrivals of a load test, made comparable: where in the window they came, and how far the peak stands above the mean. */
import type { Microseconds } from '../../contract/units.ts';

const MOST_PARTS = 24;
const ARRIVALS_IN_A_PART = 10;

/** As many for both, so that their peaks are of one kind; few arrivals in a part would make a peak of chance. */
export const partsFor = (fewestArrivals: number): number =>
  Math.min(MOST_PARTS, Math.max(2, Math.floor(fewestArrivals / ARRIVALS_IN_A_PART)));

/** From 0 to 1 between the first and the last. */
export function placesInWindow(arrivals: readonly Microseconds[]): number[] {
  const first = arrivals.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const last = arrivals.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY);
  return arrivals.map((time) => (last > first ? (time - first) / (last - first) : 0));
}

/** Arrivals in the fullest of so many equal parts of the window, over the mean of them. */
export function peakToMean(arrivals: readonly Microseconds[], parts: number): number {
  const counts = new Array<number>(parts).fill(0);
  for (const place of placesInWindow(arrivals)) {
    const part = Math.min(parts - 1, Math.floor(place * parts));
    counts[part] = (counts[part] ?? 0) + 1;
  }
  return (Math.max(...counts) * parts) / arrivals.length;
}
