/**
 * The life of a job: queued → running → succeeded or failed. A finished job is on the disk, whole, when the call returns.
 * A call that does not fit the job's state is a mistake of the caller and changes nothing.
 */

import { BenchError } from '../contract/errors.ts';
import type { CpuMetricsRow, JobError, JobResult, JobState } from '../contract/run.ts';
import type { CpuTime, Span } from '../contract/spans.ts';
import type { ProcessingPath, Temperature } from '../contract/stages.ts';
import { insertInto, measuredColumns, spanColumns } from './columns.ts';
import type { Bindable, Connection } from './connection.ts';
import { toJson } from './rows.ts';

/** A row of `cpu_metrics` without what the store adds. */
export type NewCpuMetrics = Omit<CpuMetricsRow, 'id' | 'job_id' | 'created_at'>;

export interface FinishedJob {
  readonly job_id: string;
  readonly ended_us: number;
  /** Between the stages: CPU of the job that no stage owns. */
  readonly unattributed: CpuTime;
  /** In the order they began. */
  readonly spans: readonly Span[];
  /** Its temperature and path are the job's. */
  readonly metrics: NewCpuMetrics;
  readonly result: JobResult;
}

export interface FailedJob {
  readonly job_id: string;
  readonly ended_us: number;
  readonly error: JobError;
  /** Null where the job failed before it was known; the spans are those there were. */
  readonly temperature: Temperature | null;
  readonly path: ProcessingPath | null;
  readonly unattributed: CpuTime | null;
  readonly spans: readonly Span[];
}

const resultColumns = ['job_id', 'quality', 'document', 'text', 'accuracy', 'outputs'] as const;

const metricsParameters = (jobId: string, metrics: NewCpuMetrics): Record<string, Bindable> => ({
  ...metrics,
  job_id: jobId,
  enhancement_skipped: metrics.enhancement_skipped === null ? null : Number(metrics.enhancement_skipped),
});

export function jobWriter(connection: Connection) {
  const move = (jobId: string, from: readonly JobState[], assignments: string, values: Record<string, Bindable>): void => {
    const states = from.map((state) => `'${state}'`).join(', ');
    const sql = `UPDATE jobs SET ${assignments} WHERE id = @id AND state IN (${states})`;
    if (connection.statement(sql).run({ ...values, id: jobId }) === 1) return;
    throw new BenchError('internal', { reason: `job ${jobId} is not ${from.join(' or ')}` });
  };

  const insertSpans = (jobId: string, spans: readonly Span[]): void => {
    const insert = connection.statement(insertInto('stage_spans', ['job_id', 'sequence', ...spanColumns]));
    for (const [sequence, span] of spans.entries()) insert.run({ ...span, job_id: jobId, sequence });
  };

  const ending = `ended_us = @ended_us, temperature = @temperature, path = @path,
    unattributed_user_us = @user_us, unattributed_system_us = @system_us`;

  return {
    jobStarted(start: { readonly job_id: string; readonly worker_id: string; readonly started_us: number }): void {
      const { job_id, worker_id, started_us } = start;
      const assignments = `state = 'running', worker_id = @worker_id, started_us = @started_us`;
      move(job_id, ['queued'], assignments, { worker_id, started_us });
    },

    /** Keeps the job's end, spans, metrics and result, all or nothing. */
    jobFinished(job: FinishedJob): void {
      connection.transaction(() => {
        move(job.job_id, ['running'], `state = 'succeeded', ${ending}`, {
          ended_us: job.ended_us,
          temperature: job.metrics.execution_temperature,
          path: job.metrics.processing_path,
          ...job.unattributed,
        });
        insertSpans(job.job_id, job.spans);
        connection
          .statement(insertInto('cpu_metrics', ['job_id', ...measuredColumns]))
          .run(metricsParameters(job.job_id, job.metrics));
        connection.statement(insertInto('job_results', resultColumns)).run({
          job_id: job.job_id,
          quality: JSON.stringify(job.result.quality),
          document: JSON.stringify(job.result.document),
          text: job.result.text,
          accuracy: toJson(job.result.accuracy),
          outputs: JSON.stringify(job.result.outputs),
        });
      });
    },

    /** Keeps the failure and the spans of what the job had burnt. A job may fail before a worker took it. */
    jobFailed(job: FailedJob): void {
      connection.transaction(() => {
        move(job.job_id, ['queued', 'running'], `state = 'failed', error = @error, ${ending}`, {
          ended_us: job.ended_us,
          error: JSON.stringify(job.error),
          temperature: job.temperature,
          path: job.path,
          user_us: job.unattributed?.user_us ?? null,
          system_us: job.unattributed?.system_us ?? null,
        });
        insertSpans(job.job_id, job.spans);
      });
    },
  };
}
