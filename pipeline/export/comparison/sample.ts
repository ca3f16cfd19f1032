/**
 * What the formats of samples share: what they are written from, and a job of a pass as a file has it. Seconds are in a sample
 * only where something was measured, and no number is ever NaN or infinite.
 */
import { countFields } from '../../analysis/accuracy-fields.ts';
import type { ComparisonSamples, Cost, JobSample, PassSample } from '../../analysis/comparison/samples.ts';
import type { Comparison } from '../../contract/comparison.ts';
import type { Sample } from '../../contract/samples-file.ts';
import { type StageName, stageNames } from '../../contract/stages.ts';
import { toSeconds } from '../../contract/units.ts';

export interface SamplesInput {
  readonly samples: ComparisonSamples;
  readonly comparison: Pick<Comparison, 'complete' | 'warnings'>;
  /** Told that so many more jobs are in the file. */
  readonly onJobs: (jobs: number) => void;
}

/** Writes samples; each call reads them anew. */
export type SamplesFormatter = (input: SamplesInput) => Iterable<string>;

/** In the order in which the passes were run. */
export function* eachSample({ samples: { passes, documents }, onJobs }: SamplesInput): Generator<Sample> {
  for (const pass of passes) {
    for (const job of pass.jobs) {
      yield sampleOf(pass, job, documents[job.document] ?? '');
      onJobs(1);
    }
  }
}

function sampleOf({ side, number, block, half }: PassSample, job: JobSample, file: string): Sample {
  // A job that no worker took has no measurement: its zeros are not zero seconds.
  const measured = job.temperature !== null || Object.keys(job.stages).length > 0;
  const total = measured ? secondsOf(job) : null;
  const fields = job.accuracy === null ? null : countFields(job.accuracy.fields);
  return {
    side,
    pass: number,
    block,
    half,
    document: job.document,
    file,
    job: job.job,
    path: job.path,
    temperature: job.temperature,
    state: job.state,
    cpu_seconds: total?.cpu_seconds ?? null,
    wall_seconds: total?.wall_seconds ?? null,
    stages: stagesOf(job.stages),
    idle_spin_cpu_seconds: measured ? finite(toSeconds(job.idle_spin_us)) : null,
    cer: finite(job.accuracy?.text?.cer),
    fields_right: fields?.right ?? null,
    fields_expected: fields === null ? null : fields.right + fields.wrong + fields.missing,
  };
}

/** In the pipeline's order; a stage without a measurement is left out. */
function stagesOf(costs: JobSample['stages']): Sample['stages'] {
  const stages: Partial<Record<StageName, NonNullable<Sample['stages'][StageName]>>> = {};
  for (const name of stageNames) {
    const cost = costs[name];
    const measured = cost === undefined ? null : secondsOf(cost);
    if (measured !== null) stages[name] = measured;
  }
  return stages;
}

function secondsOf({ cpu_us, wall_us }: Cost): { cpu_seconds: number; wall_seconds: number } | null {
  const cpu_seconds = finite(toSeconds(cpu_us));
  const wall_seconds = finite(toSeconds(wall_us));
  return cpu_seconds === null || wall_seconds === null ? null : { cpu_seconds, wall_seconds };
}

const finite = (value: number | undefined): number | null => (value === undefined || !Number.isFinite(value) ? null : value);
