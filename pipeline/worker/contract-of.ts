/**
 * Makes the metrics contract of a job from what was recorded.
 */
import type { BenchError } from '../contract/errors.ts';
import type { FailureContract, MetricsContract, SuccessContract } from '../contract/metrics.ts';
import { cpuMicroseconds, isStage, type Span } from '../contract/spans.ts';
import type { ProcessingPath, StageName, Temperature } from '../contract/stages.ts';
import { toSeconds } from '../contract/units.ts';
import type { JobResult } from './job-pipeline.ts';

type StageMetrics = Partial<Record<StageName, { cpu_seconds: number; wall_seconds: number }>>;

/** Totals are the sums of the stages (the report's § 1.6); what no stage owns is reported apart. */
function metricsOf(spans: readonly Span[], temperature: Temperature) {
  const stages: StageMetrics = {};
  let cpu = 0;
  let wall = 0;
  for (const span of spans.filter(isStage)) {
    stages[span.stage] = { cpu_seconds: toSeconds(cpuMicroseconds(span)), wall_seconds: toSeconds(span.wall_us) };
    cpu += cpuMicroseconds(span);
    wall += span.wall_us;
  }
  return { total_cpu_seconds: toSeconds(cpu), total_wall_seconds: toSeconds(wall), execution_temperature: temperature, stages };
}

export function successContract(
  jobId: string,
  spans: readonly Span[],
  temperature: Temperature,
  job: JobResult,
): SuccessContract {
  const { stages, ...totals } = metricsOf(spans, temperature);
  const contract: MetricsContract = {
    status: 'SUCCESS',
    job_id: jobId,
    result: job.result,
    metrics: { ...totals, processing_path: job.path, stages: stages as SuccessContract['metrics']['stages'] },
  };
  return contract;
}

export function failureContract(
  jobId: string,
  spans: readonly Span[],
  temperature: Temperature,
  failure: { readonly error: BenchError; readonly stage: StageName | null; readonly path: ProcessingPath | null },
): FailureContract {
  const { stages, ...totals } = metricsOf(spans, temperature);
  return {
    status: 'FAILED',
    job_id: jobId,
    error: { code: failure.error.code, message: failure.error.message, stage: failure.stage },
    metrics: { ...totals, processing_path: failure.path, stages },
  };
}
