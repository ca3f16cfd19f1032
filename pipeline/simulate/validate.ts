/** How far the model is from what is known: from queues that theory solves, and from the run that it is fed with. */
import { orderStatistic } from '../analysis/load/percentile.ts';
import { BenchError } from '../contract/errors.ts';
import type { Against, MeasuredRun, Replay, TheoryCheck, Validation } from '../contract/simulation.ts';
import { MUCH_BACKGROUND, workOf } from './model.ts';
import { simulate } from './simulate.ts';
import { atOnce, type Slices } from './slices.ts';
import { type KnownQueue, knownWait, simulatedWait } from './theory.ts';
import { compileWorkload } from './workload.ts';

const queues: readonly (KnownQueue & { readonly name: string })[] = [
  { name: 'M/M/2, 50 % busy (Erlang C)', servers: 2, utilisation: 0.5, service: 'exponential' },
  { name: 'M/M/16, 80 % busy (Erlang C)', servers: 16, utilisation: 0.8, service: 'exponential' },
  { name: 'M/D/1, 70 % busy (Pollaczek–Khinchine)', servers: 1, utilisation: 0.7, service: 'constant' },
  { name: 'M/G/1, two sizes, 60 % busy (Pollaczek–Khinchine)', servers: 1, utilisation: 0.6, service: 'two_sizes' },
];
/** Together enough for a mean wait within a percent, in under a second for each queue. */
const THEORY_JOBS = 250_000;
const THEORY_SEEDS = 4;

export const THEORY_SLICES = queues.length * THEORY_SEEDS;

export const checkTheory = (): TheoryCheck[] => atOnce(theorySlices());

/** The same; a slice is one queue with one seed, so there are `THEORY_SLICES`. */
export function* theorySlices(): Slices<TheoryCheck[]> {
  const checks: TheoryCheck[] = [];
  for (const { name, ...queue } of queues) {
    const known_wait = knownWait(queue);
    const waits: number[] = [];
    for (let seed = 1; seed <= THEORY_SEEDS; seed += 1) {
      waits.push(simulatedWait(queue, THEORY_JOBS, seed));
      yield;
    }
    const simulated_wait = waits.reduce((sum, wait) => sum + wait, 0) / THEORY_SEEDS;
    const errors = waits.map((wait) => wait / known_wait - 1);
    const worst_error = errors.reduce((worst, error) => (Math.abs(error) > Math.abs(worst) ? error : worst), 0);
    checks.push({
      queue: name,
      known_wait,
      simulated_wait,
      error: simulated_wait / known_wait - 1,
      seeds: THEORY_SEEDS,
      worst_error,
    });
  }
  return checks;
}

/**
 * The run's own jobs at the moments at which they came, on its own machine with what else ran there. Without a load test all
 * came at once.
 * @throws BenchError `simulate.nothing_measured`
 */
export function replayRun(run: MeasuredRun): Validation['run'] {
  if (run.jobs.length === 0) throw new BenchError('simulate.nothing_measured', { run: run.run });
  const background = run.background_cores ?? 0;
  return {
    ...replay(run, backgroundThreads(run, background)),
    undisturbed: background > MUCH_BACKGROUND * run.cores ? replay(run, 0) : null,
  };
}

function replay(run: MeasuredRun, background: number): Replay {
  const { jobs, cores, workers } = run;
  const isLoad = jobs.every(({ came, ended }) => came !== null && ended !== null);
  const arrivals = Float64Array.from(jobs, ({ came }) => (isLoad ? (came ?? 0) : 0));
  const places = Int32Array.from(jobs, (_, index) => index);
  const { ended } = simulate({
    arrivals,
    documents: places,
    coldDocuments: places,
    workload: compileWorkload(workOf(run)),
    cores,
    workers,
    queueLimit: Number.POSITIVE_INFINITY,
    backgroundThreads: background,
  });
  const simulatedLatencies = ended.map((end, index) => end - (arrivals[index] ?? 0) + run.gateway_seconds).sort();
  const measuredLatencies = Float64Array.from(jobs, ({ came, ended: end }) => (end ?? 0) - (came ?? 0)).sort();
  const lastEnd = ended.reduce((last, end) => Math.max(last, end), 0);
  return {
    makespan: against(run.makespan_seconds, lastEnd - (arrivals[0] ?? 0) + run.gateway_seconds),
    p50: isLoad ? against(at(measuredLatencies, 0.5), at(simulatedLatencies, 0.5)) : null,
    p95: isLoad ? against(at(measuredLatencies, 0.95), at(simulatedLatencies, 0.95)) : null,
  };
}

/**
 * Threads beside the workers that take what was seen to be taken while all workers were busy: with n threads of workers and b of
 * others on c full cores the others get c·b ÷ (n + b).
 */
function backgroundThreads({ cores, workers, threads }: MeasuredRun, backgroundCores: number): number {
  const used = Math.min(backgroundCores, cores * 0.9);
  const wanted = workers * threads;
  return wanted + used <= cores ? used : (used * wanted) / (cores - used);
}

const against = (measured: number, simulated: number): Against => ({ measured, simulated, error: simulated / measured - 1 });

const at = (sorted: Float64Array, share: number): number => orderStatistic(sorted, share) ?? Number.NaN;
