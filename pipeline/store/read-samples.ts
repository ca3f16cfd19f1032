/**
 * Reads every job of a run with what it cost stage by stage, for comparisons. Rows are not parsed one by one, as in
 * `read-table.ts`.
 */
import type { JobState } from '../contract/run.ts';
import { IDLE_SPIN } from '../contract/spans.ts';
import type { ProcessingPath, StageName, Temperature } from '../contract/stages.ts';
import type { Connection } from './connection.ts';

export interface StoredSample {
  readonly job: string;
  readonly document_id: number;
  readonly side: string;
  readonly pass: number;
  readonly state: JobState;
  readonly temperature: Temperature | null;
  readonly path: ProcessingPath | null;
  /** JSON, as the engine kept it; null without truth. */
  readonly accuracy: string | null;
  readonly lacks_required_field: boolean;
  readonly stages: Readonly<Partial<Record<StageName, { readonly cpu_us: number; readonly wall_us: number }>>>;
  readonly idle_spin_us: number;
}

interface JobRow {
  readonly job: string;
  readonly sequence: number;
  readonly document_id: number;
  readonly side: string;
  readonly pass: number;
  readonly state: JobState;
  readonly temperature: Temperature | null;
  readonly path: ProcessingPath | null;
  readonly accuracy: string | null;
  readonly missing: number | null;
}

interface SpanRow {
  readonly sequence: number;
  readonly stage: StageName;
  readonly part: string;
  readonly cpu_us: number;
  readonly wall_us: number;
}

const selectJobs = `SELECT j.id AS job, j.sequence, j.document_id, j.side, j.pass, j.state, j.temperature, j.path, r.accuracy,
    json_array_length(r.document, '$.missing') AS missing
  FROM jobs AS j LEFT JOIN job_results AS r ON r.job_id = j.id WHERE j.run_id = ? ORDER BY j.sequence`;

const selectSpans = `SELECT j.sequence, s.stage, s.part, s.user_us + s.system_us AS cpu_us, s.wall_us
  FROM jobs AS j JOIN stage_spans AS s ON s.job_id = j.id
  WHERE j.run_id = ? AND (s.part = '' OR s.part = '${IDLE_SPIN}')`;

export function sampleReader(connection: Connection) {
  return {
    /** The jobs of a run in their order. */
    samplesOf(runId: string): StoredSample[] {
      const stages = new Map<number, Partial<Record<StageName, { cpu_us: number; wall_us: number }>>>();
      const spins = new Map<number, number>();
      for (const { sequence, stage, part, cpu_us, wall_us } of connection.statement<SpanRow>(selectSpans).all([runId])) {
        if (part !== '') {
          spins.set(sequence, (spins.get(sequence) ?? 0) + cpu_us);
          continue;
        }
        const ofJob = stages.get(sequence) ?? {};
        ofJob[stage] = { cpu_us, wall_us };
        stages.set(sequence, ofJob);
      }
      return connection
        .statement<JobRow>(selectJobs)
        .all([runId])
        .map(({ sequence, missing, ...row }) => ({
          ...row,
          lacks_required_field: (missing ?? 0) > 0,
          stages: stages.get(sequence) ?? {},
          idle_spin_us: spins.get(sequence) ?? 0,
        }));
    },
  };
}
