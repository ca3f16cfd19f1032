import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { newJobId } from './ids.ts';

test('job ids are UUIDs of version 7, all different, in the order they were made', () => {
  const ids = Array.from({ length: 50_000 }, newJobId);
  expect(z.uuidv7().safeParse(ids[0]).success).toBe(true);
  expect(z.uuidv7().safeParse(ids.at(-1)).success).toBe(true);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});

test('a clock that is set back does not disturb the order', () => {
  const before = newJobId();
  vi.useFakeTimers({ now: Date.now() - 3_600_000 });
  try {
    expect(newJobId() > before).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});
