import { expect, test } from 'vitest';
import { detectable } from '../../../pipeline/analysis/comparison/detectable.ts';
import { moreBlocks, noiseSentence } from './outlook-words.ts';

/** Of a plan with so many blocks on a machine whose pass pairs differ by so much. */
const found = (blocks: number, pairNoise: number) => detectable({ pairNoise, noiseFrom: 'this_machine', pairs: 2 * blocks });

test('a plan that finds what the report expects needs nothing more', () => {
  expect(moreBlocks({ preset: 'threads' }, found(3, 0.03))).toBeNull();
  expect(moreBlocks({ preset: null }, found(3, 0.03))).toBeNull();
});

test('the blocks that are proposed are enough, and one fewer is not', () => {
  const more = moreBlocks({ preset: 'threads' }, found(2, 0.06));
  expect(more?.sentence).toBe(
    `The report expects 10 % or more, which this plan may miss. With ${more?.blocks} blocks it finds 10 %.`,
  );
  expect(moreBlocks({ preset: 'threads' }, found(more!.blocks!, 0.06))).toBeNull();
  expect(moreBlocks({ preset: 'threads' }, found(more!.blocks! - 1, 0.06))).not.toBeNull();
});

test('without an expectation a tenth is what a plan should find', () => {
  expect(moreBlocks({ preset: null }, found(2, 0.08))?.sentence).toMatch(
    /^Differences below \d+\.\d % would stay unseen\. With \d+ blocks/,
  );
});

test('more blocks than there may be are not proposed', () => {
  expect(moreBlocks({ preset: null }, found(50, 0.9))).toMatchObject({
    sentence: expect.stringContaining('A quieter machine would help.'),
    blocks: null,
  });
});

test('whether the noise was measured or assumed is said', () => {
  expect(noiseSentence(found(3, 0.03))).toBe(
    'In four of five tries, from 6 pass pairs that differ by 3.0 % without a cause, as measured on this machine.',
  );
  expect(noiseSentence({ ...found(1, 0.03), noise_from: 'assumed' })).toMatch(/2 pass pairs .* assumed/);
});
