import { expect, test } from 'vitest';
import { sinaOffsets } from './sina.ts';

const widest = (offsets: readonly number[]): number => Math.max(...offsets.map(Math.abs));

test('offsets stay within the strip, and neighbours stand apart', () => {
  const offsets = sinaOffsets(Array.from({ length: 200 }, (_, at) => at));
  expect(widest(offsets)).toBeLessThanOrEqual(0.5);
  for (const [at, offset] of offsets.slice(1).entries()) expect(Math.abs(offset - offsets[at]!)).toBeGreaterThan(0.1);
});

test('where points are thin the strip is thin', () => {
  const dense = Array.from({ length: 100 }, (_, at) => at / 100);
  const thin = Array.from({ length: 40 }, (_, at) => 2 + at);
  const offsets = sinaOffsets([...dense, ...thin]);
  expect(widest(offsets.slice(20, 80))).toBeGreaterThan(5 * widest(offsets.slice(120)));
});

test('few points, and equal ones, use the whole strip; the same points stand in the same places', () => {
  expect(widest(sinaOffsets([1, 2, 50]))).toBeGreaterThan(0.2);
  const equal = Array.from({ length: 100 }, () => 1);
  expect(widest(sinaOffsets(equal))).toBeGreaterThan(0.4);
  expect(sinaOffsets(equal)).toEqual(sinaOffsets(equal));
  expect(sinaOffsets([])).toEqual([]);
});
