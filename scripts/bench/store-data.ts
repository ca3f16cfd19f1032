/** Runs and jobs for the store's bench: the shape of real ones, made as fast as they can be. */
import { randomUUID } from 'node:crypto';
import { newJobId } from '../../pipeline/store/ids.ts';
import type { ImportedJob } from '../../pipeline/store/import-jobs.ts';
import type { NewDocument, NewRun } from '../../pipeline/store/write-runs.ts';

export const documents: readonly NewDocument[] = Array.from({ length: 75 }, (_, index) => ({
  sha256: index.toString(16).padStart(64, '0'),
  file: `doc_${String(index).padStart(3, '0')}.jpg`,
  root: '/fixtures/load-test',
  bytes: 1_000_000 + index,
  path_class: index % 10 < 7 ? 'fast' : 'standard',
  type: 'invoice',
  truth: { type: 'invoice', fields: { total: '12.50' }, text: 'A line of text. '.repeat(100) },
}));

export const newRun = (): NewRun => ({
  id: randomUUID(),
  kind: 'run',
  settings: { workers: 4 },
  environment: { cpu_model: 'bench', cores: 4 },
  plan: {},
  anchor_utc: new Date().toISOString(),
  output_folder: null,
  owner: null,
});

export function* importedJobs(documentIds: readonly number[], count: number): Generator<ImportedJob> {
  for (let sequence = 0; sequence < count; sequence += 1) {
    const fast = sequence % 10 < 7;
    const cpu = 1 + Math.random();
    yield {
      id: newJobId(),
      document_id: documentIds[sequence % documentIds.length] ?? 0,
      sequence,
      started_us: sequence * 2_000_000,
      ended_us: sequence * 2_000_000 + 1_900_000,
      spans: [],
      metrics: {
        execution_temperature: sequence === 0 ? 'cold' : 'warm',
        total_cpu_seconds: cpu,
        total_wall_seconds: cpu * 1.2,
        fetch_cpu_seconds: 0.012,
        quality_cpu_seconds: 0.234,
        enhancement_cpu_seconds: 0.087,
        ocr_cpu_seconds: cpu - 0.644,
        schema_cpu_seconds: 0.198,
        upload_cpu_seconds: 0.113,
        input_file_size_bytes: 1_200_000,
        output_file_size_bytes: 900_000,
        quality_score: 0.8,
        ocr_confidence: 0.93,
        enhancement_skipped: fast,
        processing_path: fast ? 'fast' : 'standard',
      },
    };
  }
}
