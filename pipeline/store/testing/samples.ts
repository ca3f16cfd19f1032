/** For tests: the smallest run, job and measurement that are whole. */
import { randomUUID } from 'node:crypto';
import type { JobResult, Owner, WorkerLedger } from '../../contract/run.ts';
import type { Span } from '../../contract/spans.ts';
import { newJobId } from '../ids.ts';
import type { WritableStore } from '../store.ts';
import type { FailedJob, FinishedJob, NewCpuMetrics } from '../write-jobs.ts';
import type { NewDocument, NewJob, NewRun } from '../write-runs.ts';

export const owner: Owner = { pid: 4711, started: '123', boot: 'a boot' };

export const sampleRun = (changes: Partial<NewRun> = {}): NewRun => ({
  id: randomUUID(),
  kind: 'run',
  settings: { workers: 1 },
  environment: { cpu_model: 'a model' },
  plan: { documents: 'folder' },
  anchor_utc: '2026-01-30T10:00:00.000Z',
  output_folder: null,
  owner: null,
  ...changes,
});

export const sampleDocument = (changes: Partial<NewDocument> = {}): NewDocument => ({
  sha256: 'ab'.repeat(32),
  etag: null,
  file: 'fast-path/doc_001.jpg',
  root: '/fixtures',
  bytes: 812_345,
  path_class: 'fast',
  type: 'invoice',
  truth: { type: 'invoice', fields: { total: '12.50' }, text: 'Total 12.50' },
  ...changes,
});

export const sampleJobs = (count: number): NewJob[] =>
  Array.from({ length: count }, (_, sequence) => ({ id: newJobId(), document: 0, sequence, planned_us: 0, queued_us: 5 }));

export const sampleMetrics = (changes: Partial<NewCpuMetrics> = {}): NewCpuMetrics => ({
  execution_temperature: 'warm',
  total_cpu_seconds: 1.847,
  total_wall_seconds: 2.341,
  fetch_cpu_seconds: 0.012,
  quality_cpu_seconds: 0.234,
  enhancement_cpu_seconds: 0.087,
  ocr_cpu_seconds: 1.203,
  schema_cpu_seconds: 0.198,
  upload_cpu_seconds: 0.113,
  input_file_size_bytes: 812_345,
  output_file_size_bytes: 700_000,
  quality_score: 0.81,
  ocr_confidence: 0.93,
  enhancement_skipped: true,
  processing_path: 'fast',
  ...changes,
});

export const sampleSpan = (changes: Partial<Span> = {}): Span => ({
  stage: 'ocr',
  part: '',
  start_us: 100,
  wall_us: 1_456_000,
  user_us: 1_200_000,
  system_us: 3_000,
  child_us: 0,
  ...changes,
});

export const sampleResult: JobResult = {
  quality: {
    score: 0.81,
    text_layer: null,
    parts: { sharpness: 0.8, contrast: 0.9, noise: 0.7, resolution: 1, skew: 0.95 },
    measured: {
      edge_gradient: 12.5,
      contrast_levels: 190,
      noise_levels: 3.2,
      x_height_pixels: null,
      skew_degrees: -0.4,
      dots_per_inch: 300,
    },
    width: 1700,
    height: 2200,
    pages: 1,
  },
  document: { type: 'invoice', type_confidence: 0.9, fields: {}, line_items: [], checks: [], missing: ['total'] },
  text: 'Invoice\nTotal 12.50',
  accuracy: { edits: 1, characters: 19 },
  outputs: { master: 'master.jpg', preview: 'preview.jpg', words: 'words.json' },
};

export const finished = (job_id: string, changes: Partial<FinishedJob> = {}): FinishedJob => ({
  job_id,
  ended_us: 2_400_000,
  unattributed: { user_us: 1_500, system_us: 500 },
  spans: [sampleSpan(), sampleSpan({ part: 'load model', wall_us: 10, user_us: 9, system_us: 0 })],
  metrics: sampleMetrics(),
  result: sampleResult,
  ...changes,
});

export const failed = (job_id: string, changes: Partial<FailedJob> = {}): FailedJob => ({
  job_id,
  ended_us: 900_000,
  error: { code: 'ocr.failed', message: 'The OCR engine failed.', details: { file: 'doc_001.jpg' }, stage: 'ocr' },
  temperature: 'warm',
  path: 'fast',
  unattributed: { user_us: 100, system_us: 0 },
  spans: [sampleSpan({ user_us: 400_000, system_us: 100_000 })],
  ...changes,
});

export const emptyLedger: WorkerLedger = {
  startup: null,
  between_jobs: null,
  in_jobs: null,
  process: null,
  system: null,
  children: null,
};

/** A run with `count` jobs and a worker to run them. */
export function startedRun(store: WritableStore, count: number, run: NewRun = sampleRun()) {
  const jobs = sampleJobs(count);
  store.createRun(run, [sampleDocument()], jobs);
  const workerId = randomUUID();
  store.workerStarted({ id: workerId, run_id: run.id, slot: 0, pid: 99, started_us: 1 });
  const start = (jobId: string): void => store.jobStarted({ job_id: jobId, worker_id: workerId, started_us: 10 });
  return { run, jobs, jobIds: jobs.map((job) => job.id), workerId, start };
}
