import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inkColumns, widestGap } from './ink-columns.ts';

const HEIGHT = 20;

/** Columns with a bar of ink in the middle of the height, `#`, or with a single speck, `.`. */
function lineOf(drawing: string, ink: number, paper: number) {
  const data = new Float32Array(drawing.length * HEIGHT).fill(paper);
  for (const [x, mark] of [...drawing].entries()) {
    const rows = mark === '#' ? [8, 9, 10, 11] : mark === '.' ? [10] : [];
    for (const y of rows) data[y * drawing.length + x] = ink;
  }
  return { data, width: drawing.length, height: HEIGHT };
}

describe('columns with ink', () => {
  const drawing = '##  #. ##  ###   ##';
  const expected = [...drawing].map((mark) => (mark === '#' ? 1 : 0));

  test('are those of dark print, of pale print and of light print on dark, but not of a speck', () => {
    expect([...inkColumns(lineOf(drawing, 20, 240))]).toEqual(expected);
    expect([...inkColumns(lineOf(drawing, 200, 240))]).toEqual(expected);
    expect([...inkColumns(lineOf(drawing, 250, 30))]).toEqual(expected);
  });

  test('do not come from the neighbouring line at the edge', () => {
    const line = lineOf('##   ##', 20, 240);
    line.data.fill(20, 3, 5);
    expect([...inkColumns(line)]).toEqual([1, 1, 0, 0, 0, 1, 1]);
  });
});

describe('the widest gap', () => {
  test('is the longest run of empty columns, as trying all runs finds it', () => {
    const columns = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(columns, fc.nat(19), fc.nat(19), (ink, a, b) => {
        const [left, right] = [Math.min(a, b, ink.length), Math.min(Math.max(a, b), ink.length)];
        let widest = 0;
        for (let from = left; from < right; from += 1) {
          for (let to = from + 1; to <= right; to += 1) {
            if (ink.slice(from, to).every((column) => column === 0)) widest = Math.max(widest, to - from);
          }
        }
        const gap = widestGap(Uint8Array.from(ink), left, right);
        expect(gap.width).toBe(widest);
        expect(gap.to - gap.from).toBe(widest);
        expect(ink.slice(gap.from, gap.to).every((column) => column === 0)).toBe(true);
      }),
    );
  });

  test('where all is ink, is empty and in the middle', () => {
    expect(widestGap(Uint8Array.from([1, 1, 1, 1]), 0, 4)).toEqual({ from: 2, to: 2, width: 0 });
  });
});
