/**
 * Turns what a worker reported of a job into what the store keeps of it.
 */
import { BenchError, type ErrorInfo } from '../contract/errors.ts';
import type { FailureContract, SuccessContract } from '../contract/metrics.ts';
import type { Json } from '../contract/run.ts';
import type { JobReport } from '../contract/worker-messages.ts';
import type { FailedJob, FinishedJob, NewCpuMetrics } from '../store/write-jobs.ts';

export function finishedJob(report: JobReport, contract: SuccessContract, ended_us: number, accuracy: Json): FinishedJob {
  const { result } = contract;
  const { quality } = report;
  if (quality === null)
    throw new BenchError('message.invalid', { from: 'a worker', reason: 'a finished job without its quality' });
  return {
    job_id: report.job_id,
    ended_us,
    unattributed: report.unattributed,
    spans: report.spans,
    metrics: metricsRow(contract),
    result: {
      quality,
      document: result.document,
      text: result.text,
      accuracy,
      outputs: { master: result.master, preview: result.preview, words: result.words },
    },
  };
}

/** `pre_ocr` has no column of its own: it is in the totals and in the spans. */
function metricsRow({ metrics, result }: SuccessContract): NewCpuMetrics {
  const { stages } = metrics;
  return {
    execution_temperature: metrics.execution_temperature,
    total_cpu_seconds: metrics.total_cpu_seconds,
    total_wall_seconds: metrics.total_wall_seconds,
    fetch_cpu_seconds: stages.fetch.cpu_seconds,
    quality_cpu_seconds: stages.quality_scoring.cpu_seconds,
    enhancement_cpu_seconds: stages.enhancement.cpu_seconds,
    ocr_cpu_seconds: stages.ocr.cpu_seconds,
    schema_cpu_seconds: stages.schema_adaptation.cpu_seconds,
    upload_cpu_seconds: stages.upload.cpu_seconds,
    input_file_size_bytes: result.input_file_size_bytes,
    output_file_size_bytes: result.output_file_size_bytes,
    quality_score: result.quality_score,
    ocr_confidence: result.ocr_confidence,
    enhancement_skipped: result.enhancement_skipped,
    processing_path: metrics.processing_path,
  };
}

export function failedJob(report: JobReport, contract: FailureContract, ended_us: number, error: ErrorInfo): FailedJob {
  return {
    job_id: report.job_id,
    ended_us,
    error: { ...error, stage: contract.error.stage },
    temperature: report.temperature,
    path: contract.metrics.processing_path,
    unattributed: report.unattributed,
    spans: report.spans,
  };
}
