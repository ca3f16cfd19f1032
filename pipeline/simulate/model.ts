/**
 * Makes the work of a model out of measured jobs: each stage becomes CPU work on some threads and a wait that needs no core.
 *
 * A wall second that was measured while every core was taken is no property of the job: part of it was waiting for a core,
 * which the model adds itself. So the CPU seconds are taken as measured, spread over as many threads as the stage kept busy when
 * it was least disturbed, and a wait is what was left over then.
 */
import { orderStatistic } from '../analysis/load/percentile.ts';
import type { MeasuredJob, MeasuredRun } from '../contract/simulation.ts';
import { type StageName, stageNames } from '../contract/stages.ts';
import type { Seconds } from '../contract/units.ts';
import type { JobWork, Phase } from './workload.ts';

/** Least disturbed: the tenth of the jobs in which a stage kept the most cores busy, or waited the least. */
const LEAST_DISTURBED = 0.1;
/** Ticks and timers blur what is shorter. */
const LEAST_CPU: Seconds = 0.02;

interface StageHabit {
  /** Threads that it keeps busy where it has the cores. */
  readonly threads: number;
  /** Seconds that it waits for something else than a core. */
  readonly wait: Seconds;
}

/** Whether jobs had to share cores while they were measured. */
export const isContended = ({ workers, threads, cores }: Pick<MeasuredRun, 'workers' | 'threads' | 'cores'>): boolean =>
  workers * threads >= cores && workers > 1;

/** One for each measured job, in their order. */
export function workOf(run: MeasuredRun): JobWork[] {
  const habits = new Map(stageNames.map((stage) => [stage, habitOf(run.jobs, stage)]));
  const contended = isContended(run);
  const between = quantile(run.jobs.map(betweenStages), contended ? LEAST_DISTURBED : 0.5);
  return run.jobs.map((job) => ({
    fails: job.failed,
    phases: [
      ...stageNames.flatMap((stage) => phasesOf(job, stage, habits.get(stage), contended)),
      { seconds: contended ? between : betweenStages(job), threads: 0 },
    ],
  }));
}

function phasesOf(job: MeasuredJob, stage: StageName, habit: StageHabit | undefined, contended: boolean): Phase[] {
  const measured = job.stages[stage];
  if (measured === undefined || habit === undefined) return [];
  const alone = measured.cpu_seconds / habit.threads;
  const wait = contended ? habit.wait : Math.max(0, measured.wall_seconds - alone);
  return [
    { seconds: alone, threads: habit.threads },
    { seconds: wait, threads: 0 },
  ];
}

function habitOf(jobs: readonly MeasuredJob[], stage: StageName): StageHabit {
  const seen = jobs.flatMap(({ stages }) => stages[stage] ?? []);
  const busy = seen.filter(({ cpu_seconds, wall_seconds }) => cpu_seconds >= LEAST_CPU && wall_seconds > 0);
  const threads =
    busy.length === 0
      ? 1
      : quantile(
          busy.map(({ cpu_seconds, wall_seconds }) => cpu_seconds / wall_seconds),
          1 - LEAST_DISTURBED,
        );
  const waits = seen.map(({ cpu_seconds, wall_seconds }) => Math.max(0, wall_seconds - cpu_seconds / threads));
  return { threads, wait: waits.length === 0 ? 0 : quantile(waits, LEAST_DISTURBED) };
}

/** Time of the job that no stage has. */
function betweenStages({ stages, wall_seconds }: MeasuredJob): Seconds {
  const inStages = Object.values(stages).reduce((sum, stage) => sum + stage.wall_seconds, 0);
  return Math.max(0, wall_seconds - inStages);
}

const quantile = (values: readonly number[], q: number): number => orderStatistic(Float64Array.from(values).sort(), q) ?? 0;
