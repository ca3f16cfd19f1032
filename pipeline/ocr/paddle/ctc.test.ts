import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from './ctc.ts';

const characters = ['a', 'b', '7', ' '];
const BLANK = '_';

/** Each step's winner with 0.8, the rest shared out; `_` is the blank. */
function steps(winners: string) {
  const classes = characters.length + 1;
  const data = new Float32Array(winners.length * classes).fill(0.2 / (classes - 1));
  for (const [step, winner] of [...winners].entries()) {
    data[step * classes + (winner === BLANK ? 0 : characters.indexOf(winner) + 1)] = 0.8;
  }
  return { data, dims: [1, winners.length, classes] };
}

const textOf = (winners: string): string =>
  decode(steps(winners), characters)
    .characters.map(({ text }) => text)
    .join('');

describe('decoding', () => {
  test('repeats are one character, and a blank parts two', () => {
    expect(textOf('_aa_ab__b')).toBe('aabb');
    expect(textOf('')).toBe('');
    expect(textOf('____')).toBe('');
  });

  test('a space is a character', () => {
    expect(textOf('aa _ 7')).toBe('a  7');
  });

  test('is the rule of CTC: drop repeats, then blanks', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(BLANK, ...characters), { maxLength: 30 }), (winners) => {
        const kept = winners.filter((winner, index) => winner !== winners[index - 1] && winner !== BLANK);
        expect(textOf(winners.join(''))).toBe(kept.join(''));
      }),
    );
  });

  test('characters keep their steps and the probability of the surest', () => {
    const output = steps('_aa__b');
    output.data[2 * 5 + 1] = 0.95;
    const { characters: read } = decode(output, characters);
    expect(read.map(({ text, from, to }) => ({ text, from, to }))).toEqual([
      { text: 'a', from: 1, to: 3 },
      { text: 'b', from: 5, to: 6 },
    ]);
    expect(read[0]?.probability).toBeCloseTo(0.95);
  });

  test('the winner is found where no class has half', () => {
    const data = Float32Array.from([0.3, 0.1, 0.35, 0.2, 0.05]);
    expect(decode({ data, dims: [1, 1, 5] }, characters).characters[0]?.text).toBe('b');
  });

  test('the probability of a space is kept where it lost', () => {
    const output = steps('a_b');
    output.data[1 * 5 + 4] = 0.15;
    expect([...decode(output, characters).space].map((value) => Number(value.toFixed(2)))).toEqual([0.05, 0.15, 0.05]);
  });

  test('a dictionary of another model is refused', () => {
    expect(() => decode(steps('a'), ['a', 'b'])).toThrow('4 characters apart and its dictionary has 2');
  });
});
