/** For tests: a run in a database whose documents cost what is said here. */
import { createHash, randomUUID } from 'node:crypto';
import { keepCriteria, makeCriteria } from '../../analysis/decision/criteria.ts';
import type { JsonObject } from '../../contract/run.ts';
import { readRunEnvironment } from '../../engine/run-environment.ts';
import { nodeHost } from '../../process/host.ts';
import { newJobId } from '../../store/ids.ts';
import { openStore } from '../../store/store.ts';
import { sampleDocument, sampleMetrics, sampleRun, sampleSpan } from '../../store/testing/samples.ts';

export interface CostlyDocument {
  readonly path: 'fast' | 'standard';
  readonly temperature?: 'cold' | 'warm';
  readonly cpu_seconds: number;
  readonly bytes?: number;
}

/** Each document once, distinct by content. Returns the run's id. */
export async function storeRun(
  database: string,
  name: string,
  documents: readonly CostlyDocument[],
  settings: JsonObject = {},
): Promise<string> {
  const store = openStore(database, { mode: 'write' });
  try {
    const id = randomUUID();
    const documentIds = store.createRun(
      sampleRun({
        id,
        name,
        settings: { workers: 1, 'ocr.threads': 1, ...settings },
        environment: (await readRunEnvironment(nodeHost())) as JsonObject,
        plan: { documents: 'folder', criteria: keepCriteria(makeCriteria()) as unknown as JsonObject },
      }),
      documents.map(({ bytes = 1_000_000 }, index) =>
        sampleDocument({
          file: `scan_${index}.jpg`,
          bytes,
          sha256: createHash('sha256').update(`${name} ${index}`).digest('hex'),
        }),
      ),
      [],
    );
    store.importJobs(
      id,
      documents.map(({ path, temperature = 'warm', cpu_seconds, bytes = 1_000_000 }, sequence) => ({
        id: newJobId(),
        document_id: documentIds[sequence] ?? 0,
        sequence,
        started_us: sequence * 1_000_000,
        ended_us: sequence * 1_000_000 + 900_000,
        metrics: sampleMetrics({
          execution_temperature: temperature,
          processing_path: path,
          total_cpu_seconds: cpu_seconds,
          ocr_cpu_seconds: cpu_seconds,
          fetch_cpu_seconds: 0,
          quality_cpu_seconds: 0,
          enhancement_cpu_seconds: 0,
          schema_cpu_seconds: 0,
          upload_cpu_seconds: 0,
          input_file_size_bytes: bytes,
        }),
        spans: [sampleSpan({ user_us: Math.round(cpu_seconds * 1e6), system_us: 0 })],
      })),
    );
    store.runEnded(id, { state: 'completed', summary: store.summarise(id, null), warnings: [] });
    return id;
  } finally {
    store.close();
  }
}

/** So many documents at 70/30 whose costs lie evenly within `spread` about the means. */
export const mixedDocuments = (count: number, fast: number, standard: number, spread = 0.1): CostlyDocument[] =>
  Array.from({ length: count }, (_, index) => {
    const path = index % 10 < 7 ? 'fast' : 'standard';
    // Pairs of opposite deviations, so that the means are as given.
    const deviation = spread * (((Math.floor(index / 20) % 5) + 1) / 5) * (Math.floor(index / 10) % 2 === 0 ? 1 : -1);
    return { path, cpu_seconds: (path === 'fast' ? fast : standard) * (1 + deviation) };
  });
