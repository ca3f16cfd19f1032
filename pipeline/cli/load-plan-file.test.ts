import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { planArrivals } from '../analysis/load/arrival-plan.ts';
import { sampleLoad } from '../analysis/load/testing/sample-load.ts';
import { readPlan, savePlanOf } from './load-plan-file.ts';

function fileOf(text = ''): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rbench-plan-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'plan.csv');
  writeFileSync(file, text);
  return file;
}

test('a plan that was written is read as it was played', async () => {
  const facts = sampleLoad({ moments: [0, 0.25, 1 / 3] });
  const file = fileOf();
  await savePlanOf(facts, file, fileOf());
  expect(readFileSync(file, 'utf8').split('\n')).toEqual([
    'seconds,path,document',
    '0.000000,fast,0',
    '0.250000,fast,1',
    '0.333333,fast,2',
    '',
  ]);
  const shape = { profile: 'replay', ...readPlan(file) } as const;
  // Neither seed nor share changes it.
  for (const seed of [1, 2])
    expect(planArrivals(shape, { seed, fastShare: 0.2, documents: { fast: 3, standard: 0 } })).toEqual([
      { at: 0, path: 'fast', document: 0 },
      { at: 0.25, path: 'fast', document: 1 },
      { at: 0.333333, path: 'fast', document: 2 },
    ]);
  expect(() => planArrivals(shape, { seed: 1, fastShare: 1, documents: { fast: 2, standard: 9 } })).toThrow(
    'document 2 of the fast path and there are 2',
  );
});

test('moments alone are a plan; what stands behind them is for people', () => {
  expect(readPlan(fileOf('# mine\n1.5\n0.5,first\n2 third\n'))).toEqual({ moments: [1.5, 0.5, 2] });
});

test.each(['', '# nothing\n', 'noon\n', '12abc\n', '-1\n', 'Infinity\n', 'seconds,path,document\n'])('%j is none', (text) => {
  expect(() => readPlan(fileOf(text))).toThrow(/is no plan/);
});

test.each(['1,slow,0', '1,fast', '1,fast,-1', '1,fast,x'])('a recorded line %j is none', (line) => {
  expect(() => readPlan(fileOf(`seconds,path,document\n${line}\n`))).toThrow(/is no plan/);
});

test('a test that uploaded nothing has no plan', async () => {
  await expect(savePlanOf(sampleLoad({ moments: [] }), fileOf(), fileOf())).rejects.toThrow('planned no upload');
});

test('a plan does not replace the database that it comes from', async () => {
  const database = fileOf('runs of years');
  await expect(savePlanOf(sampleLoad({ moments: [0] }), database, database)).rejects.toMatchObject({ code: 'export.failed' });
  expect(readFileSync(database, 'utf8')).toBe('runs of years');
});
