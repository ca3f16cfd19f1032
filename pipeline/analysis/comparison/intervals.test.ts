import { describe, expect, test } from 'vitest';
import { pValue, tInterval } from './intervals.ts';
import { twoSidedP, twoSidedQuantile } from './student-t.ts';
import { type Normal, normals } from './testing/simulate.ts';

describe('the t interval', () => {
  test('agrees with published quantiles of t', () => {
    const published = { 1: 12.706, 2: 4.303, 5: 2.571, 9: 2.262, 19: 2.093, 30: 2.042, 120: 1.98 };
    for (const [degrees, quantile] of Object.entries(published)) {
      expect(twoSidedQuantile(0.95, Number(degrees))).toBeCloseTo(quantile, 3);
    }
    expect(twoSidedP(3.25, 9)).toBeCloseTo(0.01, 4);
  });

  test("gives the textbook's interval: Student's sleep data, drug 2 minus drug 1", () => {
    // Student, Biometrika 6, 1908; R's `sleep`: mean 1.58, 95 % from 0.7001142 to 2.4598858, p 0.002833.
    const interval = tInterval([1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4])!;
    expect(interval.mean).toBeCloseTo(1.58, 10);
    expect(interval.low).toBeCloseTo(0.7001142, 6);
    expect(interval.high).toBeCloseTo(2.4598858, 6);
    expect(pValue(interval)).toBeCloseTo(0.002833, 6);
  });

  test('one value has no interval', () => expect(tInterval([0.3])).toBeNull());

  test('equal values are never significant, nor is what rounding leaves of them', () => {
    expect(pValue(tInterval([0, 0, 0])!)).toBe(1);
    expect(pValue(tInterval([1e-16, 1e-16, 1.0000001e-16])!)).toBe(1);
  });

  test('a movement within the tolerance has p 1, one at its edge half a chance more', () => {
    const interval = tInterval([0.05, 0.07, 0.06, 0.08])!;
    expect(pValue(interval, 0.065)).toBe(1);
    expect(pValue(interval, 0.02)).toBeGreaterThan(pValue(interval));
  });
});

/** Log costs of `count` passes of one machine. */
type PassNoise = (normal: Normal, count: number) => number[];

const each = (noise: (normal: Normal) => number): PassNoise => {
  return (normal, count) => Array.from({ length: count }, () => noise(normal));
};

/** Share of sessions of five blocks whose interval covers the truth, no difference. */
function coverage(trials: number, noiseOf: PassNoise): number {
  const normal = normals(11);
  let covered = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const passes = noiseOf(normal, 20);
    const pairs: number[] = [];
    for (let block = 0; block < 5; block += 1) {
      const [first, second, third, fourth] = passes.slice(block * 4, block * 4 + 4) as [number, number, number, number];
      // a b b a, or b a a b.
      const direction = normal() > 0 ? 1 : -1;
      pairs.push(direction * (second - first), direction * (third - fourth));
    }
    const { low, high } = tInterval(pairs)!;
    if (low <= 0 && high >= 0) covered += 1;
  }
  return covered / trials;
}

describe('95 % means 95 %', () => {
  test('0.95 ± 0.01 over 20,000 trials of normal noise', () => {
    const covered = coverage(
      20_000,
      each((normal) => 0.03 * normal()),
    );
    expect(Math.abs(covered - 0.95)).toBeLessThanOrEqual(0.01);
  });

  const autocorrelated: PassNoise = (normal, count) => {
    const moods: number[] = [];
    for (let pass = 0; pass < count; pass += 1) moods.push(0.5 * (moods.at(-1) ?? 0) + 0.03 * normal());
    return moods;
  };

  test.each([
    ['lognormal', each((normal) => Math.log(1 + 0.03 * Math.exp(normal())))],
    ['bimodal: one pass in four is 20 % slower', each((normal) => (normal() > 0.67 ? 0.2 : 0) + 0.02 * normal())],
    ['autocorrelated: half of a mood lasts into the next pass', autocorrelated],
  ])('at least 0.93 over 20,000 trials of %s noise', (_, noise) => {
    expect(coverage(20_000, noise)).toBeGreaterThanOrEqual(0.93);
  });
});
