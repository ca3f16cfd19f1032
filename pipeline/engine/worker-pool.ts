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

/**
 * Resolves when the queue is empty and all workers have gone, or when aborted.
 * @throws BenchError `worker.start_failed`, and whatever an event handler throws: then the other workers are killed
 */
export async function runPool(jobs: readonly JobAssignment[], options: PoolOptions): Promise<void> {
  const queue = [...jobs];
  const firsts = options.firsts ?? [];
  const workers = new Set<WorkerProcess>();
  let failure: unknown = null;
  const stopped = () => options.signal.aborted || failure !== null;
  const killAll = () => {
    for (const worker of workers) worker.kill();
  };
  options.signal.addEventListener('abort', killAll, { once: true });

  const slots = Array.from({ length: Math.min(options.size, Math.max(queue.length, firsts.length)) }, async (_, slot) => {
    const own = firsts[slot] === undefined ? [] : [firsts[slot]];
    try {
      while (own.length + queue.length > 0 && !stopped()) await runWorker(slot, own);
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
        const job = own.shift() ?? queue.shift();
        if (job === undefined) break;
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
