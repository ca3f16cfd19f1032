import { expect, test } from 'vitest';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { resolveCapacityOf, runOptions } from './capacity-of.ts';

const run = (id: string, changes: Partial<RunListItem> = {}): RunListItem => ({
  id,
  kind: 'run',
  state: 'completed',
  name: `run ${id}`,
  tags: [],
  notes: '',
  pinned: false,
  created_at: '2026-11-20T09:30:00.000Z',
  ended_at: null,
  owner: null,
  warnings: [],
  summary: null,
  ...changes,
});

test('without a run the latest that completed is meant, and of a comparison its first side', () => {
  expect(resolveCapacityOf(null, [run('new', { state: 'running' }), run('done'), run('old')])).toEqual({
    runs: ['done'],
    side: null,
  });
  expect(resolveCapacityOf(null, [run('both', { kind: 'compare' })])).toEqual({ runs: ['both'], side: 'a' });
  expect(resolveCapacityOf(null, [run('new', { state: 'failed' })])).toBeNull();
});

test('a comparison that was named without a side is looked at by its first', () => {
  const runs = [run('both', { kind: 'compare' })];
  expect(resolveCapacityOf({ runs: ['both'], side: null }, runs)).toEqual({ runs: ['both'], side: 'a' });
  expect(resolveCapacityOf({ runs: ['both'], side: 'b' }, runs)).toEqual({ runs: ['both'], side: 'b' });
});

test('what was named stays, whether it is in the list or not', () => {
  expect(resolveCapacityOf({ runs: ['x', 'y'], side: null }, [run('x')])).toEqual({ runs: ['x', 'y'], side: null });
  expect(runOptions({ runs: ['x', 'y'], side: null }, [run('x')])[0]).toEqual({ key: 'x,y', label: '2 runs together' });
});

test('a run that goes on is not offered', () => {
  expect(runOptions({ runs: ['old'], side: null }, [run('new', { state: 'running' }), run('old')]).map(({ key }) => key)).toEqual(
    ['old'],
  );
});
