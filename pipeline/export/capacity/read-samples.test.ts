import { expect, onTestFinished, test } from 'vitest';
import { testStore } from '../../store/testing/folders.ts';
import { readMachineNoise } from '../comparison/machine-noise.ts';
import { readCapacitySamples } from './read-samples.ts';
import { findSubject } from './subject.ts';
import { storeComparison, storeRun } from './testing/stored.ts';

test('every job comes as measured: failed ones with what they burnt, unfinished ones with nothing', () => {
  const { store } = testStore(onTestFinished);
  const run = storeRun(store, {
    jobs: [
      { document: 'one', cold: true, cpu_us: 2_000_000, bytes: 500 },
      { document: 'two', path: 'standard', cpu_us: 3_000_000, quality: 0.4 },
      { document: 'three', end: 'failed', cpu_us: 700_000 },
      { document: 'four', end: 'queued' },
    ],
  });
  const { samples, drift } = readCapacitySamples(store, findSubject(store, { runs: [run], side: null }));
  expect(samples.jobs).toEqual([
    { document: 0, pass: 0, state: 'succeeded', temperature: 'cold', path: 'fast', cpu_seconds: 2, bytes: 500, quality: 0.8 },
    expect.objectContaining({ document: 1, path: 'standard', cpu_seconds: 3, quality: 0.4 }),
    expect.objectContaining({ document: 2, state: 'failed', cpu_seconds: 0.7, quality: null }),
    expect.objectContaining({ document: 3, state: 'unfinished', cpu_seconds: 0, temperature: null }),
  ]);
  expect(samples).toMatchObject({ passes: 1, machine_noise: null });
  expect(samples.stages.fetch).toBeCloseTo(0.01, 12);
  expect(samples.stages.ocr).toBeCloseTo(2.49, 12);
  expect(samples.startup_cpu_seconds).toBeCloseTo(0.4, 12);
  expect(samples.unattributed_cpu_seconds).toBeCloseTo(0.002, 12);
  expect(drift).toEqual({ jobs: { cold: 1, warm: 1 }, bytes: [500, 1_000_000, 1_000_000], quality: [0.8, 0.4], arrivals: [] });
});

test('runs are passes, and the same scan in another folder is the same document', () => {
  const { store } = testStore(onTestFinished);
  const first = storeRun(store, { jobs: [{ document: 'one' }, { document: 'two' }] });
  const second = storeRun(store, { jobs: [{ document: 'two' }, { document: 'three' }], root: '/elsewhere' });
  const { samples, drift } = readCapacitySamples(store, findSubject(store, { runs: [first, second], side: null }));
  expect(samples.jobs.map(({ document, pass }) => [document, pass])).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
    [2, 1],
  ]);
  expect(samples.passes).toBe(2);
  expect(drift.bytes).toHaveLength(3);
});

test('a side has its own passes, counted from 0, its warm-ups cold, and its own worker processes', () => {
  const { store } = testStore(onTestFinished);
  const run = storeComparison(store, { sides: [{ 'ocr.threads': 4 }, { 'ocr.threads': 2 }], factor: 0.5, documents: 3 });
  const { samples } = readCapacitySamples(store, findSubject(store, { runs: [run], side: 'b' }));
  expect(samples.passes).toBe(6);
  expect(samples.jobs).toHaveLength(6 * 4);
  expect(samples.jobs.filter(({ temperature }) => temperature === 'cold')).toHaveLength(6);
  expect(Math.max(...samples.jobs.map(({ pass }) => pass))).toBe(5);
  expect(Math.max(...samples.jobs.map(({ cpu_seconds }) => cpu_seconds))).toBeLessThan(0.6);
  expect(store.capacitySumsOf(run, 'b').startup.workers).toBe(6);
  expect(store.capacitySumsOf(run, null).startup.workers).toBe(12);
});

test('what comparisons of a setting with itself showed becomes the noise of one pass; a run does not excuse itself', () => {
  const { store } = testStore(onTestFinished);
  const same = storeComparison(store, { sides: [{}, {}] });
  const run = storeRun(store, { jobs: [{ document: 'one' }] });
  const { machine_noise } = readCapacitySamples(store, findSubject(store, { runs: [run], side: null })).samples;
  expect(machine_noise?.degrees_of_freedom).toBe(5);
  const pair = readMachineNoise(store, store.readRun(run).environment, run)?.pair_noise.cpu ?? 0;
  expect(pair).toBeGreaterThan(0.0005);
  expect((pair / (machine_noise?.relative ?? 0)) ** 2).toBeCloseTo(2, 8);
  expect(readCapacitySamples(store, findSubject(store, { runs: [same], side: 'a' })).samples.machine_noise).toBeNull();
});

test('where nothing was read to its end, says so', () => {
  const { store } = testStore(onTestFinished);
  const run = storeRun(store, { jobs: [{ document: 'one', end: 'failed' }] });
  expect(() => readCapacitySamples(store, findSubject(store, { runs: [run], side: null }))).toThrow(
    expect.objectContaining({ code: 'capacity.nothing_measured' }),
  );
});
