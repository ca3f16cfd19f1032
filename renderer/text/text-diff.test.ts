import { expect, test } from 'vitest';
import { diffWords } from './text-diff.ts';

const short = (read: string, truth: string) =>
  diffWords(read, truth).map(
    ({ kind, words, lineEnd }) => `${{ same: '=', added: '+', missing: '-' }[kind]}${words.join(' ')}${lineEnd ? '/' : ''}`,
  );

test('equal texts are one part a line', () => {
  expect(short('Total 12.50\nThank you', 'Total 12.50\nThank you')).toEqual(['=Total 12.50/', '=Thank you/']);
});

test('case, compatible forms and white space do not differ', () => {
  expect(short('TOTAL  ﬁne', 'Total\nfine')).toEqual(['=TOTAL ﬁne/']);
});

test('a misread word stands as what is missing and what was read instead', () => {
  expect(short('Total 12.5O EUR', 'Total 12.50 EUR')).toEqual(['=Total', '-12.50', '+12.5O', '=EUR/']);
});

test('a row that was left out is missing as a whole, and the rest is still the same', () => {
  expect(short('first line\nthird line', 'first line\nsecond row\nthird line')).toEqual([
    '=first line/',
    '-second row',
    '=third line/',
  ]);
});

test('surplus text at either end is added', () => {
  expect(short('~~ Total ##', 'Total')).toEqual(['+~~', '=Total', '+##/']);
});

test('nothing read, nothing true', () => {
  expect(short('', 'a b')).toEqual(['-a b']);
  expect(short('a\nb', '')).toEqual(['+a/', '+b/']);
  expect(short('', '')).toEqual([]);
});

test('what stays the same is the longest that can', () => {
  const parts = diffWords('a b c d e f', 'b d f x');
  expect(parts.filter(({ kind }) => kind === 'same').flatMap(({ words }) => words)).toEqual(['b', 'd', 'f']);
});

test('texts that are too long to compare are shown as they are', () => {
  const words = (name: string) => Array.from({ length: 5000 }, (_, at) => `${name}${at}`).join(' ');
  expect(diffWords(words('a'), words('b')).map(({ kind, words: found }) => [kind, found.length])).toEqual([
    ['missing', 5000],
    ['added', 5000],
  ]);
});
