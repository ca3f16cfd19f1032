/**
 * What a load would do on a machine: many simulations, each with its own draw of arrivals and of documents out of those that were
 * measured. Documents are drawn twice over, first which of them the sample had and then which of those come, so that an
 * interval carries both: that loads differ, and that the sample was small.
 */

import { type Draw, seededDraw } from '../analysis/comparison/seeded.ts';
import { planArrivals } from '../analysis/load/arrival-plan.ts';
import { orderStatistic } from '../analysis/load/percentile.ts';
import { BenchError } from '../contract/errors.ts';
import type { MeasuredRun, Projection, ScenarioWish, Simulation, Spread, Validation } from '../contract/simulation.ts';
import type { ProcessingPath } from '../contract/stages.ts';
import type { Seconds } from '../contract/units.ts';
import { cautionsOf, outsideOf } from './cautions.ts';
import { workOf } from './model.ts';
import { simulate } from './simulate.ts';
import { atOnce, type Slices } from './slices.ts';
import { replayRun } from './validate.ts';
import { compileWorkload, type Workload } from './workload.ts';

export interface ProjectOptions {
  readonly seed: number;
  readonly seeds: number;
  /** Of the measured run, for the error beside the projection. */
  readonly validation: Validation['run'];
}

interface Pools {
  readonly workload: Workload;
  readonly gateway: Seconds;
  readonly warm: Readonly<Record<ProcessingPath, readonly number[]>>;
  readonly cold: Readonly<Record<ProcessingPath, readonly number[]>>;
}

const CRITICAL_CPU = 0.95;
const CRITICAL_CPU_SECONDS = 30;
const CRITICAL_QUEUE = 100;
/** In which the report expects the queue to be at its longest. */
const FIRST_SECONDS = 120;

type Chance = Pick<ProjectOptions, 'seed' | 'seeds'>;

/**
 * The run itself first, to know how far the model is off, then each case.
 * @throws BenchError `simulate.nothing_measured`, `load.too_many`
 */
export const simulateRun = (run: MeasuredRun, scenarios: readonly ScenarioWish[], chance: Chance): Simulation =>
  atOnce(simulationSlices(run, scenarios, chance));

/** The same; a slice is one simulation of one case, so there are as many as cases times seeds. */
export function* simulationSlices(run: MeasuredRun, scenarios: readonly ScenarioWish[], chance: Chance): Slices<Simulation> {
  const validation = replayRun(run);
  const pools = poolsOf(run);
  const projections: Projection[] = [];
  for (const scenario of scenarios) projections.push(yield* projectionSlices(run, pools, scenario, { ...chance, validation }));
  return { validation, projections };
}

/** @throws BenchError `simulate.nothing_measured`, `load.too_many` */
export const project = (run: MeasuredRun, scenario: ScenarioWish, options: ProjectOptions): Projection =>
  atOnce(projectionSlices(run, poolsOf(run), scenario, options));

function* projectionSlices(
  run: MeasuredRun,
  pools: Pools,
  scenario: ScenarioWish,
  { seed, seeds, validation }: ProjectOptions,
): Slices<Projection> {
  const outcomes: Outcome[] = [];
  for (let index = 0; index < seeds; index += 1) {
    outcomes.push(simulateOnce(pools, scenario, seed + index));
    yield;
  }
  const spread = (value: (outcome: Outcome) => number): Spread => spreadOf(outcomes.map(value));
  const share = (holds: (outcome: Outcome) => boolean): number => outcomes.filter(holds).length / seeds;
  const makespan_seconds = spread(({ makespan }) => makespan);
  const p95 = spread(({ p95: value }) => value);
  return {
    scenario,
    seeds,
    makespan_seconds,
    throughput_per_second: spread(({ completed, makespan }) => completed / makespan),
    latency_seconds: {
      p50: spread(({ p50 }) => p50),
      p95,
      p99: spread(({ p99 }) => p99),
      max: spread(({ max }) => max),
    },
    longest_queue: spread(({ longestQueue }) => longestQueue),
    longest_queue_in_two_minutes: spread(({ earlyQueue }) => earlyQueue),
    rejected: spread(({ rejected }) => rejected),
    cpu: spread(({ cpu }) => cpu),
    saturated_seconds: spread(({ saturated }) => saturated),
    critical: { cpu: share(({ cpuCritical }) => cpuCritical), queue: share(({ longestQueue }) => longestQueue > CRITICAL_QUEUE) },
    with_error: {
      makespan_seconds: widened(makespan_seconds, validation.makespan.error),
      p95_seconds: validation.p95 === null ? null : widened(p95, validation.p95.error),
    },
    outside_measured_range: outsideOf(run, scenario),
    cautions: cautionsOf(run, scenario, validation),
  };
}

