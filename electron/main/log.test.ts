import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { openLog } from './log.ts';
import { Mask } from './mask.ts';

function temporary(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rbench-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const withoutTime = (lines: readonly string[]) => lines.map((line) => line.replace(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z /, ''));

test('a line has its time, its weight, who says it, and what', () => {
  const log = openLog(temporary(), new Mask('/home/ann'));
  log.info('run', 'begun: 12 documents in /home/ann/scans, 100 %s of %d %%');
  log.failure('window', new BenchError('run.busy'));
  expect(readFileSync(log.file, 'utf8')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z info {2}run: begun/);
  expect(withoutTime(log.tail(9))).toEqual([
    'info  run: begun: 12 documents in ~/scans, 100 %s of %d %%',
    'warn  window: run.busy: This engine is working on a run already; wait for it or cancel it.',
  ]);
  expect(statSync(log.file).mode & 0o777).toBe(0o600);
});

test('a secret does not reach the file', () => {
  const mask = new Mask('/home/ann');
  const log = openLog(temporary(), mask);
  mask.learn('c4nary-1');
  log.warn('exporter', 'no pg_hba entry for postgres://ann:c4nary-2@db, tried c4nary-1');
  expect(readFileSync(log.file, 'utf8')).not.toContain('c4nary');
});

test('what goes on over lines stands behind its first, without control characters, and has an end', () => {
  const log = openLog(temporary(), new Mask(''));
  log.error('engine', 'Error: no\r\n  at a\u001b[31m\n');
  log.warn('reader', Array.from({ length: 50 }, (_, line) => `${line}`).join('\n'));
  log.warn('reader', 'x'.repeat(5000));
  const lines = log.tail(99);
  expect(withoutTime(lines.slice(0, 2))).toEqual(['error engine: Error: no', '      at a [31m']);
  expect(lines.at(-2)).toBe('    (10 lines more)');
  expect(lines.at(-1)?.length).toBeLessThan(2100);
});

test('the log is bounded, and its last lines are found across both files', () => {
  const folder = temporary();
  const log = openLog(folder, new Mask(''), 1000);
  for (let number = 1; number <= 200; number++) log.info('run', `line ${number} ${'.'.repeat(50)}`);
  expect(readdirSync(folder).sort()).toEqual(['rythmiq-bench.log', 'rythmiq-bench.old.log']);
  for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).size).toBeLessThan(1200);
  const numbers = log.tail(12).map((line) => Number(/line (\d+)/.exec(line)?.[1]));
  expect(numbers).toEqual(Array.from({ length: 12 }, (_, place) => 189 + place));
});

test('a folder that cannot be written stops nobody', () => {
  const file = path.join(temporary(), 'file');
  writeFileSync(file, '');
  const log = openLog(path.join(file, 'below'), new Mask(''));
  log.info('run', 'begun');
  expect(log.tail(5)).toEqual([]);
});

test('a log that was deleted while the app is open begins anew', () => {
  const log = openLog(temporary(), new Mask(''));
  log.info('run', 'one');
  rmSync(log.file);
  log.info('run', 'two');
  expect(withoutTime(log.tail(5))).toEqual(['info  run: two']);
});
