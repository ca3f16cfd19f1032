import { expect, onTestFinished, test } from 'vitest';
import { keepCriteria, makeCriteria } from '../../analysis/decision/criteria.ts';
import { capacityFactsSchema } from '../../contract/capacity.ts';
import { defaultCapacityInputs } from '../../contract/criteria.ts';
import { testStore, withDatabase } from '../../store/testing/folders.ts';
import { readCapacityFacts } from './read-facts.ts';
import { type StoredJob, storeComparison, storeRun } from './testing/stored.ts';

const documents = (count: number, more: (index: number) => Partial<StoredJob> = () => ({})): StoredJob[] =>
  Array.from({ length: count }, (_, index) => ({ document: `doc${index}`, cold: index === 0, ...more(index) }));

test('the facts of a run fit their contract, with what was measured of it', () => {
  const { store } = testStore(onTestFinished);
  const warnings = [{ code: 'noise.steal', message: 'Noisy.', details: {} }];
  const run = storeRun(store, {
    jobs: documents(12, (index) => ({ path: index % 3 === 0 ? 'standard' : 'fast', end: index === 11 ? 'failed' : 'succeeded' })),
    change: { name: 'baseline' },
    warnings,
  });
  const facts = readCapacityFacts(store, { runs: [run], side: null });
  expect(capacityFactsSchema.safeParse(facts).error).toBeUndefined();
  expect(facts).toMatchObject({
    title: 'baseline',
    machine: 'a model, 2 cores; linux',
    basis: { documents: 11, passes: 1, jobs: { succeeded: 11, failed: 1, unfinished: 0 } },
    kept_criteria: keepCriteria(makeCriteria()),
    warnings: [{ code: 'noise.steal', message: 'Noisy.' }],
    drift: { reference: null },
  });
  expect(facts.invariants.map(({ name, holds }) => [name, holds])).toEqual([
    ['ocr_on_every_job', true],
    ['required_fields', null],
    ['error_rate', false],
    ['no_gpu', true],
  ]);
});

test('of several runs the invariants are summed, and criteria hold only where all kept the same', () => {
  const { store } = testStore(onTestFinished);
  const jobs = documents(4);
  const runs = [storeRun(store, { jobs }), storeRun(store, { jobs })];
  const other = makeCriteria({ ...defaultCapacityInputs, budget_hours: 100 });
  const otherwise = storeRun(store, { jobs, change: { plan: { criteria: keepCriteria(other) } } });
  const facts = readCapacityFacts(store, { runs, side: null });
  expect(facts.invariants[0]?.sentence).toBe('OCR ran on 8 of 8 documents');
  expect(facts.kept_criteria).not.toBeNull();
  expect(readCapacityFacts(store, { runs: [...runs, otherwise], side: null }).kept_criteria).toBeNull();
});

test('criteria that their hash does not name were not fixed before', () => {
  const { store } = testStore(onTestFinished);
  const kept = { ...keepCriteria(makeCriteria()), hash: '0'.repeat(64) };
  const run = storeRun(store, { jobs: documents(4), change: { plan: { criteria: kept } } });
  const facts = readCapacityFacts(store, { runs: [run], side: null });
  expect(facts.kept_criteria).toBeNull();
  expect(facts.warnings.map(({ code }) => code)).toEqual(['capacity.criteria_edited']);
});

test('a side is judged as its comparison judges it', () => {
  const { store } = testStore(onTestFinished);
  const run = storeComparison(store, { sides: [{ 'ocr.threads': 4 }, { 'ocr.threads': 2 }], factor: 0.8 });
  const facts = readCapacityFacts(store, { runs: [run], side: 'b' });
  expect(capacityFactsSchema.safeParse(facts).error).toBeUndefined();
  expect(facts.basis).toMatchObject({ documents: 8, passes: 6, cold: { jobs: 6, method: 'paired' } });
  expect(facts.invariants.map(({ name }) => name)).toContain('text');
  expect(facts.settings['ocr.threads']).toBe(2);
});

test('drift is held against the pinned run, which is never the run itself', () => {
  const { store, file } = testStore(onTestFinished);
  const reference = storeRun(store, { jobs: documents(20), change: { name: 'October' } });
  const run = storeRun(store, {
    jobs: documents(20, (index) => ({ document: `larger${index}`, bytes: 3_000_000 })),
  });
  const ofRun = () => readCapacityFacts(store, { runs: [run], side: null }).drift;
  expect(ofRun()).toMatchObject({ reference: null });
  store.editRun(reference, { pinned: true });
  expect(ofRun().reference).toMatchObject({ run: reference, name: 'October' });
  expect(ofRun().checks.map(({ verdict }) => verdict)).toEqual(['steady', 'drifted', 'steady', 'not_measured']);
  const own = readCapacityFacts(store, { runs: [reference], side: null }).drift;
  expect(own.reference).toBeNull();
  expect(own.checks[1]?.sentence).toContain('this is the baseline itself');
  withDatabase(file, (database) => {
    const insert = database.prepare('INSERT INTO arrivals (run_id, sequence, planned_us) VALUES (?, ?, ?)');
    for (const id of [reference, run]) for (let number = 0; number < 30; number += 1) insert.run(id, number, number * 1000);
  });
  expect(ofRun().checks[3]).toMatchObject({ verdict: 'steady', what: 'arrivals' });
});
