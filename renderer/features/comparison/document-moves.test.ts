import { expect, test } from 'vitest';
import type { Comparison } from '../../../pipeline/contract/comparison.ts';
import { documentMoves, spreadOfRatios } from './document-moves.ts';
import { sampleComparison } from './testing/sample-comparison.ts';

/** CPU seconds of a and b by file; wall is half of it on side b. */
function comparisonOf(documents: Readonly<Record<string, readonly [number | null, number | null]>>): Comparison {
  const sample = sampleComparison();
  const like = sample.documents[0]!.sides[0]!;
  return {
    ...sample,
    documents: Object.entries(documents).map(([file, [a, b]]) => ({
      file,
      sides: [
        { ...like, cpu_seconds: a, wall_seconds: a },
        { ...like, cpu_seconds: b, wall_seconds: b === null ? null : b / 2 },
      ],
    })),
  };
}

test('the documents that moved most stand first: half is as far as double', () => {
  const comparison = comparisonOf({ same: [1, 1], half: [2, 1], more: [1, 1.9], missing: [1, null], double: [1, 2] });
  expect(documentMoves(comparison, 'b', 'cpu').map(({ file, ratio }) => [file, ratio])).toEqual([
    ['half', 0.5],
    ['double', 2],
    ['more', 1.9],
    ['same', 1],
    ['missing', null],
  ]);
});

test('a document that used nothing has no ratio, and the metric decides', () => {
  const comparison = comparisonOf({ nothing: [0, 1], one: [1, 1] });
  expect(documentMoves(comparison, 'b', 'wall').map(({ ratio }) => ratio)).toEqual([0.5, null]);
});

test('the spread counts what lies below, within and above the band', () => {
  const comparison = comparisonOf({ a: [1, 0.5], b: [1, 0.99], c: [1, 1.01], d: [1, 1.5], e: [1, null] });
  expect(spreadOfRatios(documentMoves(comparison, 'b', 'cpu'), 0.02)).toMatchObject({
    documents: 4,
    less: 0.25,
    alike: 0.5,
    more: 0.25,
    median: 1,
  });
  expect(spreadOfRatios([], 0.02)).toBeNull();
});
