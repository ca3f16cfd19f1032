import { describe, expect, test } from 'vitest';
import { ASSUMED_PAIR_NOISE, detectable, moreBlocks } from './detectable.ts';
import { pValue, tInterval } from './intervals.ts';
import { noncentralityFor, powerAt } from './student-t.ts';
import { normals } from './testing/simulate.ts';

describe('the smallest change that a plan detects', () => {
  test.each([2, 4, 10, 40])('is found in 0.8 ± 0.03 of sessions of %i pairs', (pairs) => {
    const { mde, pair_noise } = detectable({ pairNoise: 0.04, noiseFrom: 'this_machine', pairs });
    const normal = normals(pairs);
    const trials = 5000;
    let found = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const values = Array.from({ length: pairs }, () => Math.log1p(mde) + pair_noise * normal());
      if (pValue(tInterval(values)!) < 0.05) found += 1;
    }
    expect(Math.abs(found / trials - 0.8)).toBeLessThanOrEqual(0.03);
  });

  test('agrees with published power: 34 pairs for a medium effect of half a standard deviation', () => {
    // Cohen 1988; G*Power 3 and R's power.t.test give n = 33.4 pairs, power 0.8078 at 34.
    expect(powerAt(0.5 * Math.sqrt(34), 33, 0.95)).toBeCloseTo(0.8078, 3);
    expect(noncentralityFor(0.8, 33, 0.95) / Math.sqrt(34)).toBeLessThan(0.5);
  });

  test('shrinks with more pairs and with less noise', () => {
    const mde = (pairs: number, pairNoise: number): number => detectable({ pairNoise, noiseFrom: 'this_machine', pairs }).mde;
    const byPairs = [2, 4, 6, 10, 20, 50, 200].map((pairs) => mde(pairs, 0.04));
    expect(byPairs).toEqual(byPairs.toSorted((one, other) => other - one));
    const byNoise = [0.001, 0.01, 0.03, 0.1, 0.5].map((noise) => mde(10, noise));
    expect(byNoise).toEqual(byNoise.toSorted((one, other) => one - other));
    expect(new Set([...byPairs, ...byNoise]).size).toBe(12);
  });

  test('is reckoned with 3 % noise of a pass where the machine is unknown, and says so', () => {
    const unknown = detectable({ pairNoise: null, noiseFrom: 'this_machine', pairs: 6 });
    expect(unknown).toMatchObject({ noise_from: 'assumed', pair_noise: ASSUMED_PAIR_NOISE, pairs: 6 });
    expect(ASSUMED_PAIR_NOISE).toBeCloseTo(0.0424, 4);
  });

  test('one pair detects nothing', () => {
    expect(() => detectable({ pairNoise: 0.01, noiseFrom: 'this_machine', pairs: 1 })).toThrow(RangeError);
  });
});

describe('blocks that would settle it', () => {
  const blocksFor = (mean: number, standardDeviation: number, pairs = 6): number | null =>
    moreBlocks({ interval: { mean, standardDeviation, pairs, low: 0, high: 0 }, materiality: 0.02, familySize: 1 });

  test('grow with the noise, and shrink with the effect', () => {
    const byNoise = [0.02, 0.04, 0.06, 0.1, 0.15].map((noise) => blocksFor(0.06, noise)!);
    expect(byNoise).toEqual(byNoise.toSorted((one, other) => one - other));
    expect(byNoise.at(-1)).toBeGreaterThan(byNoise[0]!);
    const byEffect = [0.05, 0.06, 0.08, 0.12].map((mean) => blocksFor(mean, 0.1)!);
    expect(byEffect).toEqual(byEffect.toSorted((one, other) => other - one));
  });

  test('settle towards equivalence too', () => expect(blocksFor(0.001, 0.03)).toBeGreaterThan(0));

  test('are unknown where the estimate lies on the bound itself, or the noise is hopeless', () => {
    expect(blocksFor(Math.log(1.02), 0.02)).toBeNull();
    expect(blocksFor(0.03, 2)).toBeNull();
  });

  test('do settle it: with that many, four of five sessions end in a verdict', () => {
    const [effect, noise] = [0.06, 0.08];
    const blocks = blocksFor(effect, noise, 6)!;
    const pairs = 6 + 2 * blocks;
    const normal = normals(3);
    let settled = 0;
    for (let trial = 0; trial < 2000; trial += 1) {
      const interval = tInterval(Array.from({ length: pairs }, () => effect + noise * normal()))!;
      if (pValue(interval) < 0.05 && interval.mean >= Math.log(1.02)) settled += 1;
    }
    expect(settled / 2000).toBeGreaterThan(0.77);
    expect(settled / 2000).toBeLessThan(0.9);
  });
});
