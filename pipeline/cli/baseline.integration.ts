/**
 * What a build is failed by: text against a baseline file, and speed of settings and of code measured in turns.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rbench, startRbench } from '../../scripts/testing/rbench.ts';
import { drawReceipts } from '../../scripts/testing/receipts.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
/** The fewest whose text can be judged. */
const DOCUMENTS = 6;
const RUINED = ['ocr.maxSide=500', 'ocr.textHeight=0'];

let folder: string;
let documents: string;
let database: string;
let baseline: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-baseline-'));
  documents = path.join(folder, 'documents');
  database = path.join(folder, 'bench.sqlite');
  baseline = path.join(folder, 'baseline.json');
  await drawReceipts(documents, DOCUMENTS);
  await json(['run', '--docs', documents, '--name', 'reference'], 0);
  await json(['baseline', '--run', 'latest', '--out', baseline], 0);
}, 300_000);
afterAll(() => rm(folder, { recursive: true }));

async function json(words: readonly string[], code: number) {
  const { stdout, stderr, code: got } = await rbench([...words, '--db', database, '--json']);
  expect(got, stderr + stdout).toBe(code);
  return JSON.parse(stdout);
}

describe('rbench baseline', () => {
  it('writes a file that fits its schema, holds no seconds, and is the same for the same run', async () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const schema = JSON.parse(readFileSync(path.join(checkout, 'resources/baseline.schema.json'), 'utf8'));
    const text = readFileSync(baseline, 'utf8');
    const validate = ajv.compile(schema);
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(JSON.parse(text).documents).toHaveLength(DOCUMENTS);
    expect(text).not.toMatch(/seconds|cpu_us|wall/);
    const again = path.join(folder, 'again.json');
    await json(['baseline', '--run', 'latest', '--out', again], 0);
    expect(readFileSync(again, 'utf8')).toBe(text);
  });

  it('refuses what cannot be one, each with a code', async () => {
    const cases: [string[], number, string][] = [
      [['baseline', '--out', path.join(folder, 'x.json')], 2, 'baseline.none_pinned'],
      [['baseline', '--run', 'ffffffff', '--out', path.join(folder, 'x.json')], 2, 'run.not_found'],
      [['baseline', '--run', 'latest', '--out', database], 1, 'export.failed'],
      [['run', '--docs', documents, '--baseline', path.join(folder, 'none.json')], 2, 'baseline.bad_file'],
      [['run', '--docs', documents, '--baseline', path.join(checkout, 'package.json')], 2, 'baseline.bad_file'],
      [['run', '--docs', documents, '--count', '2', '--baseline', baseline], 2, 'baseline.documents_differ'],
      [['compare', '--a', 'ocr.threads=2', '--baseline', baseline, '--docs', documents], 2, 'usage.bad_option'],
      [['compare', '--same', '--fail-on', 'faster', '--docs', documents], 2, 'usage.bad_option'],
      [['compare', '--a-code', folder, '--docs', documents], 2, 'compare.no_code'],
    ];
    for (const [words, code, name] of cases) {
      const { error } = await json(words, code);
      expect([error.code, error.message], words.join(' ')).toEqual([name, expect.not.stringMatching(/\{\w+\}/)]);
    }
  });

  it('refuses documents that have changed since', async () => {
    const others = path.join(folder, 'others');
    cpSync(documents, others, { recursive: true });
    await copyFile(path.join(others, 'receipt_01.jpg'), path.join(others, 'receipt_00.jpg'));
    const { error } = await json(['run', '--docs', others, '--baseline', baseline], 2);
    expect(error).toMatchObject({ code: 'baseline.documents_differ', details: { count: 1 } });
  });
});

