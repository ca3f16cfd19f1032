/**
 * Reads every job of a run with its figures, as columns. Rows are not parsed one by one: the tables are STRICT, and what comes
 * of them is parsed once where it leaves the process.
 */
import type { RunTable } from '../contract/run-table.ts';
import { type StageName, stageNames } from '../contract/stages.ts';
import type { Connection } from './connection.ts';

interface JobRow {
  readonly id: string;
  readonly sequence: number;
  readonly file: string;
  readonly state: RunTable['jobs'][number]['state'];
  readonly temperature: RunTable['jobs'][number]['temperature'];
  readonly path: RunTable['jobs'][number]['path'];
  readonly error: string | null;
  readonly bytes: number;
  readonly cpu: number | null;
  readonly wall: number | null;
  readonly quality: number | null;
  readonly confidence: number | null;
  readonly cer: number | null;
  readonly fields_right: number | null;
  readonly fields_expected: number | null;
}

const selectJobs = `SELECT j.id, j.sequence, d.file, j.state, j.temperature, j.path, j.error, d.bytes,
    m.total_cpu_seconds AS cpu, m.total_wall_seconds AS wall, m.quality_score AS quality, m.ocr_confidence AS confidence,
    json_extract(r.accuracy, '$.text.cer') AS cer,
    (SELECT count(*) FROM json_each(r.accuracy, '$.fields') WHERE json_extract(value, '$.status') = 'right') AS fields_right,
    (SELECT count(*) FROM json_each(r.accuracy, '$.fields') WHERE json_extract(value, '$.status') <> 'spurious') AS fields_expected
  FROM jobs AS j JOIN documents AS d ON d.id = j.document_id
    LEFT JOIN cpu_metrics AS m ON m.job_id = j.id LEFT JOIN job_results AS r ON r.job_id = j.id
  WHERE j.run_id = ? ORDER BY j.sequence`;

interface StageRow {
  readonly sequence: number;
  readonly stage: StageName;
  readonly cpu_us: number;
  readonly wall_us: number;
}

const selectStages = `SELECT j.sequence, s.stage, s.user_us + s.system_us AS cpu_us, s.wall_us
  FROM jobs AS j JOIN stage_spans AS s ON s.job_id = j.id WHERE j.run_id = ? AND s.part = ''`;

export function tableReader(connection: Connection) {
  return {
    tableOf(runId: string): RunTable {
      const rows = connection.statement<JobRow>(selectJobs).all([runId]);
      const places = new Map(rows.map(({ sequence }, place) => [sequence, place]));
      const columnOf = (figure: (row: JobRow) => number | null) => Float64Array.from(rows, (row) => figure(row) ?? Number.NaN);
      const empty = () => new Float64Array(rows.length).fill(Number.NaN);
      const cpu_seconds = columnOf((row) => row.cpu);
      const wall_seconds = columnOf((row) => row.wall);

      const stages: RunTable['stages'] = {};
      for (const { sequence, stage, cpu_us, wall_us } of connection.statement<StageRow>(selectStages).all([runId])) {
        const place = places.get(sequence) ?? 0;
        stages[stage] ??= { cpu_seconds: empty(), wall_seconds: empty() };
        stages[stage].cpu_seconds[place] = cpu_us / 1e6;
        stages[stage].wall_seconds[place] = wall_us / 1e6;
        if (rows[place]?.state !== 'failed') continue;
        // What a failed job burnt stands in its spans only.
        cpu_seconds[place] = (cpu_seconds[place] || 0) + cpu_us / 1e6;
        wall_seconds[place] = (wall_seconds[place] || 0) + wall_us / 1e6;
      }

      return {
        jobs: rows.map(({ id, sequence, file, state, temperature, path, error }) => ({
          id,
          sequence,
          file,
          state,
          temperature,
          path,
          error: error === null ? null : (JSON.parse(error) as { code: string; message: string }),
        })),
        cpu_seconds,
        wall_seconds,
        bytes: columnOf((row) => row.bytes),
        quality: columnOf((row) => row.quality),
        confidence: columnOf((row) => row.confidence),
        cer: columnOf((row) => row.cer),
        fields_right: columnOf((row) => (row.fields_expected === 0 ? null : row.fields_right)),
        fields_expected: columnOf((row) => row.fields_expected || null),
        stages: Object.fromEntries(stageNames.flatMap((name) => (stages[name] === undefined ? [] : [[name, stages[name]]]))),
      };
    },
  };
}
