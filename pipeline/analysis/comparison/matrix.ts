/** Every side against every other, by the comparison's metric: a family of its own. */
import type { Comparison, Effect } from '../../contract/comparison.ts';
import type { Resampler } from './bootstrap.ts';
import type { PassCosts } from './costs.ts';
import { inverted, judgeFamily, type MeasuredEffect, measureEffect, OTHER_RESAMPLES } from './effects.ts';
import { pairPasses } from './pairs.ts';
import type { ComparisonSamples } from './samples.ts';

/** `matrix[row][column]` is row over column; each two sides are tested once and seen from both. */
export function sideMatrix(samples: ComparisonSamples, passes: readonly PassCosts[], resample: Resampler): Comparison['matrix'] {
  const { sides, metric, design } = samples;
  const cells = sides.flatMap((row, rowIndex) =>
    sides.slice(0, rowIndex).map((column, columnIndex) => ({
      rowIndex,
      columnIndex,
      effect: measureEffect(
        pairPasses(passes, row.name, column.name, design),
        { metric, of: 'document' },
        resample,
        OTHER_RESAMPLES,
      ),
    })),
  );
  const judge = (turn: (effect: MeasuredEffect) => MeasuredEffect): Effect[] =>
    judgeFamily(
      cells.map(({ effect }) => turn(effect)),
      samples,
    );
  const below = judge((effect) => effect);
  const above = judge(inverted);
  const matrix: (Effect | null)[][] = sides.map(() => sides.map(() => null));
  for (const [index, { rowIndex, columnIndex }] of cells.entries()) {
    matrix[rowIndex]?.splice(columnIndex, 1, below[index] ?? null);
    matrix[columnIndex]?.splice(rowIndex, 1, above[index] ?? null);
  }
  return matrix;
}
