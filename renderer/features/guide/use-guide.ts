/** The first steps, for the window and the Run screen. */
import { useSyncExternalStore } from 'react';
import { ask } from '../../ui/bridge.ts';
import { GuideStore, type GuideView } from './guide-store.ts';

export const guideStore = new GuideStore(ask);

export const useGuide = (): GuideView => useSyncExternalStore(guideStore.subscribe, guideStore.get);
