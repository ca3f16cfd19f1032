import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { testStore } from './testing/folders.ts';
import { owner, sampleRun, startedRun } from './testing/samples.ts';

function twoRuns() {
  const { store } = testStore(onTestFinished);
  const runs = [sampleRun({ name: 'one', tags: ['old'] }), sampleRun({ name: 'two', notes: 'kept' })] as const;
  for (const run of runs) store.createRun(run, [], []);
  const [one, two] = [runs[0].id, runs[1].id];
  return { store, one, two };
}

test('only what is named is changed, of that run alone, and a tag is kept once in its first place', () => {
  const { store, one, two } = twoRuns();
  const other = store.readRun(one);
  const before = store.readRun(two);
  store.editRun(two, { name: 'second', tags: ['b', 'a', 'b', 'B'] });
  expect(store.readRun(two)).toEqual({ ...before, name: 'second', tags: ['b', 'a', 'B'] });
  store.editRun(two, { notes: '', tags: [] });
  expect(store.readRun(two)).toEqual({ ...before, name: 'second', tags: [], notes: '' });
  store.editRun(two, {});
  expect(store.readRun(one)).toEqual(other);
});

test('there is one baseline: pinning a run unpins the others, and changing anything else does not', () => {
  const { store, one, two } = twoRuns();
  const pinned = () => [one, two].map((id) => store.readRun(id).pinned);
  store.editRun(one, { pinned: true });
  store.editRun(two, { pinned: true });
  expect(pinned()).toEqual([false, true]);
  store.editRun(one, { name: 'other', pinned: false });
  expect(pinned()).toEqual([false, true]);
  store.editRun(two, { pinned: false });
  expect(pinned()).toEqual([false, false]);
});

test('a run that is not there is not changed, and the baseline stays where it was', () => {
  const { store, one } = twoRuns();
  store.editRun(one, { pinned: true });
  const unknown = randomUUID();
  expect(() => store.editRun(unknown, { pinned: true })).toThrow(
    expect.objectContaining({ code: 'run.not_found', details: { run: unknown } }),
  );
  expect(store.readRun(one).pinned).toBe(true);
});

test('a run that is worked on may be changed, and goes on', () => {
  const { store } = testStore(onTestFinished);
  const { run } = startedRun(store, 1, sampleRun({ owner }));
  store.editRun(run.id, { name: 'while it runs' });
  expect(store.readRun(run.id)).toMatchObject({ name: 'while it runs', state: 'running', owner });
});
