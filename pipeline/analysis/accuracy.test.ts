import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corpusErrorRates, errorRates } from './accuracy.ts';

test('case, white space and row breaks are no errors', () => {
  expect(errorRates('TOTAL  5.00\nCASH', 'total 5.00 cash')).toMatchObject({ edits: 0, cer: 0, wer: 0 });
});

test('edits count over the truth’s characters, in characters and in words', () => {
  // Eleven characters, one replaced; two words, one wrong.
  expect(errorRates('HELLO WORLD', 'HELLO W0RLD')).toMatchObject({
    edits: 1,
    characters: 11,
    cer: 1 / 11,
    word_edits: 1,
    wer: 0.5,
  });
});

test('spaces that an engine drops cost nothing without spaces', () => {
  const rates = errorRates('LOT 276 JALAN BESAR', 'LOT276JALANBESAR');
  expect(rates.edits).toBe(3);
  expect(rates.cer_without_spaces).toBe(0);
  expect(rates.wer).toBe(1);
});

test('a row that nobody read is omitted, a row with a wrong letter is misread', () => {
  const rates = errorRates('ACME TRADING\nTOTAL 55.10\nTHANK YOU', 'ACME TRADlNG\nTHANK YOU');
  expect(rates).toMatchObject({ rows: 3, rows_omitted: 1, characters_omitted: 'TOTAL55.10'.length, characters_misread: 1 });
});

test('a row found inside a longer one is not omitted', () => {
  expect(errorRates('CASH\nCHANGE 2.00', 'CASH 10.00 RECEIPT CHANGE 2.00')).toMatchObject({
    rows_omitted: 0,
    characters_misread: 0,
  });
});

test('an empty truth is right only when nothing was read', () => {
  expect(errorRates('', '').cer).toBe(0);
  expect(errorRates('', 'ghosts').cer).toBe(1);
  expect(errorRates('there', '')).toMatchObject({ cer: 1, wer: 1, rows_omitted: 1, omitted: 1 });
});

test('the corpus rate is all edits over all characters', () => {
  const small = errorRates('AB', 'AX');
  const large = errorRates('A'.repeat(98), 'A'.repeat(98));
  expect(corpusErrorRates([small, large]).cer).toBe(1 / 100);
  expect(corpusErrorRates([]).cer).toBe(0);
});

test('reading the truth itself is without error, and no text is too strange', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (truth, read) => {
      expect(errorRates(truth, truth)).toMatchObject({ edits: 0, word_edits: 0, rows_omitted: 0, characters_misread: 0 });
      const rates = errorRates(truth, read);
      expect(rates.edits).toBeLessThanOrEqual(Math.max(rates.characters, read.normalize('NFKC').toUpperCase().length));
    }),
  );
});
