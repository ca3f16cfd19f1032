import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import { boundingRanks, percentile } from './percentile.ts';

const sorted = (values: readonly number[]) => Float64Array.from(values).sort();

test('is one of the values, and the smallest that enough do not exceed', () => {
  const values = sorted([5, 1, 4, 2, 3]);
  expect(percentile(values, 0.5)).toMatchObject({ value: 3 });
  expect(percentile(values, 0.99)).toEqual({ value: 5, is_bound: true, low: expect.any(Number), high: null });
  expect(percentile(new Float64Array(), 0.5)).toBeNull();
});

test('250 values do not bound the 99th percentile from above, and 368 are the fewest that do', () => {
  expect(boundingRanks(250, 0.99).above).toBeNull();
  expect(boundingRanks(367, 0.99).above).toBeNull();
  expect(boundingRanks(368, 0.99).above).toBe(368);
});

test('the ranks of a median of ten are those of the books', () => {
  // Conover, Practical Nonparametric Statistics, table A3: P(2 ≤ rank ≤ 9) = 0.979 for n = 10.
  expect(boundingRanks(10, 0.5)).toEqual({ below: 2, above: 9 });
});

test('the interval holds the value, and the larger the sample the narrower its ranks', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 400 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (values, q) => {
        const found = percentile(sorted(values), q);
        expect(found).not.toBeNull();
        if (found === null) return;
        expect(values).toContain(found.value);
        if (found.low !== null) expect(found.low).toBeLessThanOrEqual(found.value);
        if (found.high !== null) expect(found.high).toBeGreaterThanOrEqual(found.value);
      },
    ),
  );
  const share = (count: number) => {
    const { below, above } = boundingRanks(count, 0.5);
    return ((above ?? count) - (below ?? 0)) / count;
  };
  expect(share(1000)).toBeLessThan(share(100));
});

describe('covers the true quantile', () => {
  test.each([
    [0.5, 30],
    [0.5, 250],
    [0.95, 100],
    [0.95, 250],
    [0.99, 500],
  ])('%f of %i skewed values, in at least 94 of 100 samples', (q, count) => {
    const random = xoroshiro128plus(7);
    const truth = -Math.log(1 - q);
    let covered = 0;
    const samples = 2000;
    for (let sample = 0; sample < samples; sample += 1) {
      const values = Float64Array.from({ length: count }, () => -Math.log(1 - uniformFloat64(random))).sort();
      const found = percentile(values, q);
      const isCovered =
        found !== null && (found.low === null || found.low <= truth) && (found.high === null || truth <= found.high);
      if (isCovered) covered += 1;
    }
    expect(covered / samples).toBeGreaterThanOrEqual(0.94);
  });
});
