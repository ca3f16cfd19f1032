import { expect, test } from 'vitest';
import { keepEqual } from './keep-equal.ts';

const known = {
  phase: 'running',
  jobs: { done: 3, total: 9 },
  workers: [
    { slot: 0, file: 'a' },
    { slot: 1, file: 'b' },
  ],
};

test('an equal snapshot is the known one', () => {
  expect(keepEqual(known, structuredClone(known))).toBe(known);
});

test('only the parts that changed are new', () => {
  const next = structuredClone(known);
  next.workers[1]!.file = 'c';
  const kept = keepEqual(known, next);
  expect(kept).toEqual(next);
  expect(kept.jobs).toBe(known.jobs);
  expect(kept.workers).not.toBe(known.workers);
  expect(kept.workers[0]).toBe(known.workers[0]);
});

test('what is longer, shorter or of another kind is taken as it comes', () => {
  expect(keepEqual([1, 2], [1, 2, 3])).toEqual([1, 2, 3]);
  expect(keepEqual([1, 2, 3], [1, 2])).toEqual([1, 2]);
  expect(keepEqual({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  expect(keepEqual({ a: 1 }, null)).toBeNull();
  expect(keepEqual(null, { a: 1 })).toEqual({ a: 1 });
  expect(keepEqual({ 0: 'x' }, ['x'])).toEqual(['x']);
});
