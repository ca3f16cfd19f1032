import { expect, test } from 'vitest';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';

const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);

test('the distance is that of the cumulative shares, ties taken together', () => {
  expect(kolmogorovSmirnov([1, 2, 3, 4], [3, 4, 5, 6]).distance).toBe(0.5);
  expect(kolmogorovSmirnov([1, 1, 1], [1, 1]).distance).toBe(0);
  expect(kolmogorovSmirnov([1, 2], [2, 2, 3]).distance).toBeCloseTo(1 / 2, 12);
});

test('apart, 5 and 5 values are 2 of 252 orders; p comes close by permutation', () => {
  const { p, distance } = kolmogorovSmirnov(upTo(5), upTo(5, 100));
  expect(distance).toBe(1);
  expect(p).toBeGreaterThan(2 / 252 - 0.006);
  expect(p).toBeLessThan(2 / 252 + 0.008);
});

test('the same values have p 1, and the same question gets the same answer', () => {
  expect(kolmogorovSmirnov(upTo(9), upTo(9)).p).toBe(1);
  expect(kolmogorovSmirnov(upTo(9), upTo(7, 3))).toEqual(kolmogorovSmirnov(upTo(9), upTo(7, 3)));
});

test('which of the two comes first makes no difference to the distance', () => {
  const [one, other] = [upTo(40, 3), upTo(11)];
  expect(kolmogorovSmirnov(one, other).distance).toBe(kolmogorovSmirnov(other, one).distance);
});

test('with very many values p comes from the limit: 1.358 / √(n / 2) is the edge of 5 %', () => {
  const count = 20_000;
  const shift = Math.round((1.358 / Math.sqrt(count / 2)) * count);
  const { p, by } = kolmogorovSmirnov(upTo(count), upTo(count, shift));
  expect(by).toBe('limit');
  expect(p).toBeCloseTo(0.05, 2);
  expect(kolmogorovSmirnov(upTo(count), upTo(count)).p).toBe(1);
});
