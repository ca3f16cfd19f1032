import { expect, test } from 'vitest';
import { alphanumerics, comparisonKey } from './values.ts';

test('spellings of one value have one key', () => {
  expect(comparisonKey('date', '06/01/18')).toBe(comparisonKey('date', '2018-01-06'));
  expect(comparisonKey('amount', '$8.20')).toBe(comparisonKey('amount', '8.2'));
  expect(comparisonKey('text', 'Acme, Ltd.')).toBe(comparisonKey('text', 'ACME LTD'));
  expect(comparisonKey('identifier', 'A-17/3')).toBe(comparisonKey('identifier', 'a 173'));
});

test('different values have different keys, readable or not', () => {
  expect(comparisonKey('amount', '8.20')).not.toBe(comparisonKey('amount', '8.02'));
  expect(comparisonKey('date', 'unknown')).not.toBe(comparisonKey('date', 'never'));
  expect(comparisonKey('amount', '-5.00')).not.toBe(comparisonKey('amount', '5.00'));
});

test('letters of every script count, width does not', () => {
  expect(alphanumerics('Ｃafé № 7')).toBe('CAFÉNO7');
});
