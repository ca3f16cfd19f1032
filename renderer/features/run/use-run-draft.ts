/** The run to come, for the components of the Run screen and for the window, which hears of opened documents first. */
import { useSyncExternalStore } from 'react';
import { liveRuns } from '../../app/live-run.tsx';
import { ask } from '../../ui/bridge.ts';
import type { RunDraft } from './run-draft.ts';
import { RunDraftStore } from './run-draft-store.ts';

export const runDraft = new RunDraftStore(ask, liveRuns);

export const useRunDraft = (): RunDraft => useSyncExternalStore(runDraft.subscribe, runDraft.get);
