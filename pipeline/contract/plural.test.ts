import { expect, test } from 'vitest';
import { errorCodes, fillSentence, sentences } from './errors.ts';
import { plural, pluralForm } from './plural.ts';
import { warning } from './warnings.ts';

test('one thing has its singular, everything else its plural', () => {
  expect([0, 1, 2, 1200].map((amount) => plural(amount, 'document'))).toEqual([
    '0 documents',
    '1 document',
    '2 documents',
    '1,200 documents',
  ]);
  expect(plural(2, 'pass', 'passes')).toBe('2 passes');
  expect(pluralForm(1, 'is', 'are')).toBe('is');
});

test('sentences of warnings and errors agree with their amount', () => {
  expect(warning('sample.small', { count: 1, least: 10 }).message).toMatch(/^Only 1 warm document was measured;/);
  expect(warning('documents.left_out', { count: 1, first: 'a.txt' }).message).toBe(
    '1 file in the folder is not a document and was left out (a.txt).',
  );
  expect(warning('documents.left_out', { count: 2, first: 'a.txt' }).message).toMatch(/^2 files .* are not documents and were/);
  expect(fillSentence('{count} {count|row|rows}', {})).toBe('{count} {count|row|rows}');
});

test('a place that chooses a word names a detail that the sentence prints as well', () => {
  for (const code of errorCodes) {
    for (const [, name] of sentences[code].matchAll(/\{(\w+)\|/g)) expect(sentences[code], code).toContain(`{${name}}`);
  }
});
