/**
 * The store: every measurement of the bench in one SQLite file. One process writes (the engine), any number read.
 *
 *   const store = openStore(file, { mode: 'write' });
 *   store.createRun(run, documents, jobs);
 *   store.jobStarted({ job_id, worker_id, started_us });
 *   store.jobFinished({ job_id, … });                       // durable when it returns
 *   store.runEnded(run.id, { state: 'completed', summary: store.summarise(run.id, accuracy), warnings });
 *
 * Calls are synchronous and throw `BenchError` only: `store.*` for the file, `run.*` for a run, `internal` for a call that
 * does not fit what is stored. May import `contract` only.
 */
import type { Json, PathMix, RunSummary } from '../contract/run.ts';
import { arrivalReader, arrivalWriter } from './arrivals.ts';
import type { Connection } from './connection.ts';
import { type DeletedRun, deleteRun } from './delete-run.ts';
import { type ImportedJob, importJobs } from './import-jobs.ts';
import { type OpenOptions, openConnection } from './open.ts';
import type { IsAlive } from './owner.ts';
import { pushReader, pushWriter } from './pushes.ts';
import { capacityReader } from './read-capacity.ts';
import { databaseReader } from './read-database.ts';
import { jobReader } from './read-jobs.ts';
import { metricsReader } from './read-metrics.ts';
import { runReader } from './read-runs.ts';
import { sampleReader } from './read-samples.ts';
import { tableReader } from './read-table.ts';
import { timelineReader } from './read-timeline.ts';
import { workerReader } from './read-workers.ts';
import { summarise } from './summarise.ts';
import { jobWriter } from './write-jobs.ts';
import { runWriter } from './write-runs.ts';
import { workerWriter } from './write-workers.ts';

function reader(connection: Connection, notice: string | null) {
  const jobs = jobReader(connection);
  return {
    file: connection.file,
    /** What to tell whoever reads: a newer version wrote the file. Else null. */
    notice,
    ...runReader(connection),
    ...jobs,
    ...metricsReader(connection),
    ...tableReader(connection),
    ...sampleReader(connection),
    ...capacityReader(connection),
    ...workerReader(connection),
    ...timelineReader(connection),
    ...pushReader(connection),
    ...arrivalReader(connection),
    ...databaseReader(connection),
    /** Computed anew; `accuracy` is the engine's aggregate, kept as it is. Reads the whole run: seconds for a million jobs. */
    summarise: (runId: string, accuracy: Json, mix?: PathMix): RunSummary =>
      summarise(connection, runId, jobs.countJobs(runId), accuracy, mix),
    isReplaced: (): boolean => connection.isReplaced(),
    close: (): void => connection.close(),
  };
}

function writer(connection: Connection) {
  return {
    ...runWriter(connection),
    ...jobWriter(connection),
    ...workerWriter(connection),
    ...pushWriter(connection),
    ...arrivalWriter(connection),
    deleteRun: (runId: string, isAlive: IsAlive): DeletedRun => deleteRun(connection, runId, isAlive),
    importJobs: (runId: string, jobs: Iterable<ImportedJob>): number => importJobs(connection, runId, jobs),
  };
}

export type Store = ReturnType<typeof reader>;
export type WritableStore = Store & ReturnType<typeof writer>;

/** @throws BenchError `store.*` */
export function openStore(file: string, options: OpenOptions & { readonly mode: 'write' }): WritableStore;
export function openStore(file: string, options: OpenOptions & { readonly mode: 'read' }): Store;
export function openStore(file: string, options: OpenOptions): Store | WritableStore {
  const { connection, notice } = openConnection(file, options);
  const readable = reader(connection, notice);
  return options.mode === 'write' ? { ...readable, ...writer(connection) } : readable;
}
