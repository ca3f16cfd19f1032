import { expect, it } from 'vitest';
import { BenchError } from '../contract/errors.ts';
import type { Slices } from '../simulate/slices.ts';
import { inTurns } from './turns.ts';

function* counted(slices: number, done: number[]): Slices<string> {
  for (let slice = 1; slice <= slices; slice += 1) {
    done.push(slice);
    yield;
  }
  return 'done';
}

it('lets others have their turn after each slice, and gives what the last one came to', async () => {
  const done: number[] = [];
  const seen: number[] = [];
  let isOver = false;
  const work = inTurns(counted(5, done), 5, { signal: new AbortController().signal, progress: () => undefined });
  const other = (): void => {
    seen.push(done.length);
    if (!isOver) setImmediate(other);
  };
  setImmediate(other);
  expect(await work).toBe('done');
  isOver = true;
  expect(new Set(seen)).toEqual(new Set([1, 2, 3, 4, 5]));
});

it('ends with the next slice when nobody wants it any more', async () => {
  const done: number[] = [];
  const stop = new AbortController();
  const work = inTurns(counted(1000, done), 1000, {
    signal: stop.signal,
    progress: (slices) => {
      if (slices === 20) stop.abort(new BenchError('call.cancelled'));
    },
  });
  await expect(work).rejects.toMatchObject({ code: 'call.cancelled' });
  expect(done).toHaveLength(20);
});

it('tells its progress a hundred times at most', async () => {
  const told: [number, number][] = [];
  const context = {
    signal: new AbortController().signal,
    progress: (done: number, total: number) => void told.push([done, total]),
  };
  await inTurns(counted(1000, []), 1000, context);
  expect(told).toHaveLength(100);
  expect(told.at(-1)).toEqual([1000, 1000]);
});
