/** Reads the jobs of a run, and what is kept of one job. */
import type { DocumentRecord, JobRecord, JobResult, JobState } from '../contract/run.ts';
import { type Span, spanSchema } from '../contract/spans.ts';
import { spanColumns } from './columns.ts';
import type { Connection } from './connection.ts';
import { documentRow, jobResultRow, jobRow, parseRow } from './rows.ts';

const jobColumns = `j.id, j.run_id, j.document_id, d.file, j.sequence, j.worker_id, j.side, j.pass, j.state, j.error,
  j.attempt, j.temperature, j.path, j.planned_us, j.queued_us, j.started_us, j.ended_us, j.unattributed_user_us,
  j.unattributed_system_us, m.total_cpu_seconds, m.total_wall_seconds`;

const selectJobs = `SELECT ${jobColumns} FROM jobs AS j JOIN documents AS d ON d.id = j.document_id
  LEFT JOIN cpu_metrics AS m ON m.job_id = j.id`;

export interface JobPage {
  readonly limit: number;
  readonly offset?: number;
  readonly state?: JobState;
}

export type JobCounts = Record<JobState, number>;

/** SQLite takes the index of the jobs that did not succeed only where the condition stands in the statement itself. */
function ofState(state: JobState | undefined): string {
  if (state === undefined) return '';
  return state === 'succeeded' ? `AND state = 'succeeded'` : `AND state <> 'succeeded' AND state = '${state}'`;
}

export function jobReader(connection: Connection) {
  const parseJobs = (rows: readonly unknown[]): JobRecord[] => rows.map((row) => parseRow(connection.file, jobRow, row));

  return {
    /** A page of the run's jobs in their order. */
    jobsOf(runId: string, page: JobPage): JobRecord[] {
      // The page is found in the index alone; only its jobs are read and joined.
      const sql = `${selectJobs} WHERE j.rowid IN (
        SELECT rowid FROM jobs WHERE run_id = @run_id ${ofState(page.state)} ORDER BY sequence LIMIT @limit OFFSET @offset
      ) ORDER BY j.sequence`;
      const values = { run_id: runId, limit: page.limit, offset: page.offset ?? 0 };
      return parseJobs(connection.statement(sql).all(values));
    },

    /** What is left to do, in order: jobs queued or running. */
    unfinishedJobs(runId: string): JobRecord[] {
      const sql = `${selectJobs} WHERE j.rowid IN (
        SELECT rowid FROM jobs WHERE run_id = ? AND state <> 'succeeded' AND state IN ('queued', 'running')
      ) ORDER BY j.sequence`;
      return parseJobs(connection.statement(sql).all([runId]));
    },

    readJob(jobId: string): JobRecord | undefined {
      return parseJobs(connection.statement(`${selectJobs} WHERE j.id = ?`).all([jobId]))[0];
    },

    countJobs(runId: string): JobCounts {
      const counts: JobCounts = { queued: 0, running: 0, succeeded: 0, failed: 0 };
      // Both counts are taken from indices; what succeeded is the rest.
      const others = `SELECT state, count(*) AS count FROM jobs WHERE run_id = ? AND state <> 'succeeded' GROUP BY state`;
      for (const row of connection.statement<{ state: JobState; count: number }>(others).all([runId])) {
        counts[row.state] = row.count;
      }
      const all = connection.statement<{ count: number }>('SELECT count(*) AS count FROM jobs WHERE run_id = ?').get([runId]);
      counts.succeeded = (all?.count ?? 0) - counts.queued - counts.running - counts.failed;
      return counts;
    },

    /** In the order they were given. */
    spansOf(jobId: string): Span[] {
      const sql = `SELECT ${spanColumns.join(', ')} FROM stage_spans WHERE job_id = ? ORDER BY sequence`;
      const rows = connection.statement(sql).all([jobId]);
      return rows.map((row) => parseRow(connection.file, spanSchema, row));
    },

    /** Undefined unless the job succeeded. */
    resultOf(jobId: string): JobResult | undefined {
      const sql = 'SELECT quality, document, text, accuracy, outputs FROM job_results WHERE job_id = ?';
      const row = connection.statement(sql).get([jobId]);
      return row === undefined ? undefined : parseRow(connection.file, jobResultRow, row);
    },

    /** How many spans the run holds. */
    countSpans(runId: string): number {
      const sql = 'SELECT count(*) AS count FROM jobs AS j JOIN stage_spans AS s ON s.job_id = j.id WHERE j.run_id = ?';
      return connection.statement<{ count: number }>(sql).get([runId])?.count ?? 0;
    },

    readDocument(documentId: number): DocumentRecord {
      const row = connection
        .statement('SELECT id, sha256, etag, file, root, bytes, path_class, type, truth FROM documents WHERE id = ?')
        .get([documentId]);
      return parseRow(connection.file, documentRow, row);
    },

    /** The documents of a run, each once. */
    documentsOf(runId: string): DocumentRecord[] {
      const sql = `SELECT id, sha256, etag, file, root, bytes, path_class, type, truth FROM documents
        WHERE id IN (SELECT document_id FROM jobs WHERE run_id = ?) ORDER BY id`;
      const rows = connection.statement(sql).all([runId]);
      return rows.map((row) => parseRow(connection.file, documentRow, row));
    },
  };
}
