/** Asks for the runs of the command palette: a few lists once, and a search each time the typing pauses. */
import { useMemo } from 'react';
import type { RunListItem } from '../../pipeline/contract/run.ts';
import { type Answered, useAsk } from '../ui/bridge.ts';
import { useQuiet } from '../ui/use-quiet.ts';
import { mergedRuns } from './palette-runs.ts';

const NEWEST = 200;
const MOST_UNFINISHED = 20;
const MOST_SEARCHED = 50;
/** As the call takes it. */
const LONGEST_SEARCH = 200;
const QUIET_MS = 150;

export function usePaletteRuns(typed: string): readonly RunListItem[] {
  const search = useQuiet(typed.trim().slice(0, LONGEST_SEARCH), QUIET_MS);
  const newest = hereOf(useAsk('runs.list', { search: '', limit: NEWEST, offset: 0 }));
  const pinned = hereOf(useAsk('runs.list', { search: '', limit: 1, offset: 0, only: 'pinned' }));
  const unfinished = hereOf(useAsk('runs.list', { search: '', limit: MOST_UNFINISHED, offset: 0, only: 'unfinished' }));
  const searched = hereOf(useAsk('runs.list', { search, limit: MOST_SEARCHED, offset: 0 }));
  return useMemo(() => mergedRuns(newest, pinned, unfinished, searched), [newest, pinned, unfinished, searched]);
}

const none: readonly RunListItem[] = [];
/** Without them there is still everything else. */
const hereOf = (answer: Answered<readonly RunListItem[]>): readonly RunListItem[] =>
  answer.state === 'here' ? answer.value : none;
