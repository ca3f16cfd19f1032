/**
 * What each side spent by itself: means per document over the documents that every side read warm, with intervals over passes.
 *
 * A pass may lack a document (it was the cold one), so passes are compared by what they spent against the mean of the very
 * documents they read; the mean itself is over documents, and so adds up over stages.
 */
import type { Interval, SideResult } from '../../contract/comparison.ts';
import { stageNames } from '../../contract/stages.ts';
import { toSeconds } from '../../contract/units.ts';
import { type Figure, isWarm, type PassCosts } from './costs.ts';
import { type LogInterval, meanOf, standardDeviationOf, tInterval, toRatio } from './intervals.ts';
import { type SideJobs, sideInvariants } from './invariants.ts';
import type { ComparisonSamples, JobSample, SideSample } from './samples.ts';
import { sideAccuracy } from './side-accuracy.ts';
import { CONFIDENCE, twoSidedQuantile } from './student-t.ts';

const SECONDS_PER_HOUR = 3600;

export function sideResults(samples: ComparisonSamples, passes: readonly PassCosts[]): SideResult[] {
  const shared = sharedDocuments(samples, passes);
  const ofSide = samples.sides.map((side): SideJobs & { side: SideSample } => ({
    side,
    jobs: samples.passes.filter((pass) => pass.side === side.name).flatMap((pass) => pass.jobs),
  }));
  const [baseline] = ofSide;
  return ofSide.map(({ side, jobs }, index) => {
    const invariants = sideInvariants({ side, jobs }, index === 0 ? null : (baseline ?? null), samples.seed);
    const own = passes.filter((pass) => pass.side === side.name);
    return {
      name: side.name,
      label: side.label,
      settings: { ...side.settings },
      runs: [...side.runs],
      versions: { ...side.versions },
      documents: shared.length,
      ...costsOf(own, shared, jobs),
      ...countsOf(jobs),
      accuracy: sideAccuracy(jobs),
      invariants,
      admissible: invariants.every(({ holds }) => holds !== false),
    };
  });
}

/** Indices of those that every side read warm at least once. */
function sharedDocuments({ sides, documents }: ComparisonSamples, passes: readonly PassCosts[]): number[] {
  const columns = sides.map(({ name }) =>
    passes.filter(({ side }) => side === name).map((pass) => pass.column({ metric: 'cpu', of: 'document' })),
  );
  const isRead = (document: number): boolean =>
    columns.every((own) => own.some((column) => !Number.isNaN(column[document] ?? Number.NaN)));
  return [...documents.keys()].filter(isRead);
}

type Costs = Pick<
  SideResult,
  'passes' | 'cpu_seconds' | 'wall_seconds' | 'cores_busy' | 'documents_per_cpu_hour' | 'stages' | 'idle_spin_cpu_seconds'
>;

function costsOf(passes: readonly PassCosts[], shared: readonly number[], jobs: readonly JobSample[]): Costs {
  const measure = (figure: Figure): Spent | null => spentOf(passes, shared, figure);
  const cpu = measure({ metric: 'cpu', of: 'document' });
  const wall = measure({ metric: 'wall', of: 'document' });
  const spin = measure({ metric: 'cpu', of: 'idle_spin' });
  const stages: SideResult['stages'] = {};
  for (const stage of stageNames) {
    if (!jobs.some((job) => isWarm(job) && job.stages[stage] !== undefined)) continue;
    const stageCpu = measure({ metric: 'cpu', of: [stage] });
    const stageWall = measure({ metric: 'wall', of: [stage] });
    if (stageCpu === null || stageWall === null) continue;
    stages[stage] = {
      cpu_seconds: secondsOf(stageCpu),
      wall_seconds: secondsOf(stageWall),
      cores_busy: coresBusy(stageCpu, stageWall),
    };
  }
  return {
    passes: passes.filter(({ column }) => !column({ metric: 'cpu', of: 'document' }).every(Number.isNaN)).length,
    cpu_seconds: cpu && secondsOf(cpu),
    wall_seconds: wall && secondsOf(wall),
    cores_busy: cpu && wall && coresBusy(cpu, wall),
    documents_per_cpu_hour: cpu && perHour(secondsOf(cpu)),
    stages,
    idle_spin_cpu_seconds: spin && spin.mean > 0 ? secondsOf(spin) : null,
  };
}

