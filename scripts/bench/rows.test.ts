import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { benchRowSchema, judge, ROWS_FILE, type Spread, shownNumber, tell, tellNotMeasured } from './rows.ts';

afterEach(() => void vi.unstubAllEnvs());

const interval = (low: number, high: number): Spread => ({ low, high, of: '95 %' });

test('a goal is met where the whole interval keeps it, and nobody can tell where only a part does', () => {
  const verdict = (spread: Spread | null) => judge(1.5, spread, { atLeast: 1 }, '×').verdict;
  expect(verdict(null)).toBe('met');
  expect(verdict(interval(1.1, 1.9))).toBe('met');
  expect(verdict(interval(0.9, 2.1))).toBe('cannot tell');
  expect(judge(0.8, interval(0.7, 0.9), { atLeast: 1 }, '×')).toEqual({ text: '≥ 1.00 ×', verdict: 'not met' });
  expect(judge(8, interval(5, 9), { atMost: 10 }, 'ms')).toEqual({ text: '≤ 10.0 ms', verdict: 'met' });
});

test('the spread of single cases takes nothing off the value', () => {
  expect(judge(8, { low: 2, high: 40, of: 'least to most' }, { atMost: 10 }, 'ms').verdict).toBe('met');
});

test('numbers keep three digits that matter, and all before the point', () => {
  expect([0, 0.00042, 0.0123, 0.5, 1.857, 16.7, 123.4, 56_391].map(shownNumber)).toEqual([
    ...['0', '0.00042', '0.012', '0.500', '1.86', '16.7', '123', '56,391'],
  ]);
});

test('rows go to the file that is named, a line each, and nowhere without one', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'rbench-rows-')), 'rows.ndjson');
  vi.stubEnv(ROWS_FILE, undefined);
  tell('store', { what: 'rows', value: 1, unit: 'a second' });
  vi.stubEnv(ROWS_FILE, file);
  tell('store', { what: 'rows', value: 1, unit: 'a second', goal: { atLeast: 2 } });
  tellNotMeasured('load', 'wrk', 'there is no program wrk (Debian: apt-get install wrk)');
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => benchRowSchema.parse(JSON.parse(line)));
  expect(rows.map(({ value, goal, note }) => [value, goal?.verdict, note])).toEqual([
    [1, 'not met', ''],
    [null, undefined, 'not measured: there is no program wrk (Debian: apt-get install wrk)'],
  ]);
});
