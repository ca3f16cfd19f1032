import { describe, expect, test } from 'vitest';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { guideSteps, latestMeasured, openedBy } from './guide-steps.ts';

const run = (kind: RunListItem['kind'], state: RunListItem['state'] = 'completed', succeeded = 10) => ({
  id: `00000000-0000-4000-8000-${kind.padStart(12, '0')}`,
  kind,
  state,
  summary: { jobs: { succeeded, failed: 0, unfinished: 0 } } as RunListItem['summary'],
});
const doneOf = (...of: Parameters<typeof guideSteps>) =>
  guideSteps(...of)
    .filter(({ isDone }) => isDone)
    .map(({ id }) => id);

describe('the first steps', () => {
  test('are all to be done on an empty database, whatever was looked at there', () => {
    expect(doneOf([], { opened: [] })).toEqual([]);
    expect(openedBy({ screen: 'capacity', of: null }, [])).toBeNull();
  });

  test('follow what is in the database', () => {
    expect(doneOf([run('run')], { opened: [] })).toEqual(['measure']);
    expect(doneOf([run('load'), run('compare'), run('run')], { opened: [] })).toEqual(['measure', 'compare', 'load']);
  });

  test('are not done by what measured nothing, or came to no end', () => {
    expect(doneOf([run('run', 'failed', 0), run('compare', 'cancelled'), run('load', 'interrupted')], { opened: [] })).toEqual(
      [],
    );
  });

  test('are done by a look where nothing is kept of it', () => {
    const runs = [run('run')];
    expect(openedBy({ screen: 'run-detail', run: runs[0]?.id ?? '', tab: 'flame' }, runs)).toBe('flame');
    expect(openedBy({ screen: 'run-detail', run: runs[0]?.id ?? '', tab: 'summary' }, runs)).toBeNull();
    expect(doneOf(runs, { opened: ['flame', 'decision'] })).toEqual(['measure', 'flame', 'decision']);
  });

  test('lead to the flame chart of the run that was measured last', () => {
    const later = { ...run('run'), id: '00000000-0000-4000-8000-000000000001' };
    expect(latestMeasured([run('compare'), later, run('run')])).toBe(later);
    expect(guideSteps([later], { opened: [] })[1]?.to).toEqual({ screen: 'run-detail', run: later.id, tab: 'flame' });
  });
});
