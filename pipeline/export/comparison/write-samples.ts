/**
 * Writes the raw samples of a comparison for other programs, however many they are, whole or not at all.
 */
import type { ComparisonSamples } from '../../analysis/comparison/samples.ts';
import type { Comparison } from '../../contract/comparison.ts';
import type { SamplesFormat } from '../../contract/reader-calls.ts';
import { inPieces } from '../traces/trace.ts';
import { writeWhole } from '../write-whole.ts';
import type { SamplesFormatter } from './sample.ts';
import { csvSamples } from './samples-csv.ts';
import { goSamples } from './samples-go.ts';
import { jsonSamples } from './samples-json.ts';

export interface SamplesRequest {
  readonly format: SamplesFormat;
  /** Replaced when it is there. */
  readonly file: string;
  readonly signal?: AbortSignal;
  /** In jobs. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface WrittenSamples {
  readonly file: string;
  /** Jobs that are in the file: all of them, or those that went into Go's means. */
  readonly samples: number;
}

const formats: Readonly<Record<SamplesFormat, SamplesFormatter>> = { json: jsonSamples, csv: csvSamples, go: goSamples };

const JOBS_BETWEEN_PROGRESS = 100;

/** @throws BenchError `export.*`; whatever `signal` was aborted with */
export async function writeSamples(
  samples: ComparisonSamples,
  comparison: Pick<Comparison, 'complete' | 'warnings'>,
  { format, file, signal, onProgress }: SamplesRequest,
): Promise<WrittenSamples> {
  let jobs = 0;
  for (const pass of samples.passes) jobs += pass.jobs.length;
  let written = 0;
  let told = 0;
  const onJobs = (more: number) => {
    written += more;
    if (written - told < JOBS_BETWEEN_PROGRESS) return;
    told = written;
    onProgress?.(written, jobs);
  };
  await writeWhole(file, inPieces(formats[format]({ samples, comparison, onJobs })), signal);
  onProgress?.(jobs, jobs);
  return { file, samples: written };
}
