import { expect, test } from 'vitest';
import { bytes, decimal, duration, ledgerSeconds, percent, seconds } from './format.ts';

test('seconds of a ledger have the decimals of the command line', () => {
  expect([1.2786, 0.0994, 0.1, 0, null].map(ledgerSeconds)).toEqual(['1.279', '0.0994', '0.100', '0.0000', '']);
});

test('seconds show three digits that count, and a dash for what was not measured', () => {
  expect([123.4, 12.34, 1.234, 0.1234, 0.01234, 0, null, Number.NaN].map(seconds)).toEqual([
    '123',
    '12.3',
    '1.23',
    '0.123',
    '0.0123',
    '0',
    '–',
    '–',
  ]);
});

test('a duration rounds before it is split, so that no minute has 60 seconds', () => {
  expect([0, 59.4, 59.6, 3599.7, 7384].map(duration)).toEqual(['0 s', '59 s', '1 min 00 s', '1 h 00 min', '2 h 03 min']);
});

test('sizes count in thousands', () => {
  expect([0, 999, 1000, 6_900_134, 25e9].map(bytes)).toEqual(['0 B', '999 B', '1.00 KB', '6.90 MB', '25.0 GB']);
  expect(percent(0.1073)).toBe('10.7 %');
});

test('a given number is printed with no more decimals than it has, and at most two', () => {
  expect([0, 0.5, 1, 1200, 1 / 3].map(decimal)).toEqual(['0', '0.5', '1', '1,200', '0.33']);
});
