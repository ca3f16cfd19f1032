/**
 * Reads what a capacity is projected from: every job of a run, or of one side of a comparison, with its figures. Rows are taken
 * as they are, as in `read-samples.ts`: the tables are STRICT, and a hundred thousand jobs are read in a second or two.
 */
import type { JobState } from '../contract/run.ts';
import type { ProcessingPath, StageName, Temperature } from '../contract/stages.ts';
import { type Microseconds, type Seconds, toSeconds } from '../contract/units.ts';
import type { Connection } from './connection.ts';

export interface CapacityJobRow {
  readonly document_id: number;
  readonly pass: number;
  readonly state: JobState;
  readonly temperature: Temperature | null;
  readonly path: ProcessingPath | null;
  /** Of the stages; of a failed job, of those that ran; 0 of one that has not ended. */
  readonly cpu_seconds: Seconds;
  readonly quality: number | null;
}

export interface CapacityDocumentRow {
  readonly id: number;
  readonly sha256: string | null;
  readonly root: string;
  readonly file: string;
  readonly bytes: number;
}

/** Sums, so that several runs can be added up. */
export interface CapacitySums {
  /** Of succeeded jobs. */
  readonly stages: Readonly<Partial<Record<StageName, Seconds>>>;
  /** Of succeeded jobs. */
  readonly unattributed: { readonly jobs: number; readonly cpu_seconds: Seconds };
  /** Of the worker processes whose start-up is known. */
  readonly startup: { readonly workers: number; readonly cpu_seconds: Seconds };
}

type JobColumns = readonly [
  document: number,
  pass: number,
  state: JobState,
  temperature: Temperature | null,
  path: ProcessingPath | null,
  cpu: number | null,
  failedCpu: number | null,
  quality: number | null,
];

const ofSide = '(@side IS NULL OR j.side = @side)';

const selectJobs = `SELECT j.document_id, j.pass, j.state, j.temperature, j.path, m.total_cpu_seconds,
    iif(j.state = 'failed', (SELECT sum(s.user_us + s.system_us) FROM stage_spans AS s WHERE s.job_id = j.id AND s.part = ''), NULL),
    m.quality_score
  FROM jobs AS j LEFT JOIN cpu_metrics AS m ON m.job_id = j.id WHERE j.run_id = @run AND ${ofSide} ORDER BY j.sequence`;

const selectDocuments = `SELECT id, sha256, root, file, bytes FROM documents
  WHERE id IN (SELECT j.document_id FROM jobs AS j WHERE j.run_id = @run AND ${ofSide})`;

const selectStages = `SELECT s.stage, sum(s.user_us + s.system_us) FROM jobs AS j JOIN stage_spans AS s ON s.job_id = j.id
  WHERE j.run_id = @run AND ${ofSide} AND j.state = 'succeeded' AND s.part = '' GROUP BY s.stage`;

const selectUnattributed = `SELECT count(*), coalesce(sum(j.unattributed_user_us + j.unattributed_system_us), 0) FROM jobs AS j
  WHERE j.run_id = @run AND ${ofSide} AND j.state = 'succeeded' AND j.unattributed_user_us IS NOT NULL`;

const selectStartup = `SELECT count(*), coalesce(sum(w.startup_user_us + w.startup_system_us), 0) FROM workers AS w
  WHERE w.run_id = @run AND w.startup_user_us IS NOT NULL
    AND (@side IS NULL OR w.id IN (SELECT j.worker_id FROM jobs AS j WHERE j.run_id = @run AND j.side = @side))`;

export function capacityReader(connection: Connection) {
  const sumOf = (sql: string, parameters: { run: string; side: string | null }): readonly [number, number] =>
    connection.rows<readonly [number, number]>(sql, parameters)[0] ?? [0, 0];

  return {
    /** In the order of the run. @param side null: all of them */
    capacityJobsOf(run: string, side: string | null): CapacityJobRow[] {
      return connection
        .rows<JobColumns>(selectJobs, { run, side })
        .map(([document_id, pass, state, temperature, path, cpu, failedCpu, quality]) => ({
          document_id,
          pass,
          state,
          temperature,
          path,
          cpu_seconds: cpu ?? toSeconds(failedCpu ?? 0),
          quality,
        }));
    },

    capacityDocumentsOf(run: string, side: string | null): CapacityDocumentRow[] {
      return connection.statement<CapacityDocumentRow>(selectDocuments).all({ run, side });
    },

    capacitySumsOf(run: string, side: string | null): CapacitySums {
      const stages = connection.rows<readonly [StageName, Microseconds]>(selectStages, { run, side });
      const [jobs, unattributed] = sumOf(selectUnattributed, { run, side });
      const [workers, startup] = sumOf(selectStartup, { run, side });
      return {
        stages: Object.fromEntries(stages.map(([stage, cpu_us]) => [stage, toSeconds(cpu_us)])),
        unattributed: { jobs, cpu_seconds: toSeconds(unattributed) },
        startup: { workers, cpu_seconds: toSeconds(startup) },
      };
    },

    /** When the requests of a load test were planned to come; empty for any other run. */
    arrivalsOf(run: string): Microseconds[] {
      return connection
        .rows<readonly [Microseconds]>('SELECT planned_us FROM arrivals WHERE run_id = ? ORDER BY sequence', [run])
        .map(([planned_us]) => planned_us);
    },

    /** The reference that others are held against; null where none is pinned. */
    pinnedRun(): string | null {
      return connection.statement<{ id: string }>('SELECT id FROM runs WHERE pinned = 1').get()?.id ?? null;
    },

    /** The latest load test that ran to its end; null where there is none. */
    latestLoadTest(): string | null {
      const sql = `SELECT id FROM runs WHERE kind = 'load' AND state = 'completed'
        AND EXISTS (SELECT 1 FROM arrivals WHERE run_id = runs.id) ORDER BY created_at DESC, rowid DESC LIMIT 1`;
      return connection.statement<{ id: string }>(sql).get()?.id ?? null;
    },

    /** The latest first. */
    completedComparisons(limit: number): string[] {
      const sql = `SELECT id FROM runs WHERE kind = 'compare' AND state = 'completed'
        ORDER BY created_at DESC, rowid DESC LIMIT ?`;
      return connection
        .statement<{ id: string }>(sql)
        .all([limit])
        .map(({ id }) => id);
    },
  };
}
