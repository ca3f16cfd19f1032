/**
 * `rbench capacity`, `decide` and `report` as a person and a script use them, on stored runs of known cost.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rbench, startRbench } from '../../scripts/testing/rbench.ts';
import { mixedDocuments, storeRun } from './testing/stored-run.ts';

let folder: string;
let database: string;
let cheap: string;
let middling: string;
let dear: string;
let onePath: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-decide-'));
  database = path.join(folder, 'bench.sqlite');
  cheap = await storeRun(database, 'cheap', mixedDocuments(200, 0.5, 0.7));
  middling = await storeRun(database, 'middling', mixedDocuments(200, 0.7, 1.1));
  dear = await storeRun(database, 'dear', mixedDocuments(200, 1.2, 2.4));
  onePath = await storeRun(
    database,
    'one path',
    Array.from({ length: 30 }, () => ({ path: 'standard' as const, cpu_seconds: 1 })),
  );
});
afterAll(() => rm(folder, { recursive: true }));

const call = (...words: string[]) => rbench([...words, '--db', database]);
async function json(...words: string[]) {
  const { code, stdout, stderr } = await call(...words, '--json');
  expect(stdout, stderr).not.toBe('');
  return { code, value: JSON.parse(stdout) };
}

describe('rbench decide', () => {
  it('gives each verdict its exit code under the published policy', async () => {
    const codes = await Promise.all([cheap, middling, dear, onePath].map((run) => call('decide', '--run', run)));
    expect(codes.map(({ code }) => code)).toEqual([0, 3, 4, 5]);
    expect(codes[3]?.stdout).toContain("Can't tell".slice(0, 5));
  });

  it('shows both policies on one run, and follows the one that is asked for', async () => {
    const published = await json('decide', '--run', dear);
    const derived = await json('decide', '--run', dear, '--policy', 'derived');
    expect([published.code, derived.code]).toEqual([4, 0]);
    expect(published.value).toMatchObject({
      published: { verdict: 'NO-GO', firm: true },
      derived: { verdict: 'GO', firm: true },
    });
    expect(published.value.published.cpu_per_doc.estimate).toBeCloseTo(1.56, 6);
    // 200 CPU-hours × 3600 / (1.56 s × 30); the printed way divides by 30 once more.
    expect(published.value.derived.max_docs_per_day.estimate).toBeCloseTo(720_000 / (1.56 * 30), 3);
    expect(published.value.published.max_docs_per_day_as_printed).toBe(512);
    expect(published.value.derived.max_docs_per_day_as_printed).toBeNull();
    expect(published.value.reasons.length).toBeGreaterThan(0);
    expect(published.value.difference).toContain('30');
  });

  it('says whether the criteria were fixed before the run', async () => {
    const { value: kept } = await json('decide', '--run', dear);
    const { value: changed } = await json('decide', '--run', dear, '--budget', '300');
    expect([kept.criteria.fixed, changed.criteria.fixed]).toEqual(['before', 'changed']);
    expect(kept.criteria.hash).not.toBe(changed.criteria.hash);
  });

  it('takes the mix of the run where a path was not measured, when asked to', async () => {
    const { code, value } = await json('decide', '--run', onePath, '--mix', 'run');
    expect(value.published).toMatchObject({ verdict: 'ADJUST', cpu_per_doc: { estimate: 1 } });
    expect(code).toBe(3);
  });
});

describe('rbench capacity', () => {
  it('projects by § 4.1: 1.56 s at 1,000 documents a day is 13 CPU-hours', async () => {
    const { code, value } = await json('capacity', '--run', dear.slice(0, 8));
    expect(code).toBe(0);
    expect(value.projection.map(({ docs_per_day }: { docs_per_day: number }) => docs_per_day)).toEqual([700, 1000, 1300]);
    expect(value.projection[1].cpu_hours_per_month.estimate).toBeCloseTo(13, 6);
    const { low, high } = value.projection[1].cpu_hours_per_month;
    expect(low).toBeLessThan(13);
    expect(high).toBeGreaterThan(13);
    const probabilities = value.curve.map(({ probability_within }: { probability_within: number }) => probability_within);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
  });

  it.each([
    [['--budget', '0'], 'The budget cannot be 0.'],
    [['--budget', '-5'], 'The budget cannot be -5.'],
    [['--budget', 'NaN'], 'It is a number.'],
    [['--volumes', '0,1000'], 'The volumes cannot be 0,1000.'],
    [['--volumes', '1e12'], 'The volumes cannot be'],
    [['--mix', '70/40'], 'two shares that make 100'],
    [['--cold', '140'], 'The cold-start frequency cannot be 1.4.'],
    [['--factor', '1000'], 'The factor of the production node cannot be 1000.'],
    [['--size', '0'], 'The document size cannot be 0.'],
    [['--side', 'b'], 'has no side b'],
  ])('refuses %j with a sentence', async (words, sentence) => {
    const { code, stderr } = await call('capacity', '--run', dear, ...words);
    expect(stderr).toContain(sentence);
    expect(code).toBe(2);
  });
});

describe('rbench report', () => {
  it('writes every format, twice the same bytes, and leaves nothing pending', async () => {
    const formats = ['report', '--run', dear, '--format', 'md,html,csv,json'];
    const [one, other] = [path.join(folder, 'one'), path.join(folder, 'other')];
    expect((await call(...formats, '--out', one)).code).toBe(0);
    expect((await call(...formats, '--out', other)).code).toBe(0);
    const names = (await readdir(one)).sort();
    expect((await readdir(other)).sort()).toEqual(names);
    expect(names).toEqual(expect.arrayContaining(['report.html', 'report.json', 'report.md']));
    expect(names.filter((name) => name.endsWith('.csv')).length).toBeGreaterThan(5);
    for (const name of names)
      expect(await readFile(path.join(one, name), 'utf8'), name).toBe(await readFile(path.join(other, name), 'utf8'));
    const markdown = await readFile(path.join(one, 'report.md'), 'utf8');
    expect(markdown).not.toMatch(/TBD|PENDING/);
    expect(markdown).toContain('1.56');
    expect(markdown).toContain('rbench compare --preset threads');
    expect(await readFile(path.join(one, 'report.html'), 'utf8')).not.toMatch(/<script|src="http|href="http/);
    expect(JSON.parse(await readFile(path.join(one, 'report.json'), 'utf8'))).toMatchObject({ format: expect.any(String) });
  });

  it('stops at Ctrl-C with 130 while a PDF is printed, and keeps what was written', async () => {
    // Stands for a browser that takes long.
    const slow = path.join(folder, 'slow-printer');
    await writeFile(slow, '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 });
    const out = path.join(folder, 'stopped');
    const started = startRbench(['report', '--run', dear, '--format', 'md,pdf', '--out', out, '--db', database], {
      environment: { RBENCH_CHROMIUM: slow },
    });
    await expect.poll(started.stderr, { timeout: 60_000 }).toContain('report.md');
    started.child.kill('SIGINT');
    const { code, stderr } = await started.ended;
    expect([code, stderr]).toEqual([130, expect.stringContaining('call.cancelled')]);
    expect(await readdir(out)).toEqual(['report.md']);
  });

  it('says so when a folder cannot be made', async () => {
    const file = path.join(folder, 'a file');
    await writeFile(file, '');
    const { code, stderr } = await call('report', '--run', dear, '--out', path.join(file, 'below'));
    expect([code, stderr]).toEqual([1, expect.stringContaining('a file')]);
  });

  it('writes a whole report of a run that cannot tell', async () => {
    const out = path.join(folder, 'unknown');
    expect((await call('report', '--run', onePath, '--format', 'md', '--out', out)).code).toBe(0);
    const markdown = await readFile(path.join(out, 'report.md'), 'utf8');
    expect(markdown).toContain('No document took the fast path');
    expect(markdown).not.toMatch(/TBD|PENDING|NaN|undefined/);
  });
});
