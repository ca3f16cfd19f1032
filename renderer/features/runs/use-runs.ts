/**
 * All runs that fit a search, newest first. The first page is there at once and the rest follows, so that a list of thousands
 * can be sorted as a whole; it is read again when runs came, went or changed.
 */
import { useEffect, useState } from 'react';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { keepEqual } from '../../app/keep-equal.ts';
import { ask, useAppEvent } from '../../ui/bridge.ts';
import { usePoll } from '../run-detail/use-gentle-refresh.ts';

const FIRST_PAGE = 200;
const NEXT_PAGES = 2000;

export interface RunsFound {
  /** Null before the first answer. */
  readonly runs: readonly RunListItem[] | null;
  /** What was searched for when these were found. */
  readonly search: string;
  readonly error: BenchError | null;
}

export function useRuns(search: string): RunsFound & { refresh(): void } {
  const [found, setFound] = useState<RunsFound>({ runs: null, search: '', error: null });
  const [turn, setTurn] = useState(0);
  const refresh = (): void => setTurn((last) => last + 1);
  useAppEvent((event) => {
    if (event.event === 'runs_changed') refresh();
  });
  // The command line works with the same database, and tells nothing.
  usePoll(true, refresh);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the turn asks again.
  useEffect(() => {
    let current = true;
    const read = async (): Promise<void> => {
      const runs: RunListItem[] = [];
      // A page may be shorter than asked for (runs that wait for their end are left out), but not by half.
      for (let offset = 0, limit = FIRST_PAGE; current; offset += limit, limit = NEXT_PAGES) {
        const page = await ask('runs.list', { search, limit, offset });
        if (!current) return;
        runs.push(...page);
        if (offset === 0 || page.length > 0) setFound((known) => keepEqual(known, { runs: [...runs], search, error: null }));
        if (page.length < limit / 2) return;
      }
    };
    read().catch((thrown: unknown) => current && setFound({ runs: null, search, error: BenchError.wrap(thrown) }));
    return () => {
      current = false;
    };
  }, [search, turn]);
  return { ...found, refresh };
}
