import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { PendingDeletes, UNDO_SECONDS } from './pending-deletes.ts';

beforeEach(() => void vi.useFakeTimers());

/** Each removal ends when the test says so. */
function pending() {
  onTestFinished(() => void vi.useRealTimers());
  const removals: { run: string; end(): void }[] = [];
  const remove = (run: string) => new Promise<void>((resolve) => removals.push({ run, end: resolve }));
  const deletes = new PendingDeletes(remove, { set: setTimeout, clear: (timer) => clearTimeout(timer as NodeJS.Timeout) });
  const removed = () => removals.map(({ run }) => run);
  return { deletes, removals, removed };
}

test('a run is hidden at once, removed when its time has come, and hidden until it is gone', async () => {
  const { deletes, removals, removed } = pending();
  deletes.add('one');
  await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000 - 1);
  expect([deletes.has('one'), deletes.has('two'), removed()]).toEqual([true, false, []]);
  await vi.advanceTimersByTimeAsync(1);
  expect([deletes.has('one'), removed()]).toEqual([true, ['one']]);
  removals[0]?.end();
  await vi.runAllTimersAsync();
  expect([deletes.has('one'), removed()]).toEqual([false, ['one']]);
});

test('a run that is brought back is not removed, and its time begins anew when it is deleted again', async () => {
  const { deletes, removed } = pending();
  deletes.add('one');
  deletes.add('one');
  await vi.advanceTimersByTimeAsync(6000);
  deletes.undo('one');
  deletes.undo('never deleted');
  expect(deletes.has('one')).toBe(false);
  deletes.add('one');
  await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000 - 1000);
  expect([deletes.has('one'), removed()]).toEqual([true, []]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(removed()).toEqual(['one']);
});

test('deleting twice does not put the moment off', async () => {
  const { deletes, removed } = pending();
  deletes.add('one');
  await vi.advanceTimersByTimeAsync(6000);
  deletes.add('one');
  await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000 - 6000);
  expect(removed()).toEqual(['one']);
});

test('what waits when the app quits is removed at once and once, and quitting waits for it', async () => {
  const { deletes, removals, removed } = pending();
  deletes.add('being removed');
  await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000);
  deletes.add('waiting');
  let flushed = false;
  const flushing = deletes.flush().then(() => {
    flushed = true;
  });
  await vi.runAllTimersAsync();
  expect([removed(), flushed]).toEqual([['being removed', 'waiting'], false]);
  for (const { end } of removals) end();
  await flushing;
  expect([deletes.has('waiting'), removed()]).toEqual([false, ['being removed', 'waiting']]);
});

test('a run that is being removed cannot be brought back any more', async () => {
  const { deletes, removals } = pending();
  deletes.add('one');
  await vi.advanceTimersByTimeAsync(UNDO_SECONDS * 1000);
  deletes.undo('one');
  expect(deletes.has('one')).toBe(true);
  removals[0]?.end();
  await vi.runAllTimersAsync();
  expect(deletes.has('one')).toBe(false);
});
