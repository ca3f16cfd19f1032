import { expect, test } from 'vitest';
import type { Span } from '../../../pipeline/contract/spans.ts';
import { spanRows } from './span-rows.ts';

const span = (stage: Span['stage'], part: string, start_us: number, wall_us: number, cpu_us: number): Span => ({
  stage,
  part,
  start_us,
  wall_us,
  user_us: cpu_us,
  system_us: 0,
  child_us: 0,
});

const rows = spanRows(
  [
    span('ocr', 'recognise/page 1', 6_000_000, 1_000_000, 1_000_000),
    span('fetch', '', 5_000_000, 500_000, 250_000),
    span('ocr', 'recognise', 6_000_000, 2_000_000, 1_500_000),
    span('ocr', '', 6_000_000, 2_000_000, 1_500_000),
  ],
  { unattributed_user_us: 200_000, unattributed_system_us: 50_000 },
);

test('each span stands before what is inside it, whatever the order they came in', () => {
  expect(rows.map(({ stage, part, depth }) => [stage, part, depth])).toEqual([
    ['fetch', '', 0],
    ['ocr', '', 0],
    ['ocr', 'recognise', 1],
    ['ocr', 'page 1', 2],
    [null, '', 0],
  ]);
});

test('times count from the first span, and cores busy is CPU over wall', () => {
  expect(rows[3]).toMatchObject({ startSeconds: 1, wallSeconds: 1, cpuSeconds: 1, coresBusy: 1 });
  expect(rows[0]?.coresBusy).toBe(0.5);
});

test('stages and remainder share all of the CPU, and parts are not counted twice', () => {
  const shares = rows.filter(({ depth }) => depth === 0).map(({ share }) => share);
  expect(shares).toEqual([0.125, 0.75, 0.125]);
});

test('a document that never came to a stage has no rows', () => {
  expect(spanRows([], { unattributed_user_us: null, unattributed_system_us: null })).toEqual([]);
});
