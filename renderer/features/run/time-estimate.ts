/**
 * How long a run will take, from what a document took in an earlier one.
 */
import type { Estimate } from '../../../pipeline/contract/reader-calls.ts';
import type { Seconds } from '../../../pipeline/contract/units.ts';

export interface PlannedWork {
  readonly documents: number;
  readonly workers: number;
  /** Of this machine. */
  readonly cores: number;
}

/**
 * Documents go through in rounds of as many as work at once; more workers than cores wait for each other. The start of the
 * workers is not in it.
 */
export function expectedSeconds({ wall_seconds_per_document }: Estimate, { documents, workers, cores }: PlannedWork): Seconds {
  const atOnce = Math.max(1, Math.min(workers, cores));
  return Math.ceil(documents / atOnce) * wall_seconds_per_document;
}

/** How often each document is measured: `once`, `2 times`, `2 or 3 times`. */
export function timesEach(found: number, wanted: number): string {
  const least = Math.floor(wanted / found);
  if (wanted % found !== 0) return `${least} or ${least + 1} times`;
  return least === 1 ? 'once' : `${least} times`;
}
