/**
 * `npm run bench`, in its short form: that benches run and their rows become one table, and how it ends when one cannot run, crashes
 * or is interrupted. Nothing of their figures.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { benchRowSchema } from './rows.ts';

const script = fileURLToPath(new URL('all.ts', import.meta.url));
const reportSchema = z.object({
  rows: z.array(benchRowSchema),
  benches: z.array(z.object({ bench: z.string(), end: z.enum(['done', 'crashed', 'cancelled']) })),
});

/** @param words those for files are put first, so that others can stand in their place */
function start(words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rbench-all-'));
  const [json, out, temporary] = ['rows.json', 'table.md', 'tmp'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(temporary);
  const child = spawn(process.execPath, [script, '--short', '--json', json, '--out', out, ...words], {
    env: { ...process.env, TMPDIR: temporary, ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  }).then((code) => ({ code, stdout, stderr, leftBehind: readdirSync(temporary) }));
  return {
    ...{ child, ended, stderr: () => stderr },
    report: () => reportSchema.parse(JSON.parse(readFileSync(json, 'utf8'))),
    markdown: () => readFileSync(out, 'utf8'),
  };
}

describe.runIf(process.platform === 'linux')('npm run bench', () => {
  it('runs benches one after another and makes one table of their rows', async () => {
    const bench = start(['--only', 'startup,timeline,load']);
    const { code, stdout, stderr, leftBehind } = await bench.ended;
    expect({ code, leftBehind }, stderr).toEqual({ code: 0, leftBehind: [] });
    const { rows, benches } = bench.report();
    expect(benches.map(({ bench: name, end }) => [name, end])).toEqual([
      ['startup', 'done'],
      ['timeline', 'done'],
      ['load', 'done'],
    ]);
    for (const { bench: name } of benches) {
      const own = rows.filter((row) => row.bench === name);
      expect(own.filter(({ value }) => value !== null).length, name).toBeGreaterThan(2);
    }
    // Goals are not for short sizes.
    expect(rows.filter(({ goal }) => goal !== null)).toEqual([]);
    const first = rows[0]!.what;
    expect(stdout).toContain(first);
    expect(bench.markdown()).toMatch(/^# Bench\n\n20\d\d-.* minutes, \d+ cores of .*\nCommit [0-9a-f]{40}/);
    expect(bench.markdown()).toContain(`| startup | ${first} |`);
  });

  it('says what is missing for what it cannot measure', async () => {
    const programs = mkdtempSync(path.join(os.tmpdir(), 'rbench-all-path-'));
    symlinkSync('/bin/sh', path.join(programs, 'sh'));
    const bench = start(['--only', 'rivals'], { PATH: programs });
    const { code, stderr } = await bench.ended;
    expect(code, stderr).toBe(0);
    const { rows } = bench.report();
    expect(rows.filter(({ value }) => value === null).map(({ note }) => note)).toEqual([
      'not measured: there is no program tesseract (Debian: apt-get install tesseract-ocr)',
      'not measured: there is no program ocrmypdf (Debian: apt-get install ocrmypdf)',
    ]);
    expect(rows.find(({ value }) => value !== null)).toMatchObject({ what: 'ours, default: a document', unit: 'CPU s' });
  });

  it('goes on after a bench that crashed, names its error, and ends with 1', async () => {
    const documents = mkdtempSync(path.join(os.tmpdir(), 'rbench-all-docs-'));
    writeFileSync(path.join(documents, 'notes.txt'), 'no document');
    const bench = start(['--only', 'rivals,timeline', '--docs', documents]);
    expect((await bench.ended).code).toBe(1);
    const { rows, benches } = bench.report();
    expect(benches.map(({ end }) => end)).toEqual(['crashed', 'done']);
    expect(rows[0]).toMatchObject({ bench: 'rivals', value: null });
    expect(rows[0]!.note).toMatch(/^not measured to its end: exit code 1: .*holds no document/);
  });

  it('keeps what was found when it is interrupted, and leaves nothing behind', async () => {
    const bench = start(['--only', 'timeline,load,simulate']);
    await expect.poll(bench.stderr, { timeout: 240_000, interval: 50 }).toContain('answers that the gateway counted');
    bench.child.kill('SIGINT');
    const { code, leftBehind } = await bench.ended;
    expect({ code, leftBehind }).toEqual({ code: 130, leftBehind: [] });
    const notes = bench.report().rows.map((row) => [row.bench, row.note] as const);
    expect(notes.filter(([name]) => name === 'timeline').length).toBeGreaterThan(2);
    expect(notes).toContainEqual(['load', 'not measured to its end: cancelled']);
    expect(notes.at(-1)).toEqual(['simulate', 'not measured: cancelled']);
    // It was ended, and not waited for: its last part found nothing.
    expect(bench.report().rows.filter(({ what }) => what.startsWith('the same gateway'))).toEqual([]);
  });

  it('refuses a bench that there is not, with the names of those that there are', async () => {
    const { code, stderr } = await start(['--only', 'speed']).ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/ There is no bench “speed”; there are overhead, attribution, .*simulate\.\n$/);
  });

  it('refuses an option that there is not, and says which there are', async () => {
    const wrong = await start(['--fast']).ended;
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/unknown option '--fast'/)]);
    const help = await start(['--help']).ended;
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('--only <names>')]);
  });

  it('prints what it found where its files cannot be written', async () => {
    const bench = start(['--only', 'simulate', '--json', '/dev/null/rows.json', '--out', '/dev/null/table.md']);
    const { code, stdout, stderr } = await bench.ended;
    expect([code, stdout]).toEqual([1, expect.stringContaining('simulate')]);
    expect(stderr).toMatch(/rows\.json could not be written: .*\n.*table\.md could not be written: /);
  });
});
