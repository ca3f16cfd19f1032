/**
 * `rbench load` as a script relies on it: what its exit code says of a test that read nothing, and that nothing is written over.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawDocuments, rbench } from '../../scripts/testing/rbench.ts';

let folder: string;
let database: string;
let documents: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-load-usage-'));
  database = path.join(folder, 'bench.sqlite');
  documents = path.join(folder, 'documents');
  await drawDocuments(documents, 1);
});
afterAll(() => rm(folder, { recursive: true }));

const load = (...words: string[]) => rbench(['load', ...words, '--db', database]);

it('fails where no upload was read, when it is made and when it is shown', async () => {
  const words = ['--profile', 'constant', '--rate', '2', '--seconds', '1', '--docs', documents, '--workers', '1'];
  const made = await load(...words, '--set', 'job.timeout=0.1', '--json');
  expect(JSON.parse(made.stdout).arrivals).toMatchObject({ arrived: 2, completed: 0, failed: 2 });
  expect(made.code).toBe(1);
  const shown = await load('--run', 'latest');
  expect([shown.code, shown.stdout]).toEqual([1, expect.stringContaining('No upload was read.')]);
});

it('writes no plan over its database, and says what it found all the same', async () => {
  const { code, stdout, stderr } = await load('--run', 'latest', '--save-plan', database);
  expect([code, stderr]).toEqual([1, expect.stringContaining('export.failed')]);
  expect(stdout).toContain('2 arrived');
  expect((await readFile(database)).subarray(0, 6).toString()).toBe('SQLite');
  const plan = path.join(folder, 'plan.csv');
  await load('--run', 'latest', '--save-plan', plan);
  expect((await readFile(plan, 'utf8')).split('\n')).toHaveLength(4);
});

it('knows when there is no such test', async () => {
  const { code, stdout } = await load('--run', 'ffffffff', '--json');
  expect([code, JSON.parse(stdout).error.code]).toEqual([2, 'run.not_found']);
});
