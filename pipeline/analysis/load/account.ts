/** Where all arrivals of a load test are, and how long they took: nothing that arrived may be missing from the sum. */
import type { Arrival, LoadFacts, PlannedArrival } from '../../contract/load.ts';
import { type Percentile, percentile } from './percentile.ts';

export interface Account {
  /** Whose moment has come. */
  readonly arrived: number;
  readonly completed: number;
  readonly failed: number;
  readonly rejected: number;
  readonly in_flight: number;
}

/** Whose moment has not come. */
export const unsent = (planned: PlannedArrival): Arrival => ({
  ...planned,
  sent: null,
  answered: null,
  ended: null,
  status: null,
  outcome: 'planned',
  job_id: null,
});

export function accountOf(arrivals: readonly Arrival[]): Account {
  const count = (outcome: Arrival['outcome']) => arrivals.filter((arrival) => arrival.outcome === outcome).length;
  return {
    arrived: arrivals.length - count('planned'),
    completed: count('completed'),
    failed: count('failed'),
    rejected: count('rejected'),
    in_flight: count('in_flight'),
  };
}

/** Of a gateway that was open to others: they have no plan, so what came is what it answered. */
export function accountOfServed({ refused, jobs }: NonNullable<LoadFacts['served']>): Account {
  const rejected = Object.values(refused).reduce((sum, count) => sum + count, 0);
  const in_flight = jobs.queued + jobs.running;
  const accepted = jobs.succeeded + jobs.failed + in_flight;
  return { arrived: accepted + rejected, completed: jobs.succeeded, failed: jobs.failed, rejected, in_flight };
}

/** Something came, and none of it was read or still is to be. */
export const isAllLost = ({ arrived, failed, rejected }: Account): boolean => arrived > 0 && failed + rejected === arrived;

const reportedShares = [0.5, 0.95, 0.99] as const;

export interface Latencies {
  readonly percentiles: readonly { readonly share: number; readonly found: Percentile }[];
  readonly max: number;
}

/** Of arrivals that completed, from their planned moments, in seconds; null where none did. */
export function latenciesOf(arrivals: readonly Arrival[]): Latencies | null {
  return summarised(
    arrivals.flatMap(({ at, ended, outcome }) => (outcome === 'completed' && ended !== null ? [ended - at] : [])),
  );
}

/** How late the generator itself was, in seconds. */
export const latenessOf = (arrivals: readonly Arrival[]): Latencies | null =>
  summarised(arrivals.flatMap(({ at, sent }) => (sent === null ? [] : [Math.max(0, sent - at)])));

/** Above this at p99, the generator and not the system is what was measured. */
const LATENESS_LIMIT_SECONDS = 0.005;

/** Whether the load came as planned. */
export function isValid(arrivals: readonly Arrival[]): boolean {
  const lateness = latenessOf(arrivals)?.percentiles.find(({ share }) => share === 0.99);
  return lateness !== undefined && lateness.found.value <= LATENESS_LIMIT_SECONDS;
}

export function summarised(values: readonly number[]): Latencies | null {
  const sorted = Float64Array.from(values).sort();
  const max = sorted.at(-1);
  if (max === undefined) return null;
  return {
    max,
    percentiles: reportedShares.flatMap((share) => {
      const found = percentile(sorted, share);
      return found === null ? [] : [{ share, found }];
    }),
  };
}