/** Microseconds per document, and each pass relative to it. */
interface Spent {
  readonly mean: number;
  readonly passes: readonly number[];
}

/** Null where the side read no shared document. */
function spentOf(passes: readonly PassCosts[], shared: readonly number[], figure: Figure): Spent | null {
  const columns = passes.map((pass) => pass.column(figure));
  const read = (column: Float64Array): number[] => shared.filter((document) => !Number.isNaN(column[document] ?? Number.NaN));
  const means = new Map(
    shared.map((document) => [
      document,
      meanOf(columns.map((column) => column[document] ?? 0).filter((cost) => !Number.isNaN(cost))),
    ]),
  );
  if (means.size === 0) return null;
  const mean = meanOf([...means.values()]);
  const relative = columns.flatMap((column) => {
    const documents = read(column);
    const expected = documents.reduce((sum, document) => sum + (means.get(document) ?? 0), 0);
    if (expected === 0) return [];
    return [documents.reduce((sum, document) => sum + (column[document] ?? 0), 0) / expected];
  });
  return { mean, passes: relative };
}

const secondsOf = ({ mean, passes }: Spent): Interval => around(toSeconds(mean), passes);

function coresBusy(cpu: Spent, wall: Spent): Interval | null {
  if (wall.mean === 0 || wall.passes.includes(0)) return null;
  return around(
    cpu.mean / wall.mean,
    cpu.passes.map((pass, index) => pass / (wall.passes[index] ?? 1)),
  );
}

/** Null where a side used nothing: there is no bound to it. */
const perHour = ({ estimate, low, high }: Interval): Interval | null =>
  low > 0 ? { estimate: SECONDS_PER_HOUR / estimate, low: SECONDS_PER_HOUR / high, high: SECONDS_PER_HOUR / low } : null;

/**
 * A t interval over passes: of their logarithms, so that it never falls below zero and may be turned over; where a pass used
 * nothing, of the values as they are.
 */
function around(estimate: number, passes: readonly number[]): Interval {
  const logarithms: LogInterval | null = passes.includes(0) ? null : tInterval(passes.map(Math.log));
  if (logarithms !== null) {
    const factor = toRatio(logarithms.high - logarithms.mean);
    return { estimate, low: estimate / factor, high: estimate * factor };
  }
  if (passes.length < 2) return { estimate, low: estimate, high: estimate };
  const half = (twoSidedQuantile(CONFIDENCE, passes.length - 1) * standardDeviationOf(passes)) / Math.sqrt(passes.length);
  return { estimate, low: estimate * Math.max(0, 1 - half), high: estimate * (1 + half) };
}

function countsOf(jobs: readonly JobSample[]): Pick<SideResult, 'jobs' | 'cold'> {
  const cold = jobs.filter((job) => job.state === 'succeeded' && job.temperature === 'cold');
  const mean = (costs: readonly number[]): number | null => (costs.length === 0 ? null : toSeconds(meanOf(costs)));
  return {
    jobs: {
      warm: jobs.filter(isWarm).length,
      cold: cold.length,
      failed: jobs.filter(({ state }) => state === 'failed').length,
      unfinished: jobs.filter(({ state }) => state === 'unfinished').length,
    },
    cold: {
      jobs: cold.length,
      cpu_seconds: mean(cold.map(({ cpu_us }) => cpu_us)),
      wall_seconds: mean(cold.map(({ wall_us }) => wall_us)),
    },
  };
}
