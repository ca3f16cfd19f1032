/**
 * What each pass spent on each document, as columns: warm jobs that succeeded and nothing else. Where a pass read a document
 * more than once, its mean. NaN where it did not read it warm.
 */
import type { CompareMetric, SideName } from '../../contract/comparison.ts';
import { type StageName, stageNames } from '../../contract/stages.ts';
import type { Microseconds } from '../../contract/units.ts';
import type { ComparisonSamples, Cost, JobSample, PassSample } from './samples.ts';

/** Whole documents, one stage, or several stages added up. */
export interface Figure {
  readonly metric: CompareMetric;
  readonly of: 'document' | 'idle_spin' | readonly StageName[];
}

export interface PassCosts {
  readonly side: SideName;
  readonly number: number;
  readonly block: number;
  readonly half: 0 | 1;
  /** A column over the comparison's documents. */
  readonly column: (figure: Figure) => Float64Array;
}

export const isWarm = (job: JobSample): boolean => job.state === 'succeeded' && job.temperature === 'warm';

/** In the order in which they were run. */
export function passCosts({ passes, documents }: Pick<ComparisonSamples, 'passes' | 'documents'>): PassCosts[] {
  return passes
    .toSorted((one, other) => one.number - other.number)
    .map((pass) => ({
      side: pass.side,
      number: pass.number,
      block: pass.block,
      half: pass.half,
      column: columnsOf(pass, documents.length),
    }));
}

function columnsOf(pass: PassSample, documents: number): PassCosts['column'] {
  const jobs = pass.jobs.filter((job) => isWarm(job) && job.document < documents);
  const known = new Map<string, Float64Array>();
  return (figure) => {
    const key = `${figure.metric} ${figure.of}`;
    const column = known.get(key) ?? makeColumn(jobs, documents, figure);
    known.set(key, column);
    return column;
  };
}

function makeColumn(jobs: readonly JobSample[], documents: number, figure: Figure): Float64Array {
  const sums = new Float64Array(documents);
  const counts = new Uint32Array(documents);
  for (const job of jobs) {
    sums[job.document] = (sums[job.document] ?? 0) + costOf(job, figure);
    counts[job.document] = (counts[job.document] ?? 0) + 1;
  }
  return sums.map((sum, document) => (counts[document] === 0 ? Number.NaN : sum / (counts[document] ?? 1)));
}

function costOf(job: JobSample, { metric, of }: Figure): Microseconds {
  const measured = (cost: Cost | undefined): Microseconds => (metric === 'cpu' ? cost?.cpu_us : cost?.wall_us) ?? 0;
  if (of === 'document') return measured(job);
  if (of === 'idle_spin') return job.idle_spin_us;
  return of.reduce((sum, stage) => sum + measured(job.stages[stage]), 0);
}

/** Stages that warm jobs of these sides ran, in the pipeline's order. */
export function stagesRun(passes: readonly PassSample[], ...sides: readonly SideName[]): StageName[] {
  const jobs = passes.filter(({ side }) => sides.includes(side)).flatMap((pass) => pass.jobs.filter(isWarm));
  return stageNames.filter((stage) => jobs.some((job) => job.stages[stage] !== undefined));
}
