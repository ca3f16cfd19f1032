/**
 * `rbench compare` as a person and a script use it: planned, measured, stopped and resumed, shown again, exported, and out of
 * runs that were made apart.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateFixtures } from '../../fixtures/generate.ts';
import { drawDocuments, rbench, startRbench } from '../../scripts/testing/rbench.ts';
import { makeCriteria } from '../analysis/decision/criteria.ts';
import { comparisonSchema } from '../contract/comparison.ts';
import { defaultCapacityInputs } from '../contract/criteria.ts';
import { sleep } from '../measure/clock.ts';

const DOCUMENTS = 3;

let folder: string;
let documents: string;
let database: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-compare-'));
  documents = path.join(folder, 'documents');
  database = path.join(folder, 'bench.sqlite');
  await drawDocuments(documents, DOCUMENTS);
});
afterAll(() => rm(folder, { recursive: true }));

async function json(words: readonly string[], codes: readonly (number | null)[] = [0, 5]) {
  const { code, stdout, stderr } = await rbench([...words, '--db', database, '--json']);
  expect(codes, stderr + stdout).toContain(code);
  return JSON.parse(stdout);
}

it('says what a plan would find and take, and measures nothing', async () => {
  const plan = await json(['compare', '--preset', 'threads', '--docs', documents, '--passes', '10', '--plan-only'], [0]);
  expect(plan).toMatchObject({ passes: 20, documents: DOCUMENTS, detectable: { noise_from: 'assumed', pairs: 10 } });
  expect(plan.plan.sides.map(({ settings }: { settings: Record<string, unknown> }) => settings['ocr.threads'])).toEqual([4, 2]);
  const fewer = await json(['compare', '--preset', 'threads', '--docs', documents, '--passes', '4', '--plan-only'], [0]);
  expect(fewer.detectable.mde).toBeGreaterThan(plan.detectable.mde);
  expect(plan.order).toEqual(
    (await json(['compare', '--preset', 'threads', '--docs', documents, '--passes', '10', '--plan-only'], [0])).order,
  );
});

it('measures a setting with itself, keeps it, shows it again, exports it, and knows the machine the next time', async () => {
  const criteria = path.join(folder, 'criteria.json');
  await writeFile(criteria, JSON.stringify(makeCriteria({ ...defaultCapacityInputs, budget_hours: 321 })));
  const words = ['compare', '--same', '--docs', documents, '--passes', '4', '--name', 'steady?', '--criteria', criteria];
  const result = await json(words);
  expect(comparisonSchema.safeParse(result).error).toBeUndefined();
  // Nothing differs, so it is never faster or slower, whatever the machine did meanwhile.
  expect(['equivalent', 'cannot_tell', 'unproven']).toContain(result.verdict);
  expect(result).toMatchObject({ complete: true, metric: 'cpu', db: database });
  expect(result.ratio.low).toBeLessThan(result.ratio.high);
  expect(result.mde).toBeGreaterThan(0);
  expect(result.negative_controls.length).toBeGreaterThan(3);
  expect(result.sides).toMatchObject([
    { jobs: { warm: DOCUMENTS * 4, cold: 4, failed: 0, unfinished: 0 }, passes: 4 },
    { jobs: { warm: DOCUMENTS * 4, cold: 4, failed: 0, unfinished: 0 }, passes: 4 },
  ]);

  const decided = await json(['decide', '--run', result.run_id, '--side', 'b'], [0, 3, 4, 5]);
  expect(decided.criteria).toMatchObject({ fixed: 'before', criteria: { inputs: { budget_hours: 321 } } });

  const again = await json(['compare', '--run', result.run_id.slice(0, 8)]);
  expect(again.contrasts[0].cpu).toEqual(result.contrasts[0].cpu);

  for (const format of ['json', 'csv', 'go']) {
    const file = path.join(folder, `samples.${format}`);
    const { code, stderr } = await rbench(['compare', '--run', 'latest', '--export', format, '--out', file, '--db', database]);
    expect([0, 5], stderr).toContain(code);
    expect(readFileSync(file, 'utf8').length).toBeGreaterThan(500);
  }

  const { error } = await json(['compare', '--run', 'latest', '--export', 'json', '--out', database], [1]);
  expect(error.code).toBe('export.failed');
  const kept = await json(['compare', '--run', 'latest', '--metric', 'wall'], [2]);
  expect(kept.error.code).toBe('usage.bad_option');

  const plan = await json(['compare', '--same', '--docs', documents, '--plan-only'], [0]);
  expect(plan.detectable.noise_from).toBe('this_machine');
  const shown = await rbench(['compare', '--run', 'latest', '--db', database]);
  expect(shown.stdout).toContain('fetch (control)');
  expect(shown.stdout).toContain(result.sentence);
  const { runs } = await json(['runs', '--search', 'steady'], [0]);
  expect(runs).toMatchObject([{ kind: 'compare', state: 'completed' }]);
});

it('is stopped by Ctrl-C without a verdict, and resumed to one', async () => {
  const file = path.join(folder, 'stopped.sqlite');
  const started = startRbench(['compare', '--same', '--docs', documents, '--passes', '4', '--db', file]);
  while (!/pass [3-6] of 8/.test(started.stderr()) && started.child.exitCode === null) await sleep(20);
  process.kill(started.child.pid ?? 0, 'SIGINT');
  const { code, stdout } = await started.ended;
  expect(code).toBe(130);
  expect(stdout).toContain("an't tell");
  const report = path.join(folder, 'resumed.xml');
  const gate = ['--fail-on', 'slower', '--junit', report];
  const { stdout: rest, code: resumed } = await rbench(['resume', 'latest', ...gate, '--db', file, '--json']);
  // Whatever else it may be, a setting is not slower than itself.
  expect(resumed).toBe(0);
  expect(readFileSync(report, 'utf8')).toContain('testcase');
  const result = JSON.parse(rest);
  expect(result.complete).toBe(true);
  expect(result.sides.map(({ jobs }: { jobs: { unfinished: number } }) => jobs.unfinished)).toEqual([0, 0]);
  expect(result.warnings.map(({ code }: { code: string }) => code)).toContain('compare.resumed');
});

it('sets stored runs side by side, and says that they were not interleaved', async () => {
  const ids: string[] = [];
  for (const skip of ['auto', 'never']) {
    const run = await json(['run', '--docs', documents, '--set', `enhancement.skip=${skip}`, '--name', skip], [0]);
    ids.push(run.run_id);
  }
  const result = await json(['compare', '--runs', ids[0] ?? '', '--runs', ids[1] ?? ''], [5]);
  expect(result.verdict).toBe('cannot_tell');
  expect(result.sentence).toContain('one pass');
  expect(result.warnings.map(({ code }: { code: string }) => code)).toContain('compare.not_interleaved');
  expect(result.sides.map(({ label }: { label: string }) => label)).toEqual([
    'auto: enhancement.skip=auto',
    'never: enhancement.skip=never',
  ]);
  const compared = await rbench(['compare', '--runs', ids[0] ?? '', '--runs', 'latest', '--db', database]);
  expect(compared.code).toBe(5);
  const twice = await json(['compare', '--runs', `${ids[0]},${ids[0]}`, '--runs', `${ids[1]},${ids[1]}`], [2]);
  expect(twice.error.code).toBe('compare.run_twice');
  const mixed = await json(['compare', '--runs', `${ids[0]},${ids[1]}`, '--runs', 'latest'], [2]);
  expect(['compare.run_twice', 'compare.unequal_sides']).toContain(mixed.error.code);
});

it('marks a side inadmissible whose threshold ruins the text, however fast it is', async () => {
  const scans = path.join(folder, 'scans');
  await generateFixtures({ out: scans, fast: 6, standard: 0 });
  const result = await json(
    ['compare', '--a', 'ocr.maxSide=1400', '--b', 'ocr.maxSide=500', '--set', 'ocr.textHeight=0']
      .concat(['--docs', scans, '--passes', '2'])
      .concat(['--name', 'ruined']),
    [0],
  );
  expect(result.verdict).toBe('inadmissible');
  expect(result.sides[1].cpu_seconds.estimate).toBeLessThan(result.sides[0].cpu_seconds.estimate);
  const [text] = result.sides[1].invariants.filter(({ name }: { name: string }) => name === 'text');
  expect(text.holds).toBe(false);
  expect(result.sides[0].admissible).toBe(true);
});

it('refuses what cannot be compared, each with a sentence', async () => {
  const cases: [string[], string][] = [
    [['--a', 'ocr.threads=2'], 'compare.sides'],
    [['--sweep', 'ocr.threads=1,2,3,4,5'], 'compare.sides'],
    [['--preset', 'magic'], 'compare.preset_unknown'],
    [['--preset', 'threads', '--same'], 'usage.bad_option'],
    [['--a', 'ocr.threads=2', '--b', 'ocr.threads=0'], 'settings.bad_value'],
    [['--a', 'x=1', '--b', 'y=1'], 'settings.unknown_key'],
    [['--passes', '3', '--same'], 'usage.bad_option'],
    [['--same', '--export', 'go'], 'usage.bad_option'],
    [['--a', 'ocr.model=best_int', '--b', 'ocr.model=none'], 'ocr.model_unknown'],
  ];
  for (const [words, code] of cases) {
    const { error } = await json(['compare', '--docs', documents, ...words], [2]);
    expect(error.code, words.join(' ')).toBe(code);
    expect(error.message).not.toMatch(/\{\w+\}/);
  }
  const { error } = await json(['compare', '--run', 'ffffffff', '--fail-on', 'slower'], [2]);
  expect(error.code).toBe('run.not_found');
});

it('compares runs over other documents only as far as they share them', async () => {
  const others = path.join(folder, 'others');
  await drawDocuments(others, DOCUMENTS + 2);
  await writeFile(path.join(others, 'note.txt'), 'x');
  const ids: string[] = [];
  for (const place of [documents, others]) ids.push((await json(['run', '--docs', place], [0])).run_id);
  const result = await json(['compare', '--runs', ids[0] ?? '', '--runs', ids[1] ?? ''], [5]);
  expect(result.warnings.map(({ code }: { code: string }) => code)).toContain('compare.documents_differ');
  expect(result.documents.length).toBe(DOCUMENTS);
});
