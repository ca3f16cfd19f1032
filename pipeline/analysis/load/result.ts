/**
 * What a load test found, reckoned from what was kept of it: where every arrival is, how long they took, which signals fired,
 * what broke first and at which rate. Pure: the command line, the window and the report reckon the same.
 */
import type { KeptArrival, LoadFacts } from '../../contract/load.ts';
import type { Seconds } from '../../contract/units.ts';
import {
  type Account,
  accountOf,
  accountOfServed,
  isValid,
  type Latencies,
  latenciesOf,
  latenessOf,
  summarised,
} from './account.ts';
import { type Refused, refusalsOf, secondsOfAnswers } from './answers.ts';
import { type Bottleneck, bottlenecksOf } from './bottlenecks.ts';
import { type BreakingPoint, breakingPointOf } from './breaking-point.ts';
import { loadedSecond, type Reading, readingsOf } from './seconds.ts';
import { CPU_CRITICAL, type Firing, firstToBreak, judgeSignals, type SignalVerdict } from './thresholds.ts';

export interface LoadResult {
  readonly account: Account;
  /** Planned and not yet due when the test was stopped. */
  readonly unsent: number;
  readonly refusals: readonly Refused[];
  /** From the first planned moment to the last end; null where nothing ended. */
  readonly makespan: Seconds | null;
  /** Completed over that time. */
  readonly throughput_per_second: number | null;
  readonly latency: Latencies | null;
  /** Parts of the latency, of jobs that this machine worked on. */
  readonly queue_wait: Latencies | null;
  readonly service: Latencies | null;
  readonly lateness: Latencies | null;
  /** Whether the load came as planned; null where nothing was sent. */
  readonly is_valid: boolean | null;
  readonly generator_cpu_percent: number | null;
  readonly signals: readonly SignalVerdict[];
  readonly first_to_break: Firing | null;
  readonly breaking_point: BreakingPoint | null;
  readonly bottlenecks: readonly Bottleneck[];
}

export function loadResult(facts: LoadFacts): LoadResult {
  const began = facts.plan.began ?? 0;
  const arrivals = facts.arrivals.map((arrival) => fromBeginning(arrival, began));
  const readings = readingsOf(facts.signals, began);
  const signals = judgeSignals(
    facts.plan.gateway_url === null ? readings.map(({ at, values }) => loadedSecond(at, values)) : secondsOfAnswers(arrivals),
  );
  const first = firstToBreak(signals);
  const account = facts.served === null ? accountOf(arrivals) : accountOfServed(facts.served);
  const ends = arrivals.flatMap(({ ended, outcome }) => (outcome === 'completed' && ended !== null ? [ended] : []));
  const makespan = ends.length === 0 ? null : ends.reduce((last, end) => Math.max(last, end), 0) - (arrivals[0]?.at ?? 0);
  const lateness = latenessOf(arrivals);
  return {
    account,
    unsent: arrivals.filter(({ outcome }) => outcome === 'planned').length,
    refusals: refusalsOf(arrivals),
    makespan,
    throughput_per_second: makespan === null || makespan <= 0 ? null : ends.length / makespan,
    latency: latenciesOf(arrivals),
    queue_wait: summarised(
      arrivals.flatMap(({ at, job_started, outcome }) =>
        outcome === 'completed' && job_started !== null ? [Math.max(0, job_started - at)] : [],
      ),
    ),
    service: summarised(
      arrivals.flatMap(({ job_started, job_ended, outcome }) =>
        outcome === 'completed' && job_started !== null && job_ended !== null ? [job_ended - job_started] : [],
      ),
    ),
    lateness,
    is_valid: lateness === null ? null : isValid(arrivals),
    generator_cpu_percent: largest(readings, 'generator_cpu_percent'),
    signals,
    first_to_break: first,
    breaking_point: first === null ? null : breakingPointOf(facts.plan.shape, arrivals, first, facts.settings.workers),
    bottlenecks: bottlenecksOf(signals, facts.stage_cpu, workersShare(readings, facts.cores)),
  };
}

/** Moments of a kept arrival count from the run's origin. */
function fromBeginning(arrival: KeptArrival, began: Seconds): KeptArrival {
  const moved = (moment: Seconds | null): Seconds | null => (moment === null ? null : moment - began);
  return {
    ...arrival,
    at: arrival.at - began,
    sent: moved(arrival.sent),
    answered: moved(arrival.answered),
    ended: moved(arrival.ended),
    job_started: moved(arrival.job_started),
    job_ended: moved(arrival.job_ended),
  };
}

/** Of the machine, in the seconds in which it was full; null where it never was. */
function workersShare(readings: readonly Reading[], cores: number): number | null {
  const full = readings.filter(({ values }) => (values.get('machine_cpu_percent') ?? 0) > CPU_CRITICAL);
  const held = full.flatMap(({ values }) => values.get('workers_cpu_percent') ?? []);
  return held.length === 0 ? null : Math.min(1, held.reduce((sum, percent) => sum + percent, 0) / held.length / 100 / cores);
}

function largest(readings: readonly Reading[], name: 'generator_cpu_percent'): number | null {
  const values = readings.flatMap((reading) => reading.values.get(name) ?? []);
  return values.length === 0 ? null : values.reduce((most, value) => Math.max(most, value), 0);
}
