/** Has the plan been carried out? Looking while it runs, and stopping at a liking, would make chance a verdict. */
import type { ComparisonSamples } from './samples.ts';

export interface Completeness {
  readonly done: number;
  readonly planned: number;
  readonly complete: boolean;
}

const PASSES_PER_BLOCK = 2;

/** Runs that were made apart had no plan: what there is, is all. */
export function completenessOf({ design, blocks, sides, passes }: ComparisonSamples): Completeness {
  const done = passes.filter(({ jobs }) => jobs.length > 0 && jobs.every(({ state }) => state !== 'unfinished')).length;
  const planned = design === 'stored' ? passes.length : blocks * sides.length * PASSES_PER_BLOCK;
  return { done, planned, complete: design === 'stored' || done >= planned };
}
