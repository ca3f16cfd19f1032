/** The comparison to come, for the components of the Compare screen. */
import { useSyncExternalStore } from 'react';
import { liveRuns } from '../../app/live-run.tsx';
import { ask } from '../../ui/bridge.ts';
import { runDraft } from '../run/use-run-draft.ts';
import type { CompareDraft } from './compare-draft.ts';
import { CompareDraftStore } from './compare-draft-store.ts';

export const compareDraft = new CompareDraftStore(ask, liveRuns, runDraft.get);

export const useCompareDraft = (): CompareDraft => useSyncExternalStore(compareDraft.subscribe, compareDraft.get);
