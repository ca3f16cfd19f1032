/**
 * A run's origin: the moment its microseconds count from. A resumed run goes on from the same moment, whatever process or
 * boot it was begun in, by the wall clock that was kept with it.
 */
import type { Microseconds } from '../contract/units.ts';
import { nowMicroseconds } from '../measure/clock.ts';

export interface RunClock {
  /** ISO 8601 UTC. */
  readonly anchorUtc: string;
  /** The origin on this boot's monotonic clock. */
  readonly originUs: Microseconds;
  now(): Microseconds;
}

export function startClock(anchorUtc: string = new Date().toISOString()): RunClock {
  const originUs = nowMicroseconds() - Math.max(0, Date.now() - Date.parse(anchorUtc)) * 1000;
  return { anchorUtc, originUs, now: () => Math.max(0, nowMicroseconds() - originUs) };
}
