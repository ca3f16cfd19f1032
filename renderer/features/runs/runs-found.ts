/**
 * The list of runs as it becomes known, page by page. Pure. Holds: what is known of a search never shrinks to a part of it, and
 * a reading that failed takes nothing away.
 */
import type { BenchError } from '../../../pipeline/contract/errors.ts';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { keepEqual } from '../../app/keep-equal.ts';

const FIRST_PAGE = 200;
const NEXT_PAGES = 2000;

export interface RunsFound {
  /** Null before the first answer. */
  readonly runs: readonly RunListItem[] | null;
  /** What was searched for when these were found. */
  readonly search: string;
  /** Whether these are all that fit, and not only the newest. */
  readonly isComplete: boolean;
  /** Why the last reading failed; null when it did not. */
  readonly error: BenchError | null;
}

export const nothingFound: RunsFound = { runs: null, search: '', isComplete: false, error: null };

/** All runs read so far, after each page; a run that slid to the next page meanwhile comes once. */
export async function* runsSoFar(
  page: (limit: number, offset: number) => Promise<readonly RunListItem[]>,
): AsyncGenerator<readonly RunListItem[], void> {
  const known = new Map<string, RunListItem>();
  // A page may be shorter than asked for (runs that wait for their end are left out), but not by half.
  for (let offset = 0, limit = FIRST_PAGE; ; offset += limit, limit = NEXT_PAGES) {
    const runs = await page(limit, offset);
    for (const run of runs) known.set(run.id, run);
    yield [...known.values()];
    if (runs.length < limit / 2) return;
  }
}

/** The newest of a search that is read for the first time; of one that is read again all is known already. */
export const withPart = (known: RunsFound, search: string, runs: readonly RunListItem[]): RunsFound =>
  known.search === search && known.isComplete ? known : { runs, search, isComplete: false, error: null };

export const withAll = (known: RunsFound, search: string, runs: readonly RunListItem[]): RunsFound =>
  keepEqual<RunsFound>(known, { runs, search, isComplete: true, error: null });

export const withError = (known: RunsFound, error: BenchError): RunsFound => ({ ...known, error });