function poolsOf(run: MeasuredRun): Pools {
  const places = (temperature: 'cold' | 'warm', path: ProcessingPath | null) =>
    run.jobs.flatMap((job, index) =>
      !job.failed && job.temperature === temperature && (path === null || job.path === path) ? [index] : [],
    );
  const anyWarm = places('warm', null);
  const anyCold = places('cold', null);
  if (anyWarm.length + anyCold.length === 0) throw new BenchError('simulate.nothing_measured', { run: run.run });
  const or = (...candidates: (readonly number[])[]): readonly number[] => candidates.find(({ length }) => length > 0) ?? [];
  const warm = (path: ProcessingPath) => or(places('warm', path), anyWarm, anyCold);
  const cold = (path: ProcessingPath) => or(places('cold', path), anyCold, warm(path));
  return {
    workload: compileWorkload(workOf(run)),
    gateway: run.gateway_seconds,
    warm: { fast: warm('fast'), standard: warm('standard') },
    cold: { fast: cold('fast'), standard: cold('standard') },
  };
}

interface Outcome {
  readonly makespan: number;
  readonly completed: number;
  readonly rejected: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly longestQueue: number;
  readonly earlyQueue: number;
  readonly cpu: number;
  readonly saturated: number;
  readonly cpuCritical: boolean;
}

function simulateOnce({ workload, warm, cold, gateway }: Pools, scenario: ScenarioWish, seed: number): Outcome {
  const { users, documents_per_user, profile, cores, workers, queue_limit, fast_share } = scenario;
  const draw = seededDraw(seed, 'simulation');
  const plan = planArrivals(
    { profile, users, documents_per_user },
    { seed, fastShare: fast_share, documents: { fast: 1, standard: 1 } },
  );
  const sample = { warm: resampled(warm, draw), cold: resampled(cold, draw) };
  const pick = (from: Readonly<Record<ProcessingPath, readonly number[]>>) =>
    Int32Array.from(plan, ({ path }) => from[path][draw(from[path].length)] ?? 0);
  const arrivals = Float64Array.from(plan, ({ at }) => at);
  const simulated = simulate({
    arrivals,
    documents: pick(sample.warm),
    coldDocuments: pick(sample.cold),
    workload,
    cores,
    workers,
    queueLimit: queue_limit,
  });
  const latencies = simulated.ended
    .map((end, index) => end - (arrivals[index] ?? 0) + gateway)
    .filter((latency) => !Number.isNaN(latency))
    .sort();
  const at = (share: number): number => orderStatistic(latencies, share) ?? 0;
  const makespan = simulated.end - (arrivals[0] ?? 0) + gateway;
  return {
    makespan,
    completed: latencies.length,
    rejected: plan.length - latencies.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: latencies.at(-1) ?? 0,
    longestQueue: simulated.longest_queue,
    earlyQueue: simulated.timeline.waiting.subarray(0, FIRST_SECONDS).reduce((most, waiting) => Math.max(most, waiting), 0),
    cpu: simulated.core_seconds / (cores * makespan),
    saturated: simulated.timeline.cpu.reduce((seconds, share) => seconds + (share > CRITICAL_CPU ? 1 : 0), 0),
    cpuCritical: longestAbove(simulated.timeline.cpu, CRITICAL_CPU) > CRITICAL_CPU_SECONDS,
  };
}

function resampled(
  pools: Readonly<Record<ProcessingPath, readonly number[]>>,
  draw: Draw,
): Record<ProcessingPath, readonly number[]> {
  const again = (pool: readonly number[]) => pool.map(() => pool[draw(pool.length)] ?? 0);
  return { fast: again(pools.fast), standard: again(pools.standard) };
}

/** In seconds, one value each. */
function longestAbove(values: Float64Array, limit: number): number {
  let longest = 0;
  let now = 0;
  for (const value of values) {
    now = value > limit ? now + 1 : 0;
    longest = Math.max(longest, now);
  }
  return longest;
}

const OUTSIDE = 0.025;

function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const rank = (share: number) => orderStatistic(sorted, share) ?? 0;
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, low: rank(OUTSIDE), high: rank(1 - OUTSIDE) };
}

/** The model may be off by as much either way: one that said half of what was measured may say half again. */
function widened({ mean, low, high }: Spread, error: number): Spread {
  const factor = Math.max(1 + error, 1 / (1 + error));
  return { mean, low: low / factor, high: high * factor };
}
