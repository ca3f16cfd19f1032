import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EngineWord } from './engine.ts';
import { groupRows } from './rows.ts';

/** A word at this place, 20 pixels high unless told. */
function word(text: string, x: number, y: number, line: number, height = 20): EngineWord {
  return { text, confidence: 0.9, line, box: { x0: x, y0: y, x1: x + 12 * text.length, y1: y + height } };
}

const read = (words: readonly EngineWord[]): string[] => groupRows(words).map((row) => row.map((each) => each.text).join(' '));

test('a column of prices that the engine read apart joins the rows of its items', () => {
  const words = [
    word('Bread', 10, 100, 0),
    word('Milk', 10, 130, 1),
    word('Total', 10, 160, 2),
    word('2.10', 400, 102, 3),
    word('1.05', 400, 131, 4),
    word('3.15', 400, 159, 5),
  ];
  expect(read(words)).toEqual(['Bread 2.10', 'Milk 1.05', 'Total 3.15']);
});

describe('under skew', () => {
  const rows = [
    ['Invoice', 'number', '2017-0042', 'date', '24.12.2017'],
    ['Two', 'boxes', 'of', 'paper', '18.40'],
    ['Sum', 'to', 'be', 'paid', '18.40'],
  ];

  test('rows stay together up to 5° either way, whatever the order of the words', () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 5, noNaN: true }), fc.infiniteStream(fc.nat()), (degrees, random) => {
        const slope = Math.tan((degrees * Math.PI) / 180);
        const words = rows.flatMap((row, r) =>
          // The engine cut each row before its last word.
          row.map((text, c) => word(text, c * 160, 200 + r * 34 + slope * c * 160, r * 2 + (c === 4 ? 1 : 0))),
        );
        const shuffled = words
          .map((each) => ({ each, key: random.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(read(shuffled)).toEqual(rows.map((row) => row.join(' ')));
      }),
      { seed: 3 },
    );
  });

  test('a price far to the right finds its row by the slope, not by its height on the page', () => {
    // At 3° a price 600 px to the right lies a whole row (32 px) lower than its item.
    const slope = Math.tan((3 * Math.PI) / 180);
    const words = [0, 1, 2, 3].flatMap((r) => [
      word(`Item ${r}`.replace(' ', '-'), 0, 100 + r * 32, r * 2),
      word('pieces', 120, 100 + r * 32 + slope * 120, r * 2),
      word(`${r}.00`, 620, 100 + r * 32 + slope * 620, r * 2 + 1),
    ]);
    expect(read(words)).toEqual(['Item-0 pieces 0.00', 'Item-1 pieces 1.00', 'Item-2 pieces 2.00', 'Item-3 pieces 3.00']);
  });
});

test('a tall rule read as a word does not pull the rows beside it together', () => {
  const words = [word('One', 10, 100, 0), word('|', 200, 60, 1, 160), word('Two', 10, 130, 2), word('Three', 10, 160, 3)];
  expect(read(words).filter((row) => /One.*Two|Two.*Three/.test(row))).toEqual([]);
});

test('lines that lie over one another stay two rows though they almost touch', () => {
  const words = [word('Upper-line', 10, 100, 0, 30), word('lower-line', 10, 112, 1, 30)];
  expect(read(words)).toEqual(['Upper-line', 'lower-line']);
});

test('nothing gives nothing', () => {
  expect(groupRows([])).toEqual([]);
});
