import { expect, onTestFinished, test } from 'vitest';
import { testStore } from '../../store/testing/folders.ts';
import { findSubject } from './subject.ts';
import { environment, storeComparison, storeRun } from './testing/stored.ts';

const jobs = [{ document: 'one' }];
const code = (expected: string) => expect.objectContaining({ code: expected });

test('a run named twice counts once', () => {
  const { store } = testStore(onTestFinished);
  const run = storeRun(store, { jobs, change: { name: 'baseline' } });
  const { runs, title, machine } = findSubject(store, { runs: [run, run], side: null });
  expect([runs.length, title, machine]).toEqual([1, 'baseline', 'a model, 2 cores; linux']);
});

test('runs of other settings or another machine are not taken together', () => {
  const { store } = testStore(onTestFinished);
  const run = storeRun(store, { jobs });
  const threads = storeRun(store, { jobs, settings: { 'ocr.threads': 2 } });
  const elsewhere = storeRun(store, { jobs, change: { environment: { ...environment, cpu_model: 'another' } } });
  expect(() => findSubject(store, { runs: [run, threads], side: null })).toThrow(/ocr\.threads=1 \/ ocr\.threads=2/);
  expect(() => findSubject(store, { runs: [run, elsewhere], side: null })).toThrow(code('capacity.runs_differ'));
});

test('a comparison is taken alone, by one of the sides it has', () => {
  const { store } = testStore(onTestFinished);
  const run = storeRun(store, { jobs });
  const comparison = storeComparison(store, { sides: [{ 'ocr.threads': 4 }, { 'ocr.threads': 2 }], documents: 2 });
  expect(() => findSubject(store, { runs: [comparison], side: null })).toThrow(code('capacity.side_needed'));
  expect(() => findSubject(store, { runs: [comparison], side: 'c' })).toThrow(code('capacity.no_side'));
  expect(() => findSubject(store, { runs: [run], side: 'a' })).toThrow(code('capacity.no_side'));
  expect(() => findSubject(store, { runs: [run, comparison], side: 'a' })).toThrow(code('capacity.one_comparison'));
  const { settings, title } = findSubject(store, { runs: [comparison], side: 'b' });
  expect([settings['ocr.threads'], title]).toEqual([2, 'ocr.threads=2']);
});
