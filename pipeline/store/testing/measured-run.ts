/** For tests: a run whose workers did what is said here. Knows no test runner. */
import { randomUUID } from 'node:crypto';
import type { CpuTime, Span } from '../../contract/spans.ts';
import type { NewRun } from '../write-runs.ts';
import { type AtEnd, testStore } from './folders.ts';
import { failed, finished, sampleDocument, sampleJobs, sampleRun } from './samples.ts';

export interface MeasuredJob {
  /** `doc_3.jpg` for the one with sequence 3. */
  readonly file?: string;
  /** Null: no worker took it, and it stays queued. */
  readonly slot?: number | null;
  /** Done by a fresh worker in its slot. */
  readonly fresh?: boolean;
  readonly start_us: number;
  /** Null: it still runs. */
  readonly end_us: number | null;
  readonly spans?: readonly Span[];
  readonly unattributed?: CpuTime;
  /** It failed, and left neither temperature nor path. */
  readonly failed?: boolean;
}

export const span = (
  stage: Span['stage'],
  part: string,
  start_us: number,
  wall_us: number,
  user_us = 0,
  system_us = 0,
): Span => ({
  stage,
  part,
  start_us,
  wall_us,
  user_us,
  system_us,
  child_us: 0,
});

/** Jobs in their sequence, begun and ended in that order too. Slots of jobs have a worker, and so have `idle` ones. */
export function measuredRun(
  atEnd: AtEnd,
  jobs: readonly MeasuredJob[],
  idle: readonly number[] = [],
  change: Partial<NewRun> = {},
) {
  const { store, file } = testStore(atEnd);
  const run = sampleRun(change);
  const rows = sampleJobs(jobs.length).map((row, document) => ({ ...row, document }));
  store.createRun(
    run,
    jobs.map((job, index) => sampleDocument({ file: job.file ?? `doc_${index}.jpg` })),
    rows,
  );
  const workers = new Map<number, string>();
  const startWorker = (slot: number): string => {
    const id = randomUUID();
    store.workerStarted({ id, run_id: run.id, slot, pid: 99, started_us: 1 });
    workers.set(slot, id);
    return id;
  };
  for (const slot of idle) startWorker(slot);
  for (const [index, { slot = 0, ...job }] of jobs.entries()) {
    const job_id = rows[index]?.id ?? '';
    if (slot === null) continue;
    const known = job.fresh ? undefined : workers.get(slot);
    store.jobStarted({ job_id, worker_id: known ?? startWorker(slot), started_us: job.start_us });
    if (job.end_us === null) continue;
    const unattributed = job.unattributed ?? { user_us: 0, system_us: 0 };
    const end = { ended_us: job.end_us, spans: job.spans ?? [], unattributed };
    if (job.failed) store.jobFailed(failed(job_id, { ...end, temperature: null, path: null, unattributed: null }));
    else store.jobFinished(finished(job_id, end));
  }
  return { store, file, run, jobIds: rows.map(({ id }) => id) };
}
