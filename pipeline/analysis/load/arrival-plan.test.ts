import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LoadShape } from '../../contract/load.ts';
import { planArrivals, stepsOf } from './arrival-plan.ts';

const options = { seed: 1, fastShare: 0.7, documents: { fast: 50, standard: 25 } };
const burst: LoadShape = { profile: 'burst', users: 50, documents_per_user: 5 };

test('the report’s burst: 250 uploads in 90 s, 175 of them fast, most of them early', () => {
  const plan = planArrivals(burst, options);
  expect(plan).toHaveLength(250);
  expect(plan.filter(({ path }) => path === 'fast')).toHaveLength(175);
  expect(plan.at(-1)?.at).toBeLessThan(90);
  const share = (from: number, to: number) => plan.filter(({ at }) => at >= from && at < to).length / 250;
  expect(share(0, 10)).toBeCloseTo(250 / 910, 2);
  expect(share(10, 30)).toBeCloseTo(300 / 910, 2);
});

test('as printed it is 910 uploads; twice the users are twice the rates, in the same time', () => {
  const rates = (users: number) => planArrivals({ profile: 'burst-rates', users, documents_per_user: 5 }, options);
  expect(rates(50)).toHaveLength(910);
  expect(rates(100)).toHaveLength(1820);
  expect(rates(100).at(-1)?.at).toBeLessThan(90);
});

test('each document comes as often as any other of its path, give or take one', () => {
  const plan = planArrivals(burst, options);
  for (const [path, size] of [
    ['fast', 50],
    ['standard', 25],
  ] as const) {
    const counts = Array.from(
      { length: size },
      (_, index) => plan.filter((each) => each.path === path && each.document === index).length,
    );
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  }
});

test('the same seed gives the same plan, another seed another one with the same moments', () => {
  expect(planArrivals(burst, options)).toEqual(planArrivals(burst, options));
  const other = planArrivals(burst, { ...options, seed: 2 });
  expect(other).not.toEqual(planArrivals(burst, options));
  expect(other.map(({ at }) => at)).toEqual(planArrivals(burst, options).map(({ at }) => at));
});

test('Poisson arrivals have the rate and the spread of what is memoryless', () => {
  const plan = planArrivals({ profile: 'poisson', per_second: 50, seconds: 400 }, options);
  expect(plan.length).toBeGreaterThan(20_000 - 4 * Math.sqrt(20_000));
  expect(plan.length).toBeLessThan(20_000 + 4 * Math.sqrt(20_000));
  const waits = plan.slice(1).map(({ at }, index) => at - (plan[index]?.at ?? 0));
  const mean = waits.reduce((sum, each) => sum + each, 0) / waits.length;
  const deviation = Math.sqrt(waits.reduce((sum, each) => sum + (each - mean) ** 2, 0) / waits.length);
  expect(deviation / mean).toBeCloseTo(1, 1);
  // Of counts in a second, the variance is the mean.
  const counts = Array.from({ length: 400 }, (_, second) => plan.filter(({ at }) => Math.floor(at) === second).length);
  const spread = counts.reduce((sum, each) => sum + (each - 50) ** 2, 0) / counts.length;
  expect(spread / 50).toBeGreaterThan(0.75);
  expect(spread / 50).toBeLessThan(1.3);
});

test('Poisson counts of many seeds have the mean and the variance of Poisson, from the first seed on', () => {
  const SEEDS = 2000;
  const counts = Array.from(
    { length: SEEDS },
    (_, seed) => planArrivals({ profile: 'poisson', per_second: 4, seconds: 3 }, { ...options, seed }).length,
  );
  const mean = counts.reduce((sum, each) => sum + each, 0) / SEEDS;
  const variance = counts.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (SEEDS - 1);
  expect(Math.abs(mean - 12)).toBeLessThan(4 * Math.sqrt(12 / SEEDS));
  expect(variance / 12).toBeGreaterThan(0.85);
  expect(variance / 12).toBeLessThan(1.15);
  // Seeds are small numbers, and small numbers must not begin alike.
  const firsts = Array.from(
    { length: 200 },
    (_, seed) => planArrivals({ profile: 'poisson', per_second: 1, seconds: 50 }, { ...options, seed })[0]?.at ?? 50,
  );
  expect(firsts.reduce((sum, each) => sum + each, 0) / 200).toBeCloseTo(1, 0);
});

describe('steps', () => {
  const steps = { profile: 'steps', from_per_second: 1, factor: 1.5, step_seconds: 10, steps: 6 } as const;

  test('rise by the factor and are held as long as each other', () => {
    expect(stepsOf(steps).map(({ per_second }) => per_second)).toEqual([1, 1.5, 2.25, 3.375, 5.0625, 7.59375]);
    const plan = planArrivals(steps, options);
    expect(plan.filter(({ at }) => at < 10)).toHaveLength(10);
    expect(plan.filter(({ at }) => at >= 50)).toHaveLength(76);
  });
});

test('a recorded plan is played in the order of its moments', () => {
  const plan = planArrivals({ profile: 'replay', moments: [3, 1, 2.5] }, options);
  expect(plan.map(({ at }) => at)).toEqual([1, 2.5, 3]);
});

test('any shape: moments ascend from 0, every document is one that there is, the mix is as asked', () => {
  const shape: fc.Arbitrary<LoadShape> = fc.oneof(
    fc.record({
      profile: fc.constant('burst' as const),
      users: fc.integer({ min: 1, max: 60 }),
      documents_per_user: fc.integer({ min: 1, max: 6 }),
    }),
    fc.record({
      profile: fc.constantFrom('constant' as const, 'poisson' as const),
      per_second: fc.double({ min: 0.1, max: 30, noNaN: true }),
      seconds: fc.integer({ min: 1, max: 20 }),
    }),
    fc.record({
      profile: fc.constant('replay' as const),
      moments: fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 50 }),
    }),
  );
  fc.assert(
    fc.property(shape, fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (given, seed, fastShare) => {
      const plan = planArrivals(given, { seed, fastShare, documents: { fast: 3, standard: 2 } });
      for (const [index, { at, path, document }] of plan.entries()) {
        expect(at).toBeGreaterThanOrEqual(plan[index - 1]?.at ?? 0);
        expect(document).toBeLessThan(path === 'fast' ? 3 : 2);
      }
      expect(Math.abs(plan.filter(({ path }) => path === 'fast').length - plan.length * fastShare)).toBeLessThanOrEqual(
        0.5 + 1e-9,
      );
    }),
  );
});

test('more arrivals than anybody waits for, and a path without documents, are refused', () => {
  const many = () => planArrivals({ profile: 'constant', per_second: 10_000, seconds: 86_400 }, options);
  expect(many).toThrow(expect.objectContaining({ code: 'load.too_many' }));
  const none = () => planArrivals(burst, { ...options, documents: { fast: 5, standard: 0 } });
  expect(none).toThrow(expect.objectContaining({ code: 'load.no_documents' }));
  expect(planArrivals(burst, { ...options, fastShare: 1, documents: { fast: 5, standard: 0 } })).toHaveLength(250);
});
