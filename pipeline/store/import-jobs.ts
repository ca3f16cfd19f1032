/**
 * The fast way in for jobs that are over already: imports and the bench. Jobs are taken in batches, a transaction each, so an
 * import that is interrupted leaves whole jobs; the run says `running` until the caller ends it.
 */
import type { Span } from '../contract/spans.ts';
import { measuredColumns, spanColumns } from './columns.ts';
import type { Bindable, Connection } from './connection.ts';
import { newJobId } from './ids.ts';
import type { NewCpuMetrics } from './write-jobs.ts';

/** A job that succeeded elsewhere. */
export interface ImportedJob {
  readonly id: string;
  /** As `createRun` returned it. */
  readonly document_id: number;
  readonly sequence: number;
  readonly started_us: number;
  readonly ended_us: number;
  readonly metrics: NewCpuMetrics;
  readonly spans: readonly Span[];
}

const batchSize = 10_000;

const jobColumns = ['id', 'run_id', 'document_id', 'sequence', 'state', 'temperature', 'path'] as const;
const timeColumns = ['planned_us', 'queued_us', 'started_us', 'ended_us'] as const;

/** Returns how many jobs were imported. */
export function importJobs(connection: Connection, runId: string, jobs: Iterable<ImportedJob>): number {
  const insertJob = connection.statement(insertAt('jobs', [...jobColumns, ...timeColumns]));
  const insertMetrics = connection.statement(insertAt('cpu_metrics', ['id', 'job_id', ...measuredColumns]));
  const insertSpan = connection.statement(insertAt('stage_spans', ['job_id', 'sequence', ...spanColumns]));
  const insertBatch = (batch: readonly ImportedJob[]): void =>
    connection.transaction(() => {
      for (const job of batch) insertJob.run(jobValues(runId, job));
      for (const job of batch) insertMetrics.run(metricsValues(job));
      for (const job of batch) {
        for (const [sequence, span] of job.spans.entries()) {
          insertSpan.run([job.id, sequence, ...spanColumns.map((column) => span[column])]);
        }
      }
    });

  let imported = 0;
  let batch: ImportedJob[] = [];
  for (const job of jobs) {
    batch.push(job);
    imported += 1;
    if (batch.length < batchSize) continue;
    insertBatch(batch);
    batch = [];
  }
  if (batch.length > 0) insertBatch(batch);
  return imported;
}

/** By position: binding by name takes as long as the insert itself. */
const insertAt = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;

const jobValues = (runId: string, job: ImportedJob): Bindable[] => [
  job.id,
  runId,
  job.document_id,
  job.sequence,
  'succeeded',
  job.metrics.execution_temperature,
  job.metrics.processing_path,
  job.started_us,
  job.started_us,
  job.started_us,
  job.ended_us,
];

/** An id of its own, because the table's default is a random one (see `ids.ts`). */
const metricsValues = (job: ImportedJob): Bindable[] => {
  const values: Bindable[] = [newJobId(), job.id];
  for (const column of measuredColumns) {
    const value = job.metrics[column];
    values.push(typeof value === 'boolean' ? Number(value) : value);
  }
  return values;
};
