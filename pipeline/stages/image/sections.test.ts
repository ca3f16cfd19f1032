import { describe, expect, test } from 'vitest';
import type { GreyImage } from '../../contract/stage-context.ts';
import { cutIntoSections } from './sections.ts';

/** White, with rows of stripes from each of `printed` on, `high` rows each. */
function page(height: number, printed: readonly number[], high: number): GreyImage {
  const width = 20;
  const data = new Uint8Array(width * height).fill(255);
  for (const top of printed) {
    for (let y = top; y < top + high; y += 1) for (let x = 0; x < width; x += 2) data[y * width + x] = 0;
  }
  return { data, width, height };
}

describe('cutIntoSections', () => {
  test('leaves a page alone that is not too high', () => {
    const whole = page(100, [10], 5);
    expect(cutIntoSections(whole, 100)).toEqual([{ top: 0, image: whole }]);
    expect(cutIntoSections(whole, 100)[0]?.image).toBe(whole);
  });

  test('cuts between lines, in the middle of the gap', () => {
    // Lines of 6 rows every 10: the gaps are the rows 6 to 9 after each.
    const lined = page(
      250,
      Array.from({ length: 25 }, (_, line) => line * 10),
      6,
    );
    const sections = cutIntoSections(lined, 100);
    for (const { top } of sections.slice(1)) expect(top % 10).toBeGreaterThanOrEqual(7);
    expect(sections.every(({ image }) => image.height <= 100)).toBe(true);
  });

  test('loses no row and repeats none, even where there is no gap', () => {
    const dense = page(97, [0], 97);
    for (const most of [1, 2, 10, 96]) {
      const sections = cutIntoSections(dense, most);
      expect(Buffer.concat(sections.map(({ image }) => image.data))).toEqual(Buffer.from(dense.data));
      expect(sections.map(({ top }) => top)).toEqual(
        sections.map((_, index) => sections.slice(0, index).reduce((sum, { image }) => sum + image.height, 0)),
      );
    }
  });
});
