/** What lies over the screens: the command palette or the keyboard map, one at a time, and the help beside them. */
import { useSyncExternalStore } from 'react';

export type Dialogue = 'palette' | 'keys';

interface Overlays {
  readonly dialogue: Dialogue | null;
  readonly isHelpOpen: boolean;
}

let now: Overlays = { dialogue: null, isHelpOpen: false };
const listeners = new Set<() => void>();
const set = (change: Partial<Overlays>): void => {
  now = { ...now, ...change };
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const overlays = {
  show: (dialogue: Dialogue): void => set({ dialogue }),
  close: (): void => set({ dialogue: null }),
  openHelp: (): void => set({ isHelpOpen: true }),
  closeHelp: (): void => set({ isHelpOpen: false }),
  toggleHelp: (): void => set({ isHelpOpen: !now.isHelpOpen }),
};

export const useOverlays = (): Overlays => useSyncExternalStore(subscribe, () => now);
