import { expect, test } from 'vitest';
import { diffWords } from './text-diff.ts';
import { wordChanges, wordCounts } from './word-changes.ts';

test('a misread word is one change, with the word before it', () => {
  expect(wordChanges(diffWords('Total 12.5O EUR', 'Total 12.50 EUR'))).toEqual([
    { missing: '12.50', added: '12.5O', after: 'Total' },
  ]);
});

test('what is only left out, or only added, has nothing on the other side', () => {
  expect(wordChanges(diffWords('first\nthird', 'first\nsecond row\nthird'))).toEqual([
    { missing: 'second row', added: '', after: 'first' },
  ]);
  expect(wordChanges(diffWords('## Total', 'Total'))).toEqual([{ missing: '', added: '##', after: '' }]);
});

test('changes in two lines that touch are one', () => {
  expect(wordChanges(diffWords('a x\ny d', 'a b\nc d'))).toEqual([{ missing: 'b c', added: 'x y', after: 'a' }]);
});

test('equal texts have no change, and every word counts once', () => {
  expect(wordChanges(diffWords('a b', 'A  b'))).toEqual([]);
  expect(wordCounts(diffWords('a x\ny d', 'a b d'))).toEqual({ same: 2, missing: 1, added: 2 });
});
