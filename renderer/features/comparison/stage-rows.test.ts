import { expect, test } from 'vitest';
import type { Comparison, Contrast } from '../../../pipeline/contract/comparison.ts';
import { comparisonSchema } from '../../../pipeline/contract/comparison.ts';
import { reasonOf, rowName, stageRows } from './stage-rows.ts';
import { emptyComparison, sampleComparison } from './testing/sample-comparison.ts';

const first = (comparison: Comparison): Contrast => comparison.contrasts[0]!;

test('the samples are comparisons as the contract has them', () => {
  for (const comparison of [
    sampleComparison(),
    sampleComparison({ sides: 4, documents: 2, verdict: 'unproven', pairs: 1 }),
    sampleComparison({ longNames: true, verdict: 'inadmissible' }),
    emptyComparison(),
  ])
    expect(comparisonSchema.parse(comparison)).toEqual(comparison);
});

test('stages stand in the order of the pipeline, idle spin after ocr, the total last', () => {
  const comparison = sampleComparison();
  expect(stageRows(comparison, first(comparison), 'cpu').map(rowName)).toEqual([
    'fetch',
    'quality_scoring',
    'enhancement',
    'ocr',
    'idle spin, inside ocr',
    'schema_adaptation',
    'upload',
    'all stages',
  ]);
});

test('idle spin is CPU: by the clock it has no row, and without it neither', () => {
  const comparison = sampleComparison();
  expect(stageRows(comparison, first(comparison), 'wall').map(rowName)).not.toContain('idle spin, inside ocr');
  const sides = comparison.sides.map((side) => ({ ...side, idle_spin_cpu_seconds: null }));
  expect(stageRows({ ...comparison, sides }, first(comparison), 'cpu').map(rowName)).not.toContain('idle spin, inside ocr');
});

test('a stage that only one side ran has a row, and nothing where it did not run', () => {
  const comparison = sampleComparison();
  const [a, b] = comparison.sides;
  const { enhancement: _, ...stages } = b!.stages;
  const row = stageRows({ ...comparison, sides: [a!, { ...b!, stages }] }, first(comparison), 'cpu').find(
    ({ stage }) => stage === 'enhancement',
  );
  expect(row).toMatchObject({ b: null, coresB: null });
  expect(row?.a).not.toBeNull();
});

test('seconds, cores and the effect are of the metric that is asked for', () => {
  const comparison = sampleComparison();
  const [cpu, wall] = (['cpu', 'wall'] as const).map((metric) => stageRows(comparison, first(comparison), metric).at(-1));
  expect(cpu).toMatchObject({ a: comparison.sides[0]?.cpu_seconds, effect: { metric: 'cpu' } });
  expect(wall).toMatchObject({ b: comparison.sides[1]?.wall_seconds, effect: { metric: 'wall' } });
});

test('a control that moved says so beside its reason', () => {
  const comparison = sampleComparison({ verdict: 'unproven' });
  const row = stageRows(comparison, first(comparison), 'cpu').find(({ stage }) => stage === 'fetch')!;
  expect(reasonOf(row)).toMatch(/The change cannot move this stage, and it moved/);
  const still = stageRows(comparison, first(comparison), 'cpu').find(({ stage }) => stage === 'upload')!;
  expect(reasonOf(still)).toMatch(/It is a control/);
});
