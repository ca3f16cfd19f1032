/**
 * The report's § 5.2: what no optimisation may break. A run is held against them by itself; those that need a baseline to be
 * judged say so.
 */
import { plural } from '../contract/plural.ts';
import type { RunSummary } from '../contract/run.ts';

export interface Invariant {
  readonly name: 'ocr_on_every_job' | 'required_fields' | 'error_rate' | 'no_gpu';
  /** Null: only a baseline, or a document that was measured, can judge it. */
  readonly holds: boolean | null;
  readonly sentence: string;
}

/** The report's 1 %. */
export const ERROR_RATE_LIMIT = 0.01;

export interface InvariantReading {
  readonly summary: Pick<RunSummary, 'jobs' | 'stages' | 'jobs_missing_fields'>;
  /** Libraries of graphics processors that a worker had loaded; null where no job told. */
  readonly gpuLibraries: readonly string[] | null;
}

export function checkInvariants({ summary, gpuLibraries }: InvariantReading): Invariant[] {
  const { succeeded, failed } = summary.jobs;
  const ended = succeeded + failed;
  const missing = summary.jobs_missing_fields;
  const read = summary.stages.ocr?.jobs ?? 0;
  return [
    {
      name: 'ocr_on_every_job',
      holds: succeeded === 0 ? null : read === succeeded,
      sentence: `OCR ran on ${read} of ${plural(succeeded, 'document')}`,
    },
    {
      name: 'required_fields',
      holds: missing === 0 && succeeded > 0 ? true : null,
      sentence: `every required field has a value, right or wrong, on ${succeeded - missing} of ${plural(succeeded, 'document')}`,
    },
    {
      name: 'error_rate',
      holds: ended === 0 ? null : failed / ended <= ERROR_RATE_LIMIT,
      sentence: `${failed} of ${plural(ended, 'document')} failed (limit ${ERROR_RATE_LIMIT * 100} %)`,
    },
    {
      name: 'no_gpu',
      holds: gpuLibraries === null ? null : gpuLibraries.length === 0,
      sentence: gpuLibraries?.length
        ? `a worker had loaded ${gpuLibraries.join(', ')}`
        : 'no library of a graphics processor was loaded',
    },
  ];
}
