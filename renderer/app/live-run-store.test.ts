import { expect, test, vi } from 'vitest';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import { LiveRunStore } from './live-run-store.ts';

const live = (changes: Partial<LiveRun>): LiveRun => ({
  phase: 'running',
  run_id: null,
  name: '',
  kind: 'run',
  pass: null,
  prepared: { done: 0, total: 0 },
  jobs: { total: 3, finished_before: 0, succeeded: 0, failed: 0 },
  workers: [],
  stages: {},
  cpu_seconds: 0,
  wall_seconds: 0,
  elapsed_seconds: 0,
  remaining_seconds: null,
  signals: [],
  recent: [],
  failures: [],
  outcome: null,
  error: null,
  ...changes,
});

test('parts that did not change stay the same objects', () => {
  const store = new LiveRunStore();
  store.hear(live({ elapsed_seconds: 1 }));
  const jobs = store.get()?.jobs;
  store.hear(live({ elapsed_seconds: 2 }));
  expect(store.get()?.elapsed_seconds).toBe(2);
  expect(store.get()?.jobs).toBe(jobs);
});

test('a result is put aside, and a running run is not', () => {
  const store = new LiveRunStore();
  store.hear(live({ elapsed_seconds: 1 }));
  store.putAside();
  expect(store.isAside()).toBe(false);
  store.hear(live({ phase: 'ended', elapsed_seconds: 2 }));
  store.putAside();
  expect(store.isAside()).toBe(true);
});

test('the result of a deleted run is put aside, and of no other', () => {
  const store = new LiveRunStore();
  const run_id = '0b2f9a51-5c0d-4a55-9f59-6e2f1f1c3b7e';
  store.hear(live({ phase: 'ended', run_id }));
  store.forget('0b2f9a51-5c0d-4a55-9f59-6e2f1f1c3b7f');
  expect(store.isAside()).toBe(false);
  store.forget(run_id);
  expect(store.isAside()).toBe(true);
});

test('the next run is shown, even one that ended before it was ever seen to run', () => {
  const store = new LiveRunStore();
  store.hear(live({ phase: 'ended', elapsed_seconds: 20 }));
  store.putAside();
  store.hear(live({ phase: 'ended', elapsed_seconds: 20 }));
  expect(store.isAside()).toBe(true);
  store.hear(live({ phase: 'ended', elapsed_seconds: 0.1 }));
  expect(store.isAside()).toBe(false);
});

test('a run that was begun here is shown, even when it failed as fast as the last one', () => {
  const store = new LiveRunStore();
  store.hear(live({ phase: 'ended', elapsed_seconds: 0.1 }));
  store.putAside();
  store.begun(live({ phase: 'ended', elapsed_seconds: 0.2 }));
  expect(store.isAside()).toBe(false);
});

test('listeners are told until they stop listening', () => {
  const store = new LiveRunStore();
  const listener = vi.fn();
  const stop = store.subscribe(listener);
  store.hear(live({}));
  stop();
  store.hear(live({ elapsed_seconds: 1 }));
  expect(listener).toHaveBeenCalledTimes(1);
});

test('a resumed run keeps its name', () => {
  const store = new LiveRunStore();
  const run_id = '0b2f9a51-5c0d-4a55-9f59-6e2f1f1c3b7e';
  store.hear(live({ run_id, name: 'two workers', phase: 'ended' }));
  store.begun(live({ run_id, name: '' }));
  expect(store.get()?.name).toBe('two workers');
});

test('the result of a deleted run that is brought back is shown again, unless it was put aside before', () => {
  const store = new LiveRunStore();
  const run_id = '0b2f9a51-5c0d-4a55-9f59-6e2f1f1c3b7e';
  store.hear(live({ phase: 'ended', run_id }));
  const remember = store.forget(run_id);
  expect(store.isAside()).toBe(true);
  remember();
  expect(store.isAside()).toBe(false);

  store.putAside();
  store.forget(run_id)();
  expect(store.isAside()).toBe(true);
});

test('a run that came meanwhile keeps its place', () => {
  const store = new LiveRunStore();
  const run_id = '0b2f9a51-5c0d-4a55-9f59-6e2f1f1c3b7e';
  store.hear(live({ phase: 'ended', run_id }));
  const remember = store.forget(run_id);
  store.hear(live({ phase: 'ended', run_id: '0b2f9a51-5c0d-4a55-9f59-6e2f1f1c3b7f' }));
  store.putAside();
  remember();
  expect(store.isAside()).toBe(true);
});
