/** The invariants of a subject: of runs by themselves; of a side against the first one, as its comparison judges them. */
import { sideInvariants } from '../../analysis/comparison/invariants.ts';
import type { JobSample } from '../../analysis/comparison/samples.ts';
import { checkInvariants } from '../../analysis/invariants.ts';
import type { CapacityFacts } from '../../contract/capacity.ts';
import type { RunSummary } from '../../contract/run.ts';
import type { Store } from '../../store/store.ts';
import { readSamples } from '../comparison/read-samples.ts';
import type { Subject } from './subject.ts';

export function readInvariants(store: Store, subject: Subject): CapacityFacts['invariants'] {
  return subject.side === null ? ofRuns(store, subject) : ofSide(store, subject);
}

function ofSide(store: Store, { runs, side }: Subject): CapacityFacts['invariants'] {
  const samples = readSamples(store, { run: runs[0]?.id ?? '' }, null);
  const jobsOf = (name: string): JobSample[] => samples.passes.filter((pass) => pass.side === name).flatMap(({ jobs }) => jobs);
  const [first] = samples.sides;
  const own = samples.sides.find(({ name }) => name === side);
  if (first === undefined || own === undefined) return [];
  const baseline = own === first ? null : { side: first, jobs: jobsOf(first.name) };
  return sideInvariants({ side: own, jobs: jobsOf(own.name) }, baseline, samples.seed);
}

function ofRuns(store: Store, { runs, environments }: Subject): CapacityFacts['invariants'] {
  const summaries = runs.map(({ id, summary }) => summary ?? store.summarise(id, null));
  const told = environments.map(({ gpu_libraries }) => gpu_libraries);
  const libraries = told.some((each) => each === null) ? null : [...new Set(told.flatMap((each) => each ?? []))];
  return checkInvariants({ summary: added(summaries), gpuLibraries: libraries });
}

type Counted = Parameters<typeof checkInvariants>[0]['summary'];

function added(summaries: readonly RunSummary[]): Counted {
  const sum = (figure: (summary: RunSummary) => number): number =>
    summaries.reduce((total, summary) => total + figure(summary), 0);
  const read = sum(({ stages }) => stages.ocr?.jobs ?? 0);
  const [ocr] = summaries.flatMap(({ stages }) => stages.ocr ?? []);
  return {
    jobs: {
      succeeded: sum(({ jobs }) => jobs.succeeded),
      failed: sum(({ jobs }) => jobs.failed),
      unfinished: sum(({ jobs }) => jobs.unfinished),
    },
    stages: ocr === undefined ? {} : { ocr: { ...ocr, jobs: read } },
    jobs_missing_fields: sum(({ jobs_missing_fields }) => jobs_missing_fields),
  };
}
