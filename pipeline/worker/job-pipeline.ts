/**
 * What a worker process runs its jobs with. The document pipeline is the real one; the bench that checks attribution serves
 * stages of known cost through the same worker.
 */
import type { SuccessContract } from '../contract/metrics.ts';
import type { Quality } from '../contract/quality.ts';
import type { Settings } from '../contract/settings.ts';
import type { ProcessingPath } from '../contract/stages.ts';
import type { StageRecorder } from '../measure/recorder.ts';

export interface JobResult {
  readonly result: SuccessContract['result'];
  readonly quality: Quality | null;
  readonly path: ProcessingPath;
  readonly enhancementSteps: readonly string[];
}

/** What was known when a job failed. */
export interface JobProgress {
  quality: Quality | null;
  path: ProcessingPath | null;
}

/** The document of a job, as its storage knows it. */
export interface JobSource {
  readonly key: string;
  /** What it must still be; null where nobody knows. */
  readonly etag: string | null;
}

export interface JobPipeline {
  /** Of the libraries, and of the engine and its model once the first job has loaded them. */
  versions(): Readonly<Record<string, string>>;
  run(jobId: string, source: JobSource, recorder: StageRecorder, progress: JobProgress): Promise<JobResult>;
  close(): Promise<void>;
}

export interface PipelineOptions {
  readonly settings: Settings;
  readonly sourceRoot: string;
  readonly resultRoot: string;
}

export type OpenPipeline = (options: PipelineOptions) => JobPipeline;
