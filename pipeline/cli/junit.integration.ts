/**
 * `--junit` of each command that has it: what it writes is what build servers read, and says what the command says.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawDocuments, rbench } from '../../scripts/testing/rbench.ts';
import { problemsOf } from '../export/junit/testing/validate.ts';
import { mixedDocuments, storeRun } from './testing/stored-run.ts';

let folder: string;
let database: string;
let report: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-junit-'));
  database = path.join(folder, 'bench.sqlite');
  report = path.join(folder, 'report.xml');
});
afterAll(() => rm(folder, { recursive: true }));

interface Case {
  readonly suite: string | null;
  readonly name: string | null;
  /** `passed`, or the element that says otherwise. */
  readonly outcome: string;
  readonly message: string;
}

async function casesOf(words: readonly string[], codes: readonly number[]): Promise<Case[]> {
  const { code, stderr } = await rbench([...words, '--junit', report, '--db', database]);
  expect(codes, stderr).toContain(code);
  const text = await readFile(report, 'utf8');
  expect(await problemsOf(text)).toEqual([]);
  await rm(report);
  const document = new DOMParser().parseFromString(text, 'text/xml');
  expect(document.getElementsByTagName('property').length).toBeGreaterThan(5);
  return Array.from(document.getElementsByTagName('testcase'), (found: Element) => {
    const problem = ['failure', 'error', 'skipped'].flatMap((name) => Array.from(found.getElementsByTagName(name)))[0];
    return {
      suite: found.getAttribute('classname'),
      name: found.getAttribute('name'),
      outcome: problem?.tagName ?? 'passed',
      message: `${problem?.getAttribute('type') ?? ''} ${problem?.getAttribute('message') ?? ''}`.trim(),
    };
  });
}

it('a run has a case for each document and each invariant; what failed has its code and sentence', async () => {
  const documents = path.join(folder, 'scans <&> "1"');
  await drawDocuments(documents, 2);
  await writeFile(path.join(documents, 'a <&> "z".jpg'), '');
  const cases = await casesOf(['run', '--docs', documents], [0]);
  const ofDocuments = cases.filter(({ suite }) => suite === 'documents');
  expect(ofDocuments.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['1 a <&> "z".jpg', 'failure'],
    ['2 page_000.jpg', 'passed'],
    ['3 page_001.jpg', 'passed'],
  ]);
  expect(ofDocuments[0]?.message).toBe('input.empty a <&> "z".jpg is empty (0 bytes); scan or copy it again.');
  const invariants = cases.filter(({ suite }) => suite === 'invariants');
  expect(invariants.find(({ name }) => name === 'error_rate')?.outcome).toBe('failure');
  expect(invariants.find(({ name }) => name === 'no_gpu')?.outcome).toBe('passed');
});

it('a comparison has its verdict, its stages and the invariants of its sides; the verdict fails where --fail-on says so', async () => {
  const ids: string[] = [];
  // Runs of the same documents, twice as dear on side b.
  for (const cost of [1, 1.02, 2, 2.05])
    ids.push(await storeRun(database, 'same', mixedDocuments(20, cost, cost), { 'ocr.threads': Math.floor(cost) }));
  const words = ['compare', '--runs', `${ids[0]},${ids[1]}`, '--runs', `${ids[2]},${ids[3]}`];
  const plain = await casesOf(words, [0]);
  expect(plain[0]).toMatchObject({ suite: 'side b against a', name: 'cpu per document', outcome: 'passed' });
  expect(plain.map(({ suite }) => suite)).toContain('invariants of side b');
  const failing = await casesOf([...words, '--fail-on', 'slower'], [1]);
  expect(failing[0]).toMatchObject({
    name: 'cpu per document',
    outcome: 'failure',
    message: expect.stringMatching(/^slower .*as much CPU/),
  });
  expect(failing.some(({ name }) => name === 'cpu of ocr')).toBe(true);
  const [once] = await casesOf(['compare', '--runs', `${ids[0]}`, '--runs', `${ids[2]}`, '--fail-on', 'slower'], [0]);
  expect(once).toMatchObject({ outcome: 'skipped', message: expect.stringContaining("Can't tell") });
  const [unsure] = await casesOf(['compare', '--runs', `${ids[0]}`, '--runs', `${ids[2]}`, '--fail-on', 'cannot_tell'], [5]);
  expect(unsure?.outcome).toBe('failure');
});

it('a decision fails by the policy that is followed', async () => {
  const dear = await storeRun(database, 'dear', mixedDocuments(200, 1.2, 2.4));
  const published = await casesOf(['decide', '--run', dear], [4]);
  expect(published.slice(0, 2).map(({ name, outcome }) => [name, outcome])).toEqual([
    ['published', 'failure'],
    ['derived', 'skipped'],
  ]);
  const derived = await casesOf(['decide', '--run', dear, '--policy', 'derived'], [0]);
  expect(derived.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['skipped', 'passed']);
  expect(derived.filter(({ suite }) => suite === 'residual risks').length).toBeGreaterThan(0);
});

it('a load test says whether it counts, whether all was read, and each signal', async () => {
  const documents = path.join(folder, 'uploads');
  await drawDocuments(documents, 2);
  const words = ['load', '--profile', 'constant', '--rate', '1', '--seconds', '2', '--workers', '1', '--docs', documents];
  const cases = await casesOf(words, [0, 5]);
  expect(cases.map(({ name }) => name)).toEqual([
    'the load came as planned',
    'every upload was read',
    'ocr_cpu',
    'queue',
    'pool',
    'gateway',
  ]);
  expect(cases.find(({ name }) => name === 'every upload was read')?.outcome).toBe('passed');
  expect(cases.find(({ name }) => name === 'pool')?.outcome).toBe('skipped');
});

it('does not write over the database, and takes no word of the result along', async () => {
  const { code, stdout, stderr } = await rbench(['decide', '--run', 'latest', '--junit', database, '--db', database]);
  expect([code, stderr]).toEqual([1, expect.stringContaining('export.failed')]);
  expect(stdout).toMatch(/\b(GO|ADJUST|CANNOT-TELL)\b/);
});
