/**
 * The workflow as it is given: its own `run:` steps, in their order, in a shell as the build server has it, in a copy of this
 * checkout. Only what comes from the registry is not fetched again: `npm ci` puts the packages there that are here already.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { problemsOf } from '../pipeline/export/junit/testing/validate.ts';
import { drawReceipts } from '../scripts/testing/receipts.ts';

const checkout = fileURLToPath(new URL('..', import.meta.url));
const tracked = ['pipeline', 'fixtures', 'scripts', 'resources', 'package.json', 'package-lock.json', '.npmrc', '.gitignore'];

const workflowSchema = z.object({
  on: z.literal('pull_request'),
  jobs: z.object({
    bench: z.object({
      env: z.record(z.string(), z.union([z.string(), z.number()])),
      steps: z.array(
        z.object({
          name: z.string().optional(),
          uses: z.string().optional(),
          run: z.string().optional(),
          if: z.literal('always()').optional(),
        }),
      ),
    }),
  }),
});
const { bench } = workflowSchema.parse(parse(readFileSync(new URL('./github-actions.yml', import.meta.url), 'utf8'))).jobs;

/** Whole workflows, on a machine that may be busy with others. */
const LIMIT_MS = 1_200_000;

let folder: string;
let work: string;
let summary: string;
let environment: NodeJS.ProcessEnv;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-actions-'));
  work = path.join(folder, 'work');
  summary = path.join(folder, 'summary.md');
  mkdirSync(work);
  for (const name of tracked) cpSync(path.join(checkout, name), path.join(work, name), { recursive: true });
  environment = {
    ...process.env,
    ...Object.fromEntries(Object.entries(bench.env).map(([key, value]) => [key, String(value)])),
    PASSES: '2',
    // A busy machine may seem to lose a third; what is injected below makes it more than double.
    MATERIALITY: '60',
    GITHUB_STEP_SUMMARY: summary,
    PATH: [npmWithoutRegistry(), process.env.PATH].join(path.delimiter),
    NO_COLOR: '1',
  };
  git('init', '-q');
  await drawReceipts(path.join(work, 'bench/documents'), 6);
  commit('the code');
  // As the head of the example says.
  shell('npm ci && npm run --silent rbench -- run --docs bench/documents');
  shell('npm run --silent rbench -- baseline --run latest --out bench/baseline.json');
  commit('the baseline');
}, LIMIT_MS);
afterAll(() => rm(folder, { recursive: true }));

/** Stands before the real npm, and answers `ci` and `rebuild` with the packages of this checkout. */
function npmWithoutRegistry(): string {
  const place = path.join(folder, 'bin');
  mkdirSync(place);
  const real = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  const script = `#!/bin/sh
case $1 in
  ci) [ -e package-lock.json ] && ln -sfn '${path.join(checkout, 'node_modules')}' node_modules ;;
  rebuild) [ -e node_modules/node/bin/node ] ;;
  *) exec '${real}' "$@" ;;
esac
`;
  writeFileSync(path.join(place, 'npm'), script, { mode: 0o755 });
  return place;
}

const git = (...words: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...words], { cwd: work });
function commit(message: string): void {
  git('add', '-A', '--', ...tracked, 'bench');
  git('commit', '-qm', message);
}

/** As `shell: bash` without more is started: it ends at the first command that fails. */
function shell(script: string): number | null {
  const { status, stderr } = spawnSync('bash', ['-e', '-c', script], { cwd: work, env: environment, encoding: 'utf8' });
  lastWords = stderr;
  return status;
}
let lastWords = '';

/** Every step with its exit code, or `skipped`; by the rules of `if`. */
function runWorkflow(): Record<string, number | null | 'skipped'> {
  rmPlaces();
  let failed = false;
  const codes: Record<string, number | null | 'skipped'> = {};
  for (const { name = '', run, if: condition } of bench.steps) {
    if (run === undefined) continue;
    const code = failed && condition !== 'always()' ? 'skipped' : shell(run);
    codes[name] = code;
    if (code !== 'skipped' && code !== 0) failed = true;
  }
  return codes;
}

function rmPlaces(): void {
  execFileSync('rm', ['-rf', path.join(work, '.rbench'), path.join(folder, 'pinned'), summary]);
  git('worktree', 'prune');
}

const TEXT = 'Text, fields and failures against the baseline';
const CPU = 'CPU against the pinned code and settings, in turns';
const written = (name: string) => readFileSync(path.join(work, '.rbench', name), 'utf8');

/** A change of the code, and back. */
function withChange(file: string, change: (text: string) => string, test: () => void): void {
  const place = path.join(work, file);
  const before = readFileSync(place, 'utf8');
  expect(change(before)).not.toBe(before);
  writeFileSync(place, change(before));
  commit('a change');
  try {
    test();
  } finally {
    git('revert', '--no-edit', 'HEAD');
  }
}

describe('the workflow', () => {
  it(
    'passes unchanged code, and leaves reports and a summary',
    async () => {
      const codes = runWorkflow();
      expect(codes, lastWords).toEqual(Object.fromEntries(Object.keys(codes).map((name) => [name, 0])));
      expect(Object.keys(codes)).toEqual(expect.arrayContaining([TEXT, CPU]));
      expect(await problemsOf(written('text.xml'), written('cpu.xml'))).toEqual([]);
      expect(existsSync(path.join(work, '.rbench/report/report.html'))).toBe(true);
      const told = readFileSync(summary, 'utf8');
      expect(told).toContain('character error rate: no worse on any of 6 documents');
      expect(told).toContain(JSON.parse(written('cpu.json')).sentence);
    },
    LIMIT_MS,
  );

  it(
    'fails a change that reads worse, at the first step that can tell, and tells it',
    () => {
      const ruin = (text: string) =>
        text
          .replace('.max(20_000)).default(2400)', '.max(20_000)).default(500)')
          .replace('.max(100)).default(12)', '.max(100)).default(0)');
      withChange('pipeline/contract/settings.ts', ruin, () => {
        const codes = runWorkflow();
        expect([codes[TEXT], codes[CPU], codes.Summary], lastWords).toEqual([1, 'skipped', 0]);
        expect(JSON.parse(written('text.json')).baseline.verdict).toBe('worse');
        expect(written('text.xml')).toContain('<failure type="text"');
        expect(readFileSync(summary, 'utf8')).toMatch(/character error rate: \+\d/);
      });
    },
    LIMIT_MS,
  );

  it(
    'fails a change that costs CPU and reads as well',
    () => {
      const slow = (text: string) =>
        text.replace('  let bytes = 0;\n', (line) => `${line}  for (let round = 0; round < 700_000_000; round += 1);\n`);
      withChange('pipeline/stages/upload.ts', slow, () => {
        // Two pass pairs can prove next to nothing.
        environment.PASSES = '4';
        const codes = runWorkflow();
        expect([codes[TEXT], codes[CPU], codes.Summary], lastWords).toEqual([0, 1, 0]);
        expect(JSON.parse(written('cpu.json')).verdict).toBe('slower');
        expect(written('cpu.xml')).toContain('<failure type="slower"');
      });
    },
    LIMIT_MS,
  );
});
