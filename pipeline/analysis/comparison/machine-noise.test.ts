import { expect, test } from 'vitest';
import { compareSamples } from './compare.ts';
import { machineNoise } from './machine-noise.ts';
import { simulate } from './testing/simulate.ts';

const withItself = (seed: number, passNoise = 0.03) => simulate({ seed, sides: [{}, {}], passNoise, drift: 0 });

test('the noise of a pair is that of two passes', () => {
  const noise = machineNoise(Array.from({ length: 30 }, (_, index) => withItself(index + 1)))!;
  expect(noise.pairs).toBe(300);
  // Of the document: each pass 3 % and its stages' 1 %, twice, and what twelve documents leave of theirs.
  expect(noise.pair_noise.cpu).toBeGreaterThan(0.042);
  expect(noise.pair_noise.cpu).toBeLessThan(0.052);
});

test('a comparison of a setting with itself stays within the floors 19 times of 20, a restless stage within a higher one', () => {
  const { floors } = machineNoise(Array.from({ length: 60 }, (_, index) => withItself(index + 1)))!;
  expect(floors.fetch!.cpu).toBeGreaterThan(2 * floors.ocr!.cpu);
  const sessions = 100;
  let within = 0;
  for (let seed = 1001; seed <= 1000 + sessions; seed += 1) {
    const { ratio } = compareSamples(withItself(seed)).contrasts[0]!.stages.upload!.cpu;
    if (Math.abs(Math.log(ratio!.estimate)) <= Math.log1p(floors.upload!.cpu)) within += 1;
  }
  expect(within / sessions).toBeGreaterThanOrEqual(0.9);
  expect(within / sessions).toBeLessThanOrEqual(0.99);
});

test('what is learnt becomes the floor of the controls', () => {
  const noise = machineNoise([withItself(1, 0.1), withItself(2, 0.1), withItself(3, 0.1)])!;
  const [upload] = compareSamples(simulate({ seed: 9, more: { noise } })).contrasts[0]!.controls.filter(
    ({ stage }) => stage === 'upload',
  );
  expect(upload).toMatchObject({ floor_from: 'measured', noise_floor: Math.max(0.02, noise.floors.upload!.cpu) });
});

test('only a setting with itself, run as one, tells of the machine', () => {
  expect(machineNoise([])).toBeNull();
  expect(machineNoise([simulate({ seed: 1 })])).toBeNull();
  expect(machineNoise([{ ...withItself(1), design: 'stored' }])).toBeNull();
  expect(machineNoise([{ ...withItself(1), passes: withItself(1).passes.slice(0, 2) }])).toBeNull();
});
