/** Runs that are picked to be compared: two to four, in the order in which they were picked. Pure. */
import { type SideName, sideNames } from '../../../pipeline/contract/comparison.ts';
import type { Compared } from '../../../pipeline/contract/reader-calls.ts';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { plural } from '../../ui/format.ts';

export type PickedRuns = readonly RunListItem[];

const LEAST = 2;
const MOST = sideNames.length;

/** A comparison has its sides already; a run that goes on is not there to be compared yet. */
export const canBePicked = ({ kind, state }: RunListItem): boolean => kind === 'run' && state !== 'running';

/** Its side in the comparison; null when it is not picked. */
export const sideOfPicked = (picked: PickedRuns, { id }: RunListItem): SideName | null =>
  sideNames[picked.findIndex((run) => run.id === id)] ?? null;

export const isFull = (picked: PickedRuns): boolean => picked.length >= MOST;

/** Picks the run, or takes it back. */
export function togglePicked(picked: PickedRuns, run: RunListItem): PickedRuns {
  if (sideOfPicked(picked, run) !== null) return picked.filter(({ id }) => id !== run.id);
  return isFull(picked) || !canBePicked(run) ? picked : [...picked, run];
}

/**
 * Puts a run back among the picked where it was, unless others have taken its place.
 * @param before as they were picked when it was taken out
 */
export function restorePicked(picked: PickedRuns, run: RunListItem, before: PickedRuns): PickedRuns {
  const at = before.findIndex(({ id }) => id === run.id);
  if (at < 0 || isFull(picked) || sideOfPicked(picked, run) !== null) return picked;
  return picked.toSpliced(at, 0, run);
}

/** Null while there are too few. */
export const comparedOf = (picked: PickedRuns): Compared | null =>
  picked.length < LEAST ? null : { sides: picked.map(({ id }) => [id]) };

export const pickedSentence = (picked: PickedRuns): string =>
  picked.length < LEAST
    ? `${plural(picked.length, 'run')} picked as side a, the baseline: pick one to three others to compare it with.`
    : `${plural(picked.length, 'run')} picked; side a is the baseline.`;
