/**
 * The order in which passes are run, fixed before the first document. A block takes the sides in a random order and then back
 * (a b b a, or b a a b): a machine that drifts steadily moves both sides of a pass pair alike over the block.
 */
import type { ComparePlan, SideName } from '../../contract/comparison.ts';
import { seededDraw, shuffled } from './seeded.ts';

export interface PlannedPass {
  readonly side: SideName;
  /** 0-based, in the order in which the passes are run. */
  readonly number: number;
  readonly block: number;
  /** There (0) or back (1). */
  readonly half: 0 | 1;
}

/** The same seed, the same plan. */
export function planPasses({ seed, blocks, sides }: Pick<ComparePlan, 'seed' | 'blocks' | 'sides'>): PlannedPass[] {
  const draw = seededDraw(seed, 'passes');
  const passes: PlannedPass[] = [];
  for (let block = 0; block < blocks; block += 1) {
    const there = shuffled(
      sides.map(({ name }) => name),
      draw,
    );
    for (const side of there) passes.push({ side, number: passes.length, block, half: 0 });
    for (const side of there.toReversed()) passes.push({ side, number: passes.length, block, half: 1 });
  }
  return passes;
}

/** Indices of the documents as every pass of a block reads them: what the one before leaves in caches meets the sides alike. */
export const documentOrder = (seed: number, block: number, count: number): number[] =>
  shuffled(
    Array.from({ length: count }, (_, index) => index),
    seededDraw(seed, 'documents', block),
  );
