/** The load test to come, for the components of the Load test screen. */
import { useSyncExternalStore } from 'react';
import { liveRuns } from '../../app/live-run.tsx';
import { ask } from '../../ui/bridge.ts';
import { runDraft } from '../run/use-run-draft.ts';
import type { LoadDraft } from './load-draft.ts';
import { LoadDraftStore } from './load-draft-store.ts';

export const loadDraft = new LoadDraftStore(ask, liveRuns, runDraft.get);

export const useLoadDraft = (): LoadDraft => useSyncExternalStore(loadDraft.subscribe, loadDraft.get);
