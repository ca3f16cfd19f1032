import { expect, test } from 'vitest';
import type { RunTable } from '../../../pipeline/contract/run-table.ts';
import { everything, filterDocuments } from './document-filter.ts';

const job = (changes: Partial<RunTable['jobs'][number]>): RunTable['jobs'][number] => ({
  id: '1177c19f-eb81-427d-84da-f7123b38fe83',
  sequence: 0,
  file: 'Scan.JPG',
  state: 'succeeded',
  temperature: 'warm',
  path: 'fast',
  error: null,
  ...changes,
});

const jobs = [
  job({}),
  job({ file: 'b.png', path: 'standard', temperature: 'cold' }),
  job({ file: 'c.png', state: 'failed', path: null, temperature: null, error: { code: 'input.empty', message: 'It is Empty.' } }),
  job({ file: 'd.png', state: 'queued', path: null, temperature: null }),
  job({ file: 'e.png', state: 'running', path: null, temperature: null }),
];
const found = (changes: Partial<typeof everything>) => filterDocuments(jobs, { ...everything, ...changes });

test('without a filter all stand in the order of the plan', () => {
  expect(found({})).toEqual([0, 1, 2, 3, 4]);
});

test('what is typed is looked for in the name and in the error, whatever its case', () => {
  expect(found({ text: ' scan ' })).toEqual([0]);
  expect(found({ text: 'EMPTY' })).toEqual([2]);
  expect(found({ text: 'input.' })).toEqual([2]);
});

test('unfinished are those that wait and those that run', () => {
  expect(found({ state: 'unfinished' })).toEqual([3, 4]);
  expect(found({ state: 'failed' })).toEqual([2]);
});

test('a path or a temperature leaves out documents that have none', () => {
  expect(found({ path: 'standard' })).toEqual([1]);
  expect(found({ temperature: 'warm' })).toEqual([0]);
  expect(found({ path: 'fast', temperature: 'cold' })).toEqual([]);
});
