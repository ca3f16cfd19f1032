import { expect, test } from 'vitest';
import { stageLedger } from './stage-ledger.ts';

const stage = (cpu_seconds: number, wall_seconds: number) => ({
  jobs: 10,
  cpu_seconds,
  wall_seconds,
  total_cpu_seconds: cpu_seconds * 10,
  total_wall_seconds: wall_seconds * 10,
});

/** What `rbench run` printed of a real baseline; the numbers beside are its own. */
const rows = stageLedger({
  stages: { upload: stage(0.061, 0.0752), fetch: stage(0.0021, 0.0025), ocr: stage(1.279, 1.4) },
  unattributed_ratio: 0.0004,
});

test('stages stand in the order of the pipeline, then their total, then what no stage owns', () => {
  expect(rows.map(({ kind, stage: name }) => name ?? kind)).toEqual(['fetch', 'ocr', 'upload', 'total', 'remainder']);
});

test('the total is the sum of the stages, and the remainder the share that the ratio says', () => {
  const [total, remainder] = rows.slice(-2);
  expect(total!.cpuSeconds).toBeCloseTo(0.0021 + 1.279 + 0.061, 12);
  expect(total!.wallSeconds).toBeCloseTo(0.0025 + 1.4 + 0.0752, 12);
  expect(remainder!.cpuSeconds / (remainder!.cpuSeconds + total!.cpuSeconds)).toBeCloseTo(0.0004, 12);
  expect(remainder!.wallSeconds).toBeNull();
});

test('the shares of stages and remainder add up to one', () => {
  const shares = rows.filter(({ kind }) => kind !== 'total').map(({ share }) => share ?? 0);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});

test('cores busy is CPU over wall', () => {
  expect(rows[1]!.coresBusy).toBeCloseTo(1.279 / 1.4, 12);
});

test('a run without measured stages has no shares and no remainder', () => {
  expect(stageLedger({ stages: {}, unattributed_ratio: null })).toEqual([
    { kind: 'total', stage: null, documents: null, cpuSeconds: 0, wallSeconds: 0, coresBusy: 0, share: null },
    { kind: 'remainder', stage: null, documents: null, cpuSeconds: 0, wallSeconds: null, coresBusy: null, share: null },
  ]);
});
