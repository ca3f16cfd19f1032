/**
 * A newcomer's first steps, in order: what each is good for, where it is done, and whether it was. Pure. What a run leaves in the
 * database is read there; what is only looked at is remembered (`Guide.opened`).
 */
import type { Guide } from '../../../pipeline/contract/app-calls.ts';
import type { RunKind, RunListItem } from '../../../pipeline/contract/run.ts';
import type { Route } from '../../ui/route.ts';

export interface GuideStep {
  readonly id: 'measure' | 'flame' | 'compare' | 'capacity' | 'load' | 'decision';
  readonly title: string;
  readonly why: string;
  /** On the button that leads there. */
  readonly begin: string;
  readonly to: Route;
  readonly isDone: boolean;
}

type GuideRun = Pick<RunListItem, 'id' | 'kind' | 'state' | 'summary'>;

/** The newest plain run that measured a document; the list is newest first. */
export const latestMeasured = (runs: readonly GuideRun[]): GuideRun | null =>
  runs.find(({ kind, summary }) => kind === 'run' && (summary?.jobs.succeeded ?? 0) > 0) ?? null;

const hasCompleted = (runs: readonly GuideRun[], wanted: RunKind): boolean =>
  runs.some(({ kind, state }) => kind === wanted && state === 'completed');

export function guideSteps(runs: readonly GuideRun[], { opened }: Pick<Guide, 'opened'>): readonly GuideStep[] {
  const measured = latestMeasured(runs);
  return [
    {
      id: 'measure',
      title: 'Measure',
      why: '10 sample documents: what one costs here is what every other figure rests on.',
      begin: 'Measure now',
      to: { screen: 'run' },
      isDone: measured !== null,
    },
    {
      id: 'flame',
      title: 'Flame chart',
      why: 'Where the time went: each stage of each document on one axis.',
      begin: 'See where time went',
      to: measured === null ? { screen: 'runs' } : { screen: 'run-detail', run: measured.id, tab: 'flame' },
      isDone: opened.includes('flame'),
    },
    {
      id: 'compare',
      title: 'Compare',
      why: 'Whether a setting saves more than the noise of the machine.',
      begin: 'Compare a setting',
      to: { screen: 'compare' },
      isDone: hasCompleted(runs, 'compare'),
    },
    {
      id: 'capacity',
      title: 'Capacity',
      why: 'How many documents a day the budget carries, and how sure that is.',
      begin: 'Project a month',
      to: { screen: 'capacity', of: null },
      isDone: opened.includes('capacity'),
    },
    {
      id: 'load',
      title: 'Load test',
      why: 'What gives way first when many upload at once, and at which rate.',
      begin: 'Set up a load test',
      to: { screen: 'load', run: null },
      isDone: hasCompleted(runs, 'load'),
    },
    {
      id: 'decision',
      title: 'Decision',
      why: 'GO, ADJUST or NO-GO by both policies, and what would change it.',
      begin: 'Read the decision',
      to: { screen: 'decision', of: null },
      isDone: opened.includes('decision'),
    },
  ];
}

/** What counts as looked at on that screen; null where the database tells, or there is nothing to see yet. */
export function openedBy(route: Route, runs: readonly GuideRun[]): Guide['opened'][number] | null {
  if (latestMeasured(runs) === null) return null;
  if (route.screen === 'run-detail') return route.tab === 'flame' ? 'flame' : null;
  return route.screen === 'capacity' || route.screen === 'decision' ? route.screen : null;
}
