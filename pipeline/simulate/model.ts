/**
 * Makes the work of a model out of measured jobs: each stage becomes CPU work on some threads and a wait that needs no core.
 *
 * Where cores were enough, a job's own seconds say both. Where they were not, its wall seconds hold time in which it waited for a
 * core, which is no property of the job and which the model adds itself. All stages of a job were slowed alike then, so the one
 * that works the most tells by how much, and what another stage took beyond that is its own wait.
 */
import { orderStatistic } from '../analysis/load/percentile.ts';
import type { MeasuredJob, MeasuredRun } from '../contract/simulation.ts';
import { type StageName, stageNames } from '../contract/stages.ts';
import type { Seconds } from '../contract/units.ts';
import type { JobWork, Phase } from './workload.ts';

/** Of the jobs; those in which a stage kept the most cores busy were disturbed the least. */
const LEAST_DISTURBED = 0.25;
/** Ticks and timers blur what is shorter. */
const LEAST_CPU: Seconds = 0.02;

/** Of the cores, held by others: more than a gateway and a generator take, and enough to move what was measured. */
export const MUCH_BACKGROUND = 0.1;

/** Of the cores; on a machine less busy than this on average, a job that waits for a core is rare. */
const BUSY = 0.5;

/** Whether jobs had to wait for cores while they were measured, for each other's or for those that other programs held. */
export function isContended({ workers, threads, cores, background_cores, jobs, makespan_seconds }: MeasuredRun): boolean {
  const background = background_cores ?? 0;
  const couldWait = (workers > 1 && workers * threads >= cores) || workers * threads + background > cores;
  const used = jobs.reduce((sum, job) => sum + cpuOf(job), 0) / makespan_seconds + background;
  return couldWait && used > BUSY * cores;
}

/**
 * Whether stages may keep more threads busy than could be seen: several threads for each job, and fewer cores than threads. On
 * more cores such a job would be done sooner than the model says.
 */
export const hidesThreads = ({ workers, threads, cores }: Pick<MeasuredRun, 'workers' | 'threads' | 'cores'>): boolean =>
  threads > 1 && workers * threads > cores;

/** One for each measured job, in their order. */
export function workOf(run: MeasuredRun): JobWork[] {
  const phasesOf = isContended(run) ? undisturbed(run.jobs) : asMeasured;
  return run.jobs.map((job) => ({ fails: job.failed, phases: phasesOf(job) }));
}

function asMeasured(job: MeasuredJob): Phase[] {
  const stages = stageNames.flatMap((stage) => {
    const measured = job.stages[stage];
    if (measured === undefined) return [];
    const { cpu_seconds: cpu, wall_seconds: wall } = measured;
    return cpu > wall && cpu >= LEAST_CPU ? [{ seconds: wall, threads: cpu / wall }] : workAndWait(cpu, 1, wall - cpu);
  });
  return [...stages, ...workAndWait(job.unattributed_cpu_seconds, 1, outsideStages(job) - job.unattributed_cpu_seconds)];
}

/** CPU as each job burnt it; threads and waits as they are usual. */
function undisturbed(jobs: readonly MeasuredJob[]): (job: MeasuredJob) => Phase[] {
  const threads = new Map(stageNames.map((stage) => [stage, threadsOf(jobs, stage)]));
  const busiest = busiestStage(jobs);
  const stretches = jobs.map((job) => stretchOf(job.stages[busiest], threads.get(busiest) ?? 1));
  // Of none it is 0, and nothing is done in less time than alone.
  const usual = Math.max(1, median(stretches.filter((stretch) => stretch !== null)));
  const slowed = (index: number): number => stretches[index] ?? usual;
  // Some residuals are below zero by chance; cut off one by one they would add up to a wait that is not there.
  const waitOf = (residuals: readonly number[]): Seconds => Math.max(0, median(residuals));
  const waits = new Map(
    stageNames.map((stage) => [
      stage,
      waitOf(
        jobs.flatMap(({ stages }, index) => {
          const seen = stages[stage];
          return seen === undefined ? [] : [seen.wall_seconds - (seen.cpu_seconds / (threads.get(stage) ?? 1)) * slowed(index)];
        }),
      ),
    ]),
  );
  const between = waitOf(jobs.map((job, index) => outsideStages(job) - job.unattributed_cpu_seconds * slowed(index)));
  return (job) => [
    ...stageNames.flatMap((stage) => {
      const measured = job.stages[stage];
      return measured === undefined ? [] : workAndWait(measured.cpu_seconds, threads.get(stage) ?? 1, waits.get(stage) ?? 0);
    }),
    ...workAndWait(job.unattributed_cpu_seconds, 1, between),
  ];
}

const workAndWait = (cpu: Seconds, threads: number, wait: Seconds): Phase[] => [
  { seconds: cpu / threads, threads },
  { seconds: wait, threads: 0 },
];

/** Threads that a stage keeps busy where it has the cores; one at least, since what works is a thread. */
function threadsOf(jobs: readonly MeasuredJob[], stage: StageName): number {
  const ratios = jobs.flatMap(({ stages }) => {
    const seen = stages[stage];
    return seen === undefined || seen.cpu_seconds < LEAST_CPU || seen.wall_seconds <= 0
      ? []
      : [seen.cpu_seconds / seen.wall_seconds];
  });
  return Math.max(1, quantile(ratios, 1 - LEAST_DISTURBED));
}

function busiestStage(jobs: readonly MeasuredJob[]): StageName {
  const cpu = (stage: StageName) => jobs.reduce((sum, { stages }) => sum + (stages[stage]?.cpu_seconds ?? 0), 0);
  return stageNames.reduce((most, stage) => (cpu(stage) > cpu(most) ? stage : most));
}

/** How many times as long as alone it took; null where it is too short to tell. */
function stretchOf(measured: MeasuredJob['stages'][StageName], threads: number): number | null {
  if (measured === undefined || measured.cpu_seconds < LEAST_CPU) return null;
  return Math.max(1, (measured.wall_seconds * threads) / measured.cpu_seconds);
}

const cpuOf = ({ stages, unattributed_cpu_seconds }: MeasuredJob): Seconds =>
  Object.values(stages).reduce((sum, { cpu_seconds }) => sum + cpu_seconds, unattributed_cpu_seconds);

/** Time of the job that no stage has. */
function outsideStages({ stages, wall_seconds }: MeasuredJob): Seconds {
  const inStages = Object.values(stages).reduce((sum, stage) => sum + stage.wall_seconds, 0);
  return Math.max(0, wall_seconds - inStages);
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

/** 0 of none. */
const quantile = (values: readonly number[], q: number): number => orderStatistic(Float64Array.from(values).sort(), q) ?? 0;
