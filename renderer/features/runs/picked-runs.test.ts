import { expect, test } from 'vitest';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { comparedOf, type PickedRuns, restorePicked, sideOfPicked, togglePicked } from './picked-runs.ts';

const run = (id: string, changes: Partial<RunListItem> = {}): RunListItem => ({
  ...{ id, kind: 'run', state: 'completed', name: id, tags: [], notes: '', pinned: false },
  ...{ created_at: '2026-01-01T00:00:00.000Z', ended_at: null, owner: null, warnings: [], summary: null },
  ...changes,
});
const pick = (...runs: RunListItem[]): PickedRuns => runs.reduce<PickedRuns>(togglePicked, []);
const [one, two, three] = [run('one'), run('two'), run('three')] as const;

test('runs are sides in the order in which they were picked', () => {
  const picked = pick(two, one);
  expect(comparedOf(picked)).toEqual({ sides: [['two'], ['one']] });
  expect([one, two, three].map((each) => sideOfPicked(picked, each))).toEqual(['b', 'a', null]);
});

test('a run that is picked again is taken back, and those after it move up', () => {
  expect(comparedOf(pick(one, two, three, one))).toEqual({ sides: [['two'], ['three']] });
});

test('one run is no comparison, and a fifth has no side', () => {
  expect(comparedOf(pick(one))).toBeNull();
  const five = ['1', '2', '3', '4', '5'].map((id) => run(id));
  expect(pick(...five).map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
});

test('comparisons, and runs that go on, cannot be picked', () => {
  expect(pick(run('compare', { kind: 'compare' }), run('on', { state: 'running' }), one)).toEqual([one]);
});

test('a run that was read anew is still the one that was picked', () => {
  expect(pick(one, two, run('one', { name: 'renamed' }))).toEqual([two]);
});

test('a deleted run that is brought back is picked where it was', () => {
  const before = pick(one, two, three);
  const after = pick(one, three);
  expect(restorePicked(after, two, before)).toEqual([one, two, three]);
  expect(restorePicked(before, two, before)).toBe(before);
  expect(restorePicked(after, two, after)).toBe(after);
  const full = pick(...['1', '2', '3', '4'].map((id) => run(id)));
  expect(restorePicked(full, two, before)).toBe(full);
});
