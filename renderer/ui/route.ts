/**
 * Where in the app one is: the part of the address behind `#`, so that a reload and the history buttons work.
 */
import { useSyncExternalStore } from 'react';

export type RunTab = 'summary' | 'documents' | 'flame' | 'settings';
const runTabs: readonly RunTab[] = ['summary', 'documents', 'flame', 'settings'];

export type Route =
  | { readonly screen: 'run' }
  | { readonly screen: 'runs' }
  | { readonly screen: 'run-detail'; readonly run: string; readonly tab: RunTab }
  | { readonly screen: 'document'; readonly run: string; readonly job: string }
  | { readonly screen: 'environment' };

export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'run-detail':
      return `#/runs/${route.run}/${route.tab}`;
    case 'document':
      return `#/runs/${route.run}/documents/${route.job}`;
    default:
      return `#/${route.screen}`;
  }
}

export function parseRoute(hash: string): Route {
  const [, screen, run, tab, job] = hash.split('/');
  if (screen === 'environment') return { screen };
  if (screen !== 'runs') return { screen: 'run' };
  if (run === undefined || run === '') return { screen: 'runs' };
  if (tab === 'documents' && job !== undefined) return { screen: 'document', run, job };
  return { screen: 'run-detail', run, tab: runTabs.find((known) => known === tab) ?? 'summary' };
}

export const go = (route: Route): void => {
  window.location.hash = hrefOf(route);
};

const listen = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

export const useRoute = (): Route => parseRoute(useSyncExternalStore(listen, () => window.location.hash));
