/**
 * Runs a queue of jobs on N worker processes, one job at a time each. A worker that dies costs its one job; a fresh one takes
 * its place.
 */

import { BenchError } from '../contract/errors.ts';
import type { StageName } from '../contract/stages.ts';
import { type JobAssignment, type JobOutcome, type WorkerEnd, WorkerProcess, type WorkerStart } from './worker-process.ts';

/** So many processes in a row that die before they are ready end the run: the next one would too. */
const START_ATTEMPTS = 3;

export interface PoolEvents {
  workerStarted(worker: { readonly id: string; readonly slot: number; readonly pid: number }): void;
  workerEnded(workerId: string, end: WorkerEnd): void;
  jobStarted(job: JobAssignment, workerId: string): void;
  stageBegan(job: JobAssignment, stage: StageName): void;
  jobEnded(job: JobAssignment, outcome: JobOutcome): void;
}

export interface PoolOptions {
  /** A job for the first worker of each slot, before it takes from the queue: to warm it up. */
  readonly firsts?: readonly JobAssignment[];
  readonly start: WorkerStart;
  readonly size: number;
  readonly timeoutSeconds: number;
  readonly events: PoolEvents;
  /** Aborting kills the workers; their jobs end without an event, so that they can be run again. */
  readonly signal: AbortSignal;
}

/** Where jobs come from: a list, or a queue that others fill meanwhile. */
export interface JobSource {
  /** Whether no job will come any more. */
  readonly isOver: boolean;
  /** How many workers could have one. */
  readonly most: number;
  /** The next one, when there is one; null when it is over. */
  take(): Promise<JobAssignment | null>;
  /** One that was taken and not begun: it is the next again. */
  giveBack(job: JobAssignment): void;
}

/** Jobs that are all known. */
export function listOf(jobs: readonly JobAssignment[]): JobSource {
  const left = [...jobs];
  return {
    get isOver() {
      return left.length === 0;
    },
    most: left.length,
    take: async () => left.shift() ?? null,
    giveBack: (job) => void left.unshift(job),
  };
}

/**
 * Resolves when the source is over and all workers have gone, or when aborted.
 * @throws BenchError `worker.start_failed`, and whatever an event handler throws: then the other workers are killed
 */
export async function runPool(source: JobSource, options: PoolOptions): Promise<void> {
  const firsts = options.firsts ?? [];
  const workers = new Set<WorkerProcess>();
  let failure: unknown = null;
  const stopped = () => options.signal.aborted || failure !== null;
  const killAll = () => {
    for (const worker of workers) worker.kill();
  };
  options.signal.addEventListener('abort', killAll, { once: true });

  const slots = Array.from({ length: Math.min(options.size, Math.max(source.most, firsts.length)) }, async (_, slot) => {
    const own = firsts[slot] === undefined ? [] : [firsts[slot]];
    try {
      while ((own.length > 0 || !source.isOver) && !stopped()) await runWorker(slot, own);
    } catch (thrown) {
      failure ??= thrown;
      killAll();
    }
  });

  async function runWorker(slot: number, own: JobAssignment[]): Promise<void> {
    const worker = await startWorker(options.start, stopped);
    if (worker === null) return;
    workers.add(worker);
    try {
      options.events.workerStarted({ id: worker.id, slot, pid: worker.pid ?? 0 });
      while (worker.alive && !stopped()) {
        const job = own.shift() ?? (await source.take());
        if (job === null) break;
        // It may have died while it waited for work.
        if (!worker.alive || stopped()) {
          source.giveBack(job);
          break;
        }
        options.events.jobStarted(job, worker.id);
        const outcome = await worker.run(job, options.timeoutSeconds, (stage) => options.events.stageBegan(job, stage));
        if (outcome.kind === 'lost' && stopped()) break;
        options.events.jobEnded(job, outcome);
      }
      const end = worker.alive && !stopped() ? await worker.close() : await worker.gone();
      options.events.workerEnded(worker.id, end);
    } finally {
      worker.kill();
      workers.delete(worker);
    }
  }

  await Promise.all(slots);
  options.signal.removeEventListener('abort', killAll);
  if (failure !== null) throw failure;
}

async function startWorker(start: WorkerStart, stopped: () => boolean): Promise<WorkerProcess | null> {
  let last: BenchError | null = null;
  for (let attempt = 0; attempt < START_ATTEMPTS && !stopped(); attempt++) {
    try {
      return await WorkerProcess.start(start);
    } catch (thrown) {
      last = BenchError.wrap(thrown);
    }
  }
  if (last !== null && !stopped()) throw last;
  return null;
}
