/** For tests: runs and comparisons as an engine would have kept them, with figures that are said here. Knows no test runner. */
import { randomUUID } from 'node:crypto';
import { planPasses } from '../../../analysis/comparison/plan.ts';
import { keepCriteria, makeCriteria } from '../../../analysis/decision/criteria.ts';
import type { ComparePlan, SideName } from '../../../contract/comparison.ts';
import type { JsonObject, RunWarning } from '../../../contract/run.ts';
import { defaultSettings, type Settings } from '../../../contract/settings.ts';
import type { ProcessingPath } from '../../../contract/stages.ts';
import { newJobId } from '../../../store/ids.ts';
import type { WritableStore } from '../../../store/store.ts';
import {
  emptyLedger,
  failed,
  finished,
  sampleDocument,
  sampleMetrics,
  sampleResult,
  sampleRun,
  sampleSpan,
} from '../../../store/testing/samples.ts';
import type { NewRun } from '../../../store/write-runs.ts';

export const environment = {
  host: 'node',
  platform: 'linux',
  os_release: '6',
  cpu_model: 'a model',
  cores: 2,
  core_quota: null,
  governor: null,
  memory_bytes: 1,
  free_memory_bytes: 1,
  load_at_start: 0,
  steal: null,
  versions: { app: '1' },
  gpu_libraries: [],
  git_revision: null,
};

export interface StoredJob {
  /** Content: equal letters are one document. */
  readonly document: string;
  readonly cpu_us?: number;
  readonly cold?: boolean;
  readonly path?: ProcessingPath;
  readonly end?: 'succeeded' | 'failed' | 'queued';
  readonly bytes?: number;
  readonly quality?: number | null;
  readonly side?: SideName;
  readonly pass?: number;
}

export interface StoredRun {
  readonly jobs: readonly StoredJob[];
  readonly change?: Partial<NewRun>;
  readonly warnings?: readonly RunWarning[];
  readonly settings?: Partial<Settings>;
  /** Folder of its documents. */
  readonly root?: string;
}

const STARTUP = { user_us: 300_000, system_us: 100_000 };
const hashOf = (document: string): string => Buffer.from(document).toString('hex').padStart(64, '0');

/** One worker process for each pass. Returns the run's id. */
export function storeRun(store: WritableStore, { jobs, change = {}, warnings = [], settings = {}, root }: StoredRun): string {
  const run = sampleRun({
    settings: { ...defaultSettings, ...settings } as JsonObject,
    environment: environment as JsonObject,
    plan: { documents: 'folder', criteria: keepCriteria(makeCriteria()) },
    ...change,
  });
  const rows = jobs.map(({ side = 'a', pass = 0 }, sequence) => ({ id: newJobId(), document: sequence, sequence, side, pass }));
  const documents = jobs.map(({ document, bytes = 1_000_000 }) =>
    sampleDocument({ sha256: hashOf(document), file: `${document}.jpg`, bytes, truth: null, ...(root ? { root } : {}) }),
  );
  store.createRun(run, documents, rows);
  const workers = new Map<number, string>();
  for (const [index, job] of jobs.entries()) {
    const { end = 'succeeded', cold = false, path = 'fast', cpu_us = 1_000_000, quality = 0.8, pass = 0 } = job;
    const job_id = rows[index]?.id ?? '';
    if (end === 'queued') continue;
    const worker_id = workers.get(pass) ?? randomUUID();
    if (!workers.has(pass)) store.workerStarted({ id: worker_id, run_id: run.id, slot: 0, pid: 99, started_us: 1 });
    workers.set(pass, worker_id);
    store.jobStarted({ job_id, worker_id, started_us: index * 10 });
    const temperature = cold ? 'cold' : 'warm';
    const spans = [
      sampleSpan({ stage: 'fetch', user_us: 10_000, system_us: 0 }),
      sampleSpan({ user_us: cpu_us - 10_000, system_us: 0 }),
      sampleSpan({ part: 'load model', user_us: 5, system_us: 0 }),
    ];
    if (end === 'failed') {
      store.jobFailed(failed(job_id, { temperature, path, spans }));
      continue;
    }
    const metrics = sampleMetrics({
      execution_temperature: temperature,
      processing_path: path,
      total_cpu_seconds: cpu_us / 1e6,
      quality_score: quality,
    });
    store.jobFinished(
      finished(job_id, {
        spans,
        metrics,
        unattributed: { user_us: 1500, system_us: 500 },
        result: { ...sampleResult, accuracy: null },
      }),
    );
  }
  for (const id of workers.values()) {
    store.workerEnded({ id, ended_us: 9_000_000, exit_reason: 'done', ledger: { ...emptyLedger, startup: STARTUP } });
  }
  const isWhole = jobs.every(({ end }) => end !== 'queued');
  const state = isWhole ? 'completed' : 'interrupted';
  store.runEnded(run.id, { state, summary: store.summarise(run.id, null), warnings });
  return run.id;
}

export interface StoredComparison {
  readonly sides: readonly Partial<Settings>[];
  readonly preset?: string;
  readonly metric?: ComparePlan['metric'];
  /** CPU of a document on side b over side a. */
  readonly factor?: number;
  readonly documents?: number;
}

const BLOCKS = 3;

/** Passes differ by up to 1 %; documents by letter. Returns the run's id. */
export function storeComparison(store: WritableStore, wishes: StoredComparison): string {
  const { sides, preset = null, metric = 'cpu', factor = 1, documents = 8 } = wishes;
  const names: readonly SideName[] = ['a', 'b', 'c', 'd'];
  const plan: ComparePlan = {
    seed: 1,
    blocks: BLOCKS,
    metric,
    materiality: 0.02,
    preset,
    sides: sides.map((changes, index) => ({ name: names[index] ?? 'd', settings: { ...defaultSettings, ...changes } })),
  };
  const jobs = planPasses(plan).flatMap(({ side, number }) => {
    const of = (document: number, cold: boolean): StoredJob => ({
      document: `doc${document}`,
      cold,
      side,
      pass: number,
      cpu_us: Math.round((1_000_000 + document * 50_000) * (side === 'b' ? factor : 1) * (1 + ((number * 7) % 5) / 500)),
    });
    return [of(0, true), ...Array.from({ length: documents }, (_, document) => of(document, false))];
  });
  return storeRun(store, {
    jobs,
    change: {
      kind: 'compare',
      settings: { ...plan.sides[0]?.settings } as JsonObject,
      plan: { comparison: plan as unknown as JsonObject, criteria: keepCriteria(makeCriteria()) },
    },
  });
}
