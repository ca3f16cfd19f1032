/** Light, dark, or as the system: the person's wish, which the app keeps. */
import { useSyncExternalStore } from 'react';
import type { Theme } from '../../pipeline/contract/app-calls.ts';
import { ask } from '../ui/bridge.ts';

let wish: Theme = 'system';
const listeners = new Set<() => void>();
const set = (theme: Theme): void => {
  wish = theme;
  for (const listener of listeners) listener();
};

export const themeWish = {
  /** As the app kept it. */
  async begin(): Promise<void> {
    const about = await ask('about', {}).catch(() => null);
    if (about !== null) set(about.theme);
  },
  async choose(theme: Theme): Promise<void> {
    set(theme);
    await ask('setTheme', { theme });
  },
};

export const useThemeWish = (): Theme =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wish,
  );
