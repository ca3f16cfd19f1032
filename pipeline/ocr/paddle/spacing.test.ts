import { describe, expect, test } from 'vitest';
import type { ReadLine } from './ctc.ts';
import { toWords } from './spacing.ts';

const STEP = 8;

/**
 * A line from letters of 16 columns each, 2 apart; `·` is a gap of a letter's width in which the network saw nothing, ` ` one
 * in which a space won, `?` one in which a space had 0.1.
 */
function lineOf(drawing: string): { line: ReadLine; ink: Uint8Array } {
  const gaps = new Map([
    ['·', 0],
    [' ', 0.9],
    ['?', 0.1],
  ]);
  const ink = new Uint8Array(drawing.length * 2 * STEP);
  const space = new Float32Array(drawing.length * 2);
  const characters = [...drawing].flatMap((text, index) => {
    const from = index * 2;
    const probability = gaps.get(text);
    if (probability !== undefined) space[from] = probability;
    if (text === ' ') return [{ text, probability: 0.9, from, to: from + 1 }];
    if (probability !== undefined) return [];
    ink.fill(1, from * STEP + 1, (from + 2) * STEP - 1);
    return [{ text, probability: text === 'x' ? 0.5 : 1, from, to: from + 2 }];
  });
  return { line: { characters, steps: drawing.length * 2, space }, ink };
}

const wordsOf = (drawing: string) => {
  const { line, ink } = lineOf(drawing);
  return toWords(line, ink);
};
const textsOf = (drawing: string): string[] => wordsOf(drawing).map(({ text }) => text);

describe('words of a line', () => {
  test('a space of the network parts them', () => {
    expect(textsOf('TAX INVOICE')).toEqual(['TAX', 'INVOICE']);
  });

  test('so does one that lost, where the ink has a gap', () => {
    expect(textsOf('TAX?INVOICE')).toEqual(['TAX', 'INVOICE']);
  });

  test('a gap alone, where the network is sure that no space is, does not', () => {
    expect(textsOf('TAX·INVOICE')).toEqual(['TAXINVOICE']);
  });

  test('a letter and a figure part more readily than two letters', () => {
    const { line, ink } = lineOf('LOT276');
    line.space.fill(0.03, 5, 7);
    expect(toWords(line, ink).map(({ text }) => text)).toEqual(['LOT', '276']);
    const letters = lineOf('LOTABC');
    letters.line.space.fill(0.03, 5, 7);
    expect(toWords(letters.line, letters.ink).map(({ text }) => text)).toEqual(['LOTABC']);
  });

  test('a number is not torn at its point', () => {
    expect(textsOf('7.?42')).toEqual(['7.42']);
    expect(textsOf('a.?b')).toEqual(['a.', 'b']);
  });

  test('each has the place of its ink and the mean of its own probabilities', () => {
    expect(wordsOf('AB xA')).toEqual([
      { text: 'AB', confidence: 1, from: 1, to: 31 },
      { text: 'xA', confidence: 0.75, from: 49, to: 79 },
    ]);
  });

  test('full-width marks become plain ones', () => {
    expect(textsOf('A：（B）')).toEqual(['A:(B)']);
  });

  test('nothing but spaces is no word', () => {
    expect(textsOf('   ')).toEqual([]);
    expect(textsOf('')).toEqual([]);
  });
});
