import { expect, onTestFinished, test } from 'vitest';
import { presets } from '../../contract/presets.ts';
import type { JsonObject } from '../../contract/run.ts';
import { defaultSettings } from '../../contract/settings.ts';
import { testStore } from '../../store/testing/folders.ts';
import { readOptions } from './read-options.ts';
import { storeComparison } from './testing/stored.ts';

const settings = { ...defaultSettings } as JsonObject;
const threads = [{ 'ocr.threads': 4 }, { 'ocr.threads': 2 }];

test('what was measured to save comes first, the largest saving first; presets nobody measured come last with their command', () => {
  const { store } = testStore(onTestFinished);
  storeComparison(store, { sides: [{ 'ocr.model': 'auto' }, { 'ocr.model': 'fast' }], preset: 'light-model', factor: 1.2 });
  storeComparison(store, { sides: threads, preset: 'threads', factor: 0.84 });
  const larger = storeComparison(store, { sides: [{}, { 'ocr.maxSide': 1000 }], factor: 0.6 });
  const options = readOptions(store, settings);
  expect(options.map(({ title }) => title).slice(0, 3)).toEqual([
    'ocr.maxSide 2400 → 1000',
    'OCR threads 4 → 2',
    'Lighter OCR model',
  ]);
  expect(options[0]).toMatchObject({
    comparison: larger,
    verdict: 'faster',
    same_settings: true,
    preset: null,
    expected: null,
    command: `rbench compare --run ${larger.slice(0, 8)}`,
  });
  expect(options[0]?.ratio?.estimate).toBeCloseTo(0.6, 2);
  expect(options[0]?.sentence).toMatch(/^Takes (39|40)\.\d % less CPU \(.* to .* %\)\.$/);
  expect(options[1]).toMatchObject({ preset: 'threads', expected: { low: 0.1, high: 0.2 }, same_settings: true });
  expect(options[2]).toMatchObject({ verdict: 'slower' });
  const unmeasured = options.slice(3);
  expect(unmeasured.map(({ preset }) => preset).toSorted()).toEqual(['batch', 'pre-resize', 'skip-enhancement']);
  for (const { command, preset, ratio } of unmeasured)
    expect([command, ratio]).toEqual([`rbench compare --preset ${preset}`, null]);
});

test('of a preset the latest counts, a setting against itself never, and wall is judged by CPU all the same', () => {
  const { store } = testStore(onTestFinished);
  storeComparison(store, { sides: threads, preset: 'threads', factor: 0.5 });
  const latest = storeComparison(store, { sides: threads, preset: 'threads', factor: 0.8, metric: 'wall' });
  storeComparison(store, { sides: [{}, {}] });
  const measured = readOptions(store, settings).filter(({ comparison }) => comparison !== null);
  expect(measured.map(({ comparison, verdict }) => [comparison, verdict])).toEqual([[latest, 'faster']]);
});

test('says when an option was measured with other settings, or is in force already', () => {
  const { store } = testStore(onTestFinished);
  storeComparison(store, { sides: threads, preset: 'threads', factor: 0.8 });
  const [other] = readOptions(store, { ...settings, workers: 4 });
  expect(other).toMatchObject({ same_settings: false });
  expect(other?.sentence).toContain("other settings than this run's");
  const [, ...later] = readOptions(store, { ...settings, 'ocr.threads': 2 });
  expect(readOptions(store, { ...settings, 'ocr.threads': 2 })[0]?.sentence).toContain('This run has it already.');
  expect(later).toHaveLength(presets.length - 1);
});

test('reckons no more than five comparisons without a preset', () => {
  const { store } = testStore(onTestFinished);
  for (let number = 0; number < 7; number += 1)
    storeComparison(store, { sides: [{}, { 'ocr.maxSide': 1000 + number }], documents: 2 });
  const measured = readOptions(store, settings).filter(({ comparison }) => comparison !== null);
  expect(measured.map(({ title }) => title).toSorted()).toEqual(
    [2, 3, 4, 5, 6].map((number) => `ocr.maxSide 2400 → ${1000 + number}`),
  );
});
