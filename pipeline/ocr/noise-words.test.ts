import { expect, test } from 'vitest';
import { isNoise } from './noise-words.ts';

const word = (text: string, confidence: number) => ({ text, confidence, line: 0, box: { x0: 0, y0: 0, x1: 10, y1: 10 } });

test.each([
  ['~~', 0.5, true],
  ['~~', 0.7, false],
  ['EE', 0.3, true],
  ['RM', 0.5, false],
  ['EEE', 0.3, false],
  ['1', 0.05, false],
  ['€5', 0.05, false],
])('%s at %d: noise is %s', (text, confidence, noise) => {
  expect(isNoise(word(text, confidence))).toBe(noise);
});
