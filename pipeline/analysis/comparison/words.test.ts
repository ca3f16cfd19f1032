import { describe, expect, test } from 'vitest';
import { change, changePerDocument, listed, percent, range, rangeOfChange, sideInWords } from './words.ts';

test.each([
  [0.877, '12.3 % less'],
  [1, '0.0 % more'],
  [1.5, '50.0 % more'],
  [2, '100.0 % more'],
  [2.44, '2.4 times as much'],
  [0.0001, 'over 99.9 % less'],
  [123_456, 'over 1000 times as much'],
])('a ratio of %d is %s', (ratio, words) => expect(change(ratio)).toBe(words));

describe('a range', () => {
  test.each([
    [0.856, 0.899, '10.1 to 14.4 %', '10.1 to 14.4 % less'],
    [1.03, 1.05, '3.0 to 5.0 %', '3.0 to 5.0 % more'],
    [2.2, 2.6, '2.2 to 2.6 times', '2.2 to 2.6 times as much'],
    [0.97, 1.05, 'between 3.0 % less and 5.0 % more', 'between 3.0 % less and 5.0 % more'],
    [0.5, 3, 'between 50.0 % less and 3.0 times as much', 'between 50.0 % less and 3.0 times as much'],
    [1, 1, 'no difference', 'no difference'],
  ])('from %d to %d reads %s, or %s', (low, high, short, long) => {
    expect(range({ low, high })).toBe(short);
    expect(rangeOfChange({ low, high })).toBe(long);
  });
});

test('less than, and times as much as', () => {
  expect(changePerDocument(0.877, 'cpu', 'a')).toBe('uses 12.3 % less CPU per document than a');
  expect(changePerDocument(3, 'wall', 'a')).toBe('takes 3.0 times as much time per document as a');
});

test('bounds, lists and sides', () => {
  expect([percent(0.02), percent(0.005), percent(0.125)]).toEqual(['2 %', '0.5 %', '12.5 %']);
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c']);
  expect([sideInWords({ name: 'b', label: 'ocr.threads=2' }), sideInWords({ name: 'b', label: '' })]).toEqual([
    'b (ocr.threads=2)',
    'b',
  ]);
});
