/** The rate at which a load broke what it was played against, and the highest that was kept up with before. */
import type { Arrival, LoadShape } from '../../contract/load.ts';
import type { Seconds } from '../../contract/units.ts';
import { stepsOf } from './arrival-plan.ts';
import type { RateStep } from './burst.ts';
import type { Firing } from './thresholds.ts';

export interface BreakingPoint {
  /** Uploads a second when the condition began that then became critical. */
  readonly per_second: number;
  /** The highest step before it that was kept up with; null where the load has no steps, or none was. */
  readonly held_per_second: number | null;
  /** When the signal became critical. */
  readonly at: Seconds;
}

/** Over so much time before it, where a load has no steps of its own. */
const RATE_WINDOW: Seconds = 10;
/** What more may wait at the end of a step than at its beginning, of the uploads that came in it: an upload takes its time. */
const GROWTH = 0.1;

/**
 * Null where the condition began only when the last upload had come: then no rate broke it.
 * @param arrivals with moments from the load's beginning
 * @param workers documents that are at work and do not wait
 */
export function breakingPointOf(
  shape: LoadShape | null,
  arrivals: readonly Arrival[],
  first: Firing,
  workers: number,
): BreakingPoint | null {
  if (shape?.profile === 'steps') {
    const steps = stepsOf(shape);
    const place = steps.findIndex(({ to }) => first.since < to);
    const broken = steps[place];
    if (broken === undefined) return null;
    const behind = steps.findIndex((step) => !isKeptUp(step, arrivals, workers));
    const held = steps[(behind < 0 ? place : Math.min(behind, place)) - 1];
    return { per_second: broken.per_second, held_per_second: held?.per_second ?? null, at: first.from };
  }
  const from = Math.max(0, first.since - RATE_WINDOW);
  const to = Math.max(first.since, from + 1);
  const came = arrivals.filter(({ at }) => at >= from && at < to).length;
  return came === 0 ? null : { per_second: came / (to - from), held_per_second: null, at: first.from };
}

/** Whether no more waited at its end than at its beginning. */
function isKeptUp({ from, to }: RateStep, arrivals: readonly Arrival[], workers: number): boolean {
  const openAt = (moment: Seconds) =>
    arrivals.filter(({ at, ended, outcome }) => at < moment && outcome !== 'planned' && (ended === null || ended >= moment))
      .length;
  const came = arrivals.filter(({ at, outcome }) => at >= from && at < to && outcome !== 'planned').length;
  return came > 0 && openAt(to) - openAt(from) <= Math.max(workers, GROWTH * came);
}
