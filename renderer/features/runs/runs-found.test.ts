import { expect, test } from 'vitest';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { nothingFound, runsSoFar, withAll, withError, withPart } from './runs-found.ts';

const run = (number: number): RunListItem => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  kind: 'run',
  state: 'completed',
  name: `run ${number}`,
  tags: [],
  notes: '',
  pinned: false,
  created_at: '2026-11-23T18:47:00.000Z',
  ended_at: null,
  owner: null,
  warnings: [],
  summary: null,
});
const runs = (count: number, from = 0): RunListItem[] => Array.from({ length: count }, (_, index) => run(from + index));

async function lengths(all: readonly RunListItem[]): Promise<number[]> {
  const seen: number[] = [];
  for await (const part of runsSoFar(async (limit, offset) => all.slice(offset, offset + limit))) seen.push(part.length);
  return seen;
}

test('the newest come first, then all', async () => {
  expect(await lengths(runs(1000))).toEqual([200, 1000]);
  expect(await lengths(runs(5000))).toEqual([200, 2200, 4200, 5000]);
  expect(await lengths(runs(7))).toEqual([7]);
  expect(await lengths([])).toEqual([0]);
});

test('a run that slid to the next page while the list was read comes once', async () => {
  const parts: (readonly RunListItem[])[] = [];
  const pages = [runs(200), runs(100, 199)];
  for await (const part of runsSoFar(async () => pages.shift() ?? [])) parts.push(part);
  expect(parts.at(-1)).toHaveLength(299);
});

test('a search that is read for the first time shows its newest, and says that they are not all', () => {
  const first = withPart(nothingFound, '', runs(200));
  expect(first).toMatchObject({ isComplete: false, error: null });
  expect(first.runs).toHaveLength(200);
  const other = withPart(withAll(first, '', runs(600)), 'receipts', runs(3));
  expect(other).toMatchObject({ search: 'receipts', isComplete: false });
  expect(other.runs).toHaveLength(3);
});

test('a list that is read again does not shrink to its first page', () => {
  const known = withAll(nothingFound, '', runs(600));
  expect(withPart(known, '', runs(200))).toBe(known);
});

test('read again without a change, the list is the same object', () => {
  const known = withAll(nothingFound, '', runs(600));
  expect(withAll(known, '', structuredClone(runs(600)))).toBe(known);
});

test('a reading that failed takes nothing away, and the next one takes the error away', () => {
  const known = withAll(nothingFound, '', runs(3));
  const failed = withError(known, new BenchError('call.cancelled'));
  expect(failed.runs).toBe(known.runs);
  expect(failed.error?.code).toBe('call.cancelled');
  expect(withAll(failed, '', runs(3)).error).toBeNull();
});
