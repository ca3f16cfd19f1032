import { expect, test } from 'vitest';
import { boxOf, cumulative, quantile, sortedOf, spreadOf } from './distribution.ts';

test('sorting leaves out what was not measured', () => {
  expect([...sortedOf([3, Number.NaN, 10, 1])]).toEqual([1, 3, 10]);
});

test('quantiles are those of R: quantile(c(1, 2, 4, 8, 16), c(0, .25, .5, .9, 1))', () => {
  const values = [1, 2, 4, 8, 16];
  expect([0, 0.25, 0.5, 0.9, 1].map((share) => Number(quantile(values, share).toFixed(10)))).toEqual([1, 2, 4, 12.8, 16]);
});

test('the spread of 1 to 100', () => {
  const { count, mean, median, p90, p95, max } = spreadOf(sortedOf(Array.from({ length: 100 }, (_, index) => 100 - index)));
  expect({ count, mean, median, max }).toEqual({ count: 100, mean: 50.5, median: 50.5, max: 100 });
  expect([p90, p95].map((value) => Number(value.toFixed(10)))).toEqual([90.1, 95.05]);
});

test('nothing has a count and no figures', () => {
  expect(spreadOf(sortedOf([Number.NaN]))).toEqual({
    count: 0,
    mean: Number.NaN,
    median: Number.NaN,
    p90: Number.NaN,
    p95: Number.NaN,
    max: Number.NaN,
  });
  expect(boxOf(sortedOf([]))).toBeNull();
  expect(cumulative(sortedOf([]))).toEqual([]);
});

test('whiskers end at the last value within one and a half boxes; what is beyond is an outlier', () => {
  // Quartiles 2.25 and 6.75, so the whiskers reach from -4.5 to 13.5 at most.
  expect(boxOf(sortedOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 40]))).toEqual({
    low: 0,
    lowerQuartile: 2.25,
    median: 4.5,
    upperQuartile: 6.75,
    high: 8,
    outliers: [40],
  });
});

test('of too many outliers the outermost on both sides are kept', () => {
  const middle = Array.from({ length: 1000 }, () => 5);
  const box = boxOf(sortedOf([...middle, 1, 2, 3, 7, 8, 9]), 4);
  expect(box?.outliers).toEqual([1, 2, 8, 9]);
});

test('the cumulative distribution ends at all of them, however many steps it has', () => {
  expect(cumulative(sortedOf([4, 2, 2, 8]))).toEqual([
    [2, 0.25],
    [2, 0.5],
    [4, 0.75],
    [8, 1],
  ]);
  const thin = cumulative(sortedOf(Array.from({ length: 100_000 }, (_, index) => index)), 11);
  expect(thin).toHaveLength(11);
  expect(thin[0]).toEqual([0, 1 / 100_000]);
  expect(thin[5]?.[1]).toBeCloseTo(0.5, 4);
  expect(thin.at(-1)).toEqual([99_999, 1]);
});
