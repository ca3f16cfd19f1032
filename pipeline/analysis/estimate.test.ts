import { expect, test } from 'vitest';
import type { RunRecord, RunSummary } from '../contract/run.ts';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import { estimateFrom } from './estimate.ts';

const run = (name: string, settings: Partial<Settings> = {}, wall_per_doc: number | null = 2) =>
  ({
    id: name,
    name,
    created_at: '2026-01-30T10:00:00.000Z',
    settings: { ...defaultSettings, ...settings },
    environment: { cores: 2 },
    summary: { wall_per_doc, jobs: { succeeded: 7, failed: 1, unfinished: 0 } } as RunSummary,
  }) as unknown as RunRecord;

test('the run with the same settings tells, though a newer one differs', () => {
  expect(estimateFrom([run('newer', { preOcr: true }), run('same', {}, 3.5), run('older')], defaultSettings)).toEqual({
    run: 'same',
    name: 'same',
    created_at: '2026-01-30T10:00:00.000Z',
    documents: 7,
    wall_seconds_per_document: 3.5,
    differs_in: [],
  });
});

test('where none is the same, the newest of those that differ least tells, and in what', () => {
  const runs = [
    run('three', { preOcr: true, 'ocr.model': 'standard', 'ocr.textHeight': 0 }),
    run('two', { preOcr: true, 'ocr.model': 'standard' }),
    run('two, older', { preOcr: true, 'ocr.maxSide': 5000 }),
  ];
  expect(estimateFrom(runs, defaultSettings)).toMatchObject({ run: 'two', differs_in: ['preOcr', 'ocr.model'] });
});

test('what only bounds or spreads the work is no difference', () => {
  const spread = { workers: 8, host: 'utility', 'job.timeout': 5, 'input.maxMegabytes': 1, 'input.maxMegapixels': 1 } as const;
  expect(estimateFrom([run('spread', spread)], defaultSettings)).toMatchObject({ differs_in: [] });
});

test('a run that measured nothing tells nothing', () => {
  const unended: RunRecord = { ...run('unended'), summary: null };
  expect(estimateFrom([unended, run('failed', {}, null)], defaultSettings)).toBeNull();
  expect(estimateFrom([unended, run('failed', {}, null), run('old', { preOcr: true })], defaultSettings)).toMatchObject({
    run: 'old',
  });
});

test('what documents waited for a core is not part of what one takes', () => {
  const wall = (workers: number) => estimateFrom([run('crowded', { workers }, 4)], defaultSettings)?.wall_seconds_per_document;
  expect([1, 2, 8].map(wall)).toEqual([4, 4, 1]);
});
