/** The run at hand, as the app tells it, for every screen. */
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import { ask, useAppEvent } from '../ui/bridge.ts';
import { LiveRunStore } from './live-run-store.ts';

/** One window, one run at a time, one store. */
export const liveRuns = new LiveRunStore();

/** All of it, new five times a second; null when no run was begun since the app started. */
export const useLiveRun = (): LiveRun | null => useSyncExternalStore(liveRuns.subscribe, liveRuns.get);

/**
 * A part of it, so that the component is drawn again only when that part changes.
 * @param select must return what the run holds, or a primitive: a new object each time would render for ever
 */
export const useLivePart = <Part,>(select: (live: LiveRun) => Part): Part | null =>
  useSyncExternalStore(liveRuns.subscribe, () => {
    const live = liveRuns.get();
    return live === null ? null : select(live);
  });

/** One run at a time, whichever kind: nothing else can begin meanwhile. */
export const useIsWorking = (): boolean => useLivePart(({ phase }) => phase !== 'ended') === true;

export const useIsResultAside = (): boolean => useSyncExternalStore(liveRuns.subscribe, liveRuns.isAside);

export function LiveRunProvider({ children }: { readonly children: ReactNode }) {
  useAppEvent((event) => {
    if (event.event === 'live') liveRuns.hear(event.live);
  });
  useEffect(() => {
    // A reload of the window meets a run that goes on; an event that came meanwhile is newer.
    void ask('run.live', {}).then(
      (found) => {
        if (found !== null && liveRuns.get() === null) liveRuns.hear(found);
      },
      () => undefined,
    );
  }, []);
  return children;
}
