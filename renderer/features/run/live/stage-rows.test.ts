import { expect, test } from 'vitest';
import { stageRows, sumsOf } from './stage-rows.ts';

test('means are per document in which the stage ran, shares of all CPU', () => {
  const rows = stageRows({
    enhancement: { jobs: 1, cpu_seconds: 1, wall_seconds: 2 },
    ocr: { jobs: 2, cpu_seconds: 3, wall_seconds: 2 },
  });
  expect(rows.find(({ stage }) => stage === 'ocr')).toEqual({
    stage: 'ocr',
    cpu_seconds: 1.5,
    wall_seconds: 1,
    coresBusy: 1.5,
    share: 0.75,
  });
  expect(rows.find(({ stage }) => stage === 'enhancement')).toMatchObject({ cpu_seconds: 1, coresBusy: 0.5, share: 0.25 });
});

test('every stage has its row from the start; the optional one only when it ran', () => {
  expect(stageRows({}).map(({ stage }) => stage)).toEqual([
    'fetch',
    'quality_scoring',
    'enhancement',
    'ocr',
    'schema_adaptation',
    'upload',
  ]);
  expect(stageRows({ pre_ocr: { jobs: 1, cpu_seconds: 1, wall_seconds: 1 } }).map(({ stage }) => stage)).toContain('pre_ocr');
  expect(stageRows({})[0]).toEqual({ stage: 'fetch', cpu_seconds: null, wall_seconds: null, coresBusy: null, share: 0 });
});

test('the summary of a run that ended gives the same rows', () => {
  const summary = { ocr: { jobs: 2, cpu_seconds: 1.5, wall_seconds: 1, total_cpu_seconds: 3, total_wall_seconds: 2 } };
  expect(sumsOf(summary)).toEqual({ ocr: { jobs: 2, cpu_seconds: 3, wall_seconds: 2 } });
});