describe('rbench run --baseline', () => {
  it('passes what reads as before, and fails what reads worse', async () => {
    const same = await json(['run', '--docs', documents, '--baseline', baseline], 0);
    expect(same.baseline).toMatchObject({ verdict: 'no_worse', worse: [] });
    const ruined = await json(['run', '--docs', documents, '--baseline', baseline, '--set', ...RUINED], 1);
    expect(ruined.baseline.verdict).toBe('worse');
    expect(ruined.baseline.checks[0]).toMatchObject({ name: 'text', holds: false });
    expect(ruined.baseline.worse.length).toBeGreaterThan(0);
  });

  it('says on stderr what it found where stdout belongs to the contracts', async () => {
    const words = ['run', '--docs', documents, '--baseline', baseline, '--emit', 'ndjson', '--set', ...RUINED];
    const { code, stdout, stderr } = await rbench([...words, '--db', database]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('WORSE than the baseline')]);
    expect(stdout.trim().split('\n')).toHaveLength(DOCUMENTS);
  });

  it('is held against by what finishes a run that was stopped', async () => {
    const started = startRbench(['run', '--docs', documents, '--emit', 'ndjson', '--set', ...RUINED, '--db', database]);
    await once(started.child.stdout ?? process.stdin, 'data');
    started.child.kill('SIGINT');
    expect((await started.ended).code).toBe(130);
    const failOn = await json(['resume', 'latest', '--fail-on', 'slower'], 2);
    expect(failOn.error.code).toBe('usage.bad_option');
    const others = path.join(folder, 'not-those');
    await drawReceipts(others, 1);
    await json(['run', '--docs', others, '--name', 'one'], 0);
    const report = path.join(folder, 'resumed.xml');
    const [, stopped] = (await json(['runs', '--limit', '2'], 0)).runs;
    const resumed = await json(['resume', stopped.id, '--baseline', baseline, '--junit', report], 1);
    expect(resumed.baseline.verdict).toBe('worse');
    expect(readFileSync(report, 'utf8')).toContain('baseline');
    const differ = await json(['resume', 'latest', '--baseline', baseline], 2);
    expect(differ.error.code).toBe('baseline.documents_differ');
  });
});

describe('rbench compare --fail-on', () => {
  it('fails a side that ruins the text against the settings of the baseline, unless it is not asked to', async () => {
    const words = ['compare', '--baseline', baseline, '--docs', documents, '--b', ...RUINED, '--passes', '2'];
    const result = await json([...words, '--fail-on', 'slower,inadmissible'], 1);
    expect(result.verdict).toBe('inadmissible');
    expect(result.sides[0].settings['ocr.maxSide']).toBe(2400);
    await json(['compare', '--run', 'latest', '--fail-on', 'slower,cannot_tell'], 0);
    await json(['compare', '--run', 'latest', '--fail-on', 'inadmissible'], 1);
    await json(['compare', '--run', 'latest'], 0);
  });

  it('measures the code of another checkout in turns with its own', async () => {
    const slowed = copyOfCheckout(path.join(folder, 'slowed'));
    slowDown(slowed);
    const words = ['compare', '--a-code', slowed, '--docs', documents, '--count', '3', '--passes', '4'];
    const result = await json([...words, '--fail-on', 'slower,inadmissible,cannot_tell'], 0);
    expect([result.verdict, result.sweep.key]).toEqual(['faster', 'code']);
    expect(result.sweep.values[0]).toContain('slowed');
    expect(result.warnings.map(({ code }: { code: string }) => code)).toContain('compare.code_differs');
    // Code may move any stage.
    expect(result.negative_controls).toEqual([]);
    expect(result.stages.upload.cpu.ratio.estimate).toBeLessThan(0.5);
  });

  it('says so when the other code does not work with this one', async () => {
    const broken = copyOfCheckout(path.join(folder, 'broken'));
    writeFileSync(path.join(broken, 'pipeline/worker/main.ts'), "throw new Error('of another time');\n");
    const { error } = await json(['compare', '--a-code', broken, '--docs', documents, '--passes', '2'], 1);
    expect(error).toMatchObject({ code: 'compare.code_failed', details: { folder: broken } });
    expect(error.message).toContain('of another time');
  });
});

function copyOfCheckout(to: string): string {
  mkdirSync(to, { recursive: true });
  for (const name of ['pipeline', 'fixtures', 'package.json'])
    cpSync(path.join(checkout, name), path.join(to, name), { recursive: true });
  symlinkSync(path.join(checkout, 'node_modules'), path.join(to, 'node_modules'));
  const git = (...words: string[]) => execFileSync('git', ['-C', to, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words]);
  git('init', '-q');
  git('add', '-A', '--', 'pipeline', 'package.json');
  git('commit', '-qm', 'as it is');
  return to;
}

/** Upload takes some tenths of a second more. */
function slowDown(copy: string): void {
  const stage = path.join(copy, 'pipeline/stages/upload.ts');
  const text = readFileSync(stage, 'utf8');
  const slow = text.replace('  let bytes = 0;\n', (line) => `${line}  for (let round = 0; round < 800_000_000; round += 1);\n`);
  expect(slow).not.toBe(text);
  writeFileSync(stage, slow);
}
