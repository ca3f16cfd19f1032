/**
 * Where in the app one is: the part of the address behind `#`, so that a reload and the history buttons work.
 *
 *     #/runs/<run>/flame                  a run, and the part of it
 *     #/comparison/<run>/<tab>            a run that was made as a comparison
 *     #/comparison/<run>,<run>+<run>      runs made apart: `,` between the runs of a side, `+` between the sides
 *     #/load/<run>                        a load test; without one, to make one
 *     #/capacity/<run>,<run>              runs of one choice of settings; without any the latest. So with `#/decision`
 *     #/capacity/<run>/b                  one side of a comparison
 */
import { useMemo, useSyncExternalStore } from 'react';
import { type CapacityOf, capacityOfSchema } from '../../pipeline/contract/capacity.ts';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import { type Compared, comparedSchema } from '../../pipeline/contract/reader-calls.ts';

export type RunTab = 'summary' | 'documents' | 'flame' | 'settings';
const runTabs: readonly RunTab[] = ['summary', 'documents', 'flame', 'settings'];

export type Route =
  | { readonly screen: 'run' }
  | { readonly screen: 'runs' }
  | { readonly screen: 'run-detail'; readonly run: string; readonly tab: RunTab }
  | { readonly screen: 'document'; readonly run: string; readonly job: string }
  | { readonly screen: 'compare' }
  /** `run`: a load test that was made; null to make one. */
  | { readonly screen: 'load'; readonly run: string | null }
  /** `tab`: which part of the comparison; null for the first. */
  | { readonly screen: 'comparison'; readonly of: Compared; readonly tab: string | null }
  /** `of`: null for the latest run that has completed. */
  | { readonly screen: 'capacity' | 'decision'; readonly of: CapacityOf | null }
  | { readonly screen: 'export' }
  | { readonly screen: 'environment' };

export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'run-detail':
      return `#/runs/${route.run}/${route.tab}`;
    case 'document':
      return `#/runs/${route.run}/documents/${route.job}`;
    case 'load':
      return `#/load${route.run === null ? '' : `/${route.run}`}`;
    case 'comparison':
      return `#/comparison/${wordOf(route.of)}${route.tab === null ? '' : `/${route.tab}`}`;
    case 'capacity':
    case 'decision':
      return `#/${route.screen}${route.of === null ? '' : `/${capacityWordOf(route.of)}`}`;
    default:
      return `#/${route.screen}`;
  }
}

export function parseRoute(hash: string): Route {
  const [, screen, what, tab, job] = hash.split('/');
  switch (screen) {
    case 'environment':
    case 'export':
    case 'compare':
      return { screen };
    case 'load':
      return { screen, run: what === undefined || what === '' ? null : what };
    case 'comparison': {
      const of = parseCompared(what ?? '');
      return of === null ? { screen: 'compare' } : { screen, of, tab: tab === undefined || tab === '' ? null : tab };
    }
    case 'capacity':
    case 'decision':
      return { screen, of: parseCapacityOf(what ?? '', tab ?? '') };
    case 'runs':
      if (what === undefined || what === '') return { screen };
      if (tab === 'documents' && job !== undefined) return { screen: 'document', run: what, job };
      return { screen: 'run-detail', run: what, tab: runTabs.find((known) => known === tab) ?? 'summary' };
    default:
      return { screen: 'run' };
  }
}

const wordOf = (of: Compared): string => ('run' in of ? of.run : of.sides.map((runs) => runs.join(',')).join('+'));

/** Null for what is no comparison: an address may be typed. */
function parseCompared(word: string): Compared | null {
  const sides = word.split('+').map((runs) => runs.split(','));
  const parsed = comparedSchema.safeParse(sides.length > 1 ? { sides } : { run: word });
  return parsed.data ?? null;
}

const capacityWordOf = ({ runs, side }: CapacityOf): string => `${runs.join(',')}${side === null ? '' : `/${side}`}`;

/** Null for what names no runs; a side that there is not is left out. */
function parseCapacityOf(runs: string, side: string): CapacityOf | null {
  const parse = (wanted: string | null) => capacityOfSchema.safeParse({ runs: runs.split(','), side: wanted }).data ?? null;
  return parse(side) ?? parse(null);
}

/** Where a run of that kind is set up and watched. */
export const routeOfKind = (kind: LiveRun['kind']): Route => (kind === 'load' ? { screen: 'load', run: null } : { screen: kind });

/** Where its result stands; where none was kept, the screen where it was made. */
export function routeOfResult({ kind, run }: { readonly kind: LiveRun['kind'] | 'push'; readonly run: string | null }): Route {
  if (kind === 'push') return { screen: 'export' };
  if (run === null) return routeOfKind(kind);
  if (kind === 'load') return { screen: 'load', run };
  return kind === 'compare' ? { screen: 'comparison', of: { run }, tab: null } : { screen: 'run-detail', run, tab: 'summary' };
}

export const go = (route: Route): void => {
  window.location.hash = hrefOf(route);
};

const listen = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** The same object as long as the address is the same. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}
