/**
 * Reads what every job of a run measured, as iterators that stay fast and small over a million jobs: rows come in pages,
 * each its own short read, and are not parsed again (the tables are STRICT and checked).
 */
import type { JobFact } from '../contract/postgres.ts';
import type { CpuMetricsRow, Json } from '../contract/run.ts';
import { cpuMetricsColumns } from './columns.ts';
import type { Connection } from './connection.ts';

const pageSize = 1000;

export interface JobAccuracy {
  readonly job_id: string;
  readonly document_id: number;
  readonly accuracy: Json;
}

interface Sequenced {
  readonly sequence: number;
}

/** The values of `cpu_metrics` as they are stored, in its order of columns, then the facts that were asked for. */
export type MetricsValues = readonly (string | number | null)[];

export interface MetricIds {
  readonly rows: number;
  readonly ids: string;
  readonly job_ids: string;
}

/** Where a fact of a job stands. */
const factColumns: Readonly<Record<JobFact, string>> = {
  run_id: 'j.run_id',
  run_name: 'r.name',
  sequence: 'j.sequence',
  side: 'j.side',
  pass: 'j.pass',
  file: 'd.file',
  sha256: 'd.sha256',
  input_file_size_bytes: 'm.input_file_size_bytes',
  output_file_size_bytes: 'm.output_file_size_bytes',
  processing_path: 'm.processing_path',
  execution_temperature: 'm.execution_temperature',
  created_at: 'm.created_at',
};

type StoredMetrics = Omit<CpuMetricsRow, 'enhancement_skipped'> & { enhancement_skipped: 0 | 1 | null };

export function metricsReader(connection: Connection) {
  /** `sql` takes the run, the sequence to start after and the size of a page, and gives rows in the order of their sequence. */
  function* pages<Row>(sql: string, runId: string): Generator<Row & Sequenced> {
    const statement = connection.statement<Row & Sequenced>(sql);
    let after = -1;
    for (;;) {
      const rows = statement.all([runId, after, pageSize]);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < pageSize) return;
      after = last.sequence;
    }
  }

  const decoded = (row: StoredMetrics): CpuMetricsRow => ({
    ...row,
    enhancement_skipped: row.enhancement_skipped === null ? null : row.enhancement_skipped === 1,
  });

  return {
    /** Null unless the job succeeded. */
    metricsOfJob(jobId: string): CpuMetricsRow | null {
      const sql = `SELECT ${cpuMetricsColumns.join(', ')} FROM cpu_metrics WHERE job_id = ?`;
      const row = connection.statement<StoredMetrics>(sql).get([jobId]);
      return row === undefined ? null : decoded(row);
    },

    /** The rows of `cpu_metrics` of a run, in the order of its jobs. */
    *metricsOf(runId: string): Generator<CpuMetricsRow> {
      const columns = cpuMetricsColumns.map((column) => `m.${column}`).join(', ');
      const sql = `SELECT ${columns}, j.sequence FROM jobs AS j JOIN cpu_metrics AS m ON m.job_id = j.id
        WHERE j.run_id = ? AND j.sequence > ? ORDER BY j.sequence LIMIT ?`;
      for (const { sequence: _, ...row } of pages<StoredMetrics>(sql, runId)) yield decoded(row);
    },

    /** How many rows of `cpu_metrics` a run has, and the sequence after its last job. */
    extentOf(runId: string): { readonly rows: number; readonly until: number } {
      const rows = 'SELECT count(*) AS count FROM jobs AS j JOIN cpu_metrics AS m ON m.job_id = j.id WHERE j.run_id = ?';
      const last = 'SELECT max(sequence) AS sequence FROM jobs WHERE run_id = ?';
      return {
        rows: connection.statement<{ count: number }>(rows).get([runId])?.count ?? 0,
        until: (connection.statement<{ sequence: number | null }>(last).get([runId])?.sequence ?? -1) + 1,
      };
    },

    /** The rows of `cpu_metrics` of the jobs from sequence `from` to before `until`, in their order, with facts of the jobs. */
    metricsBetween(runId: string, from: number, until: number, facts: readonly JobFact[]): MetricsValues[] {
      const columns = [...cpuMetricsColumns.map((column) => `m.${column}`), ...facts.map((fact) => factColumns[fact])];
      const sql = `SELECT ${columns.join(', ')} FROM jobs AS j JOIN cpu_metrics AS m ON m.job_id = j.id
          JOIN documents AS d ON d.id = j.document_id JOIN runs AS r ON r.id = j.run_id
        WHERE j.run_id = ? AND j.sequence >= ? AND j.sequence < ? ORDER BY j.sequence`;
      return connection.rows<MetricsValues>(sql, [runId, from, until]);
    },

    /** How many the same rows are, and their ids and those of their jobs, with commas between them, in any order. */
    metricIdsBetween(runId: string, from: number, until: number): MetricIds {
      const sql = `SELECT count(*) AS rows, coalesce(group_concat(m.id), '') AS ids, coalesce(group_concat(m.job_id), '') AS job_ids
        FROM jobs AS j JOIN cpu_metrics AS m ON m.job_id = j.id WHERE j.run_id = ? AND j.sequence >= ? AND j.sequence < ?`;
      return connection.statement<MetricIds>(sql).get([runId, from, until]) ?? { rows: 0, ids: '', job_ids: '' };
    },

    /** The accuracy of each job that has one, for the engine to aggregate. */
    *accuraciesOf(runId: string): Generator<JobAccuracy> {
      const sql = `SELECT j.id AS job_id, j.document_id, r.accuracy, j.sequence
        FROM jobs AS j JOIN job_results AS r ON r.job_id = j.id
        WHERE j.run_id = ? AND j.sequence > ? AND r.accuracy IS NOT NULL ORDER BY j.sequence LIMIT ?`;
      for (const row of pages<{ job_id: string; document_id: number; accuracy: string }>(sql, runId)) {
        yield { job_id: row.job_id, document_id: row.document_id, accuracy: JSON.parse(row.accuracy) as Json };
      }
    },
  };
}
