import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalAmount, findAmounts, fromCents, parseAmount, toCents } from './value-amounts.ts';

describe('an amount is read in every usual notation', () => {
  test.each([
    ['8.20', '8.20'],
    ['$8.20', '8.20'],
    ['RM 60.30', '60.30'],
    ['RM60.30', '60.30'],
    ['1,234.56', '1234.56'],
    ['1.234,56', '1234.56'],
    ['€ 1.234.567,89', '1234567.89'],
    ['1 234,56', '1234.56'],
    ['1 234.56', '1234.56'],
    ["1'234.50", '1234.50'],
    ['9,89', '9.89'],
    ['1,234', '1234'],
    ['¥1,200', '1200'],
    ['7', '7'],
    ['-12.5', '-12.5'],
    ['5.00-', '-5.00'],
    ['(5.00)', '-5.00'],
    ['5.00 CR', '-5.00'],
    ['- RM 5.00', '-5.00'],
    ['-RM5.00', '-5.00'],
  ])('%s', (text, value) => expect(parseAmount(text)).toBe(value));
});

describe('what OCR does to an amount is undone', () => {
  test.each([
    ['49. 39', '49.39'],
    ['§0.46', '0.46'],
    ['SO.00', '50.00'],
    ['l5.90', '15.90'],
    ['a.00', '0.00'],
    ['~50. 00', '-50.00'],
    ['=1.20', '-1.20'],
    ['12.8O', '12.80'],
  ])('%s', (text, value) => expect(parseAmount(text)).toBe(value));

  test('a repaired amount is less certain than a printed one', () => {
    expect(findAmounts('SO.00')[0]?.certainty).toBeLessThan(findAmounts('50.00')[0]?.certainty ?? 0);
    expect(findAmounts('49. 39')[0]?.certainty).toBeLessThan(1);
  });
});

test.each(['12:17', '06/01/2018', '12.17.26 PM', '6%', '10.00%', 'Tel 03-7805', 'ABC', '', '1.2.3.4'])(
  '%s holds no amount',
  (text) => expect(findAmounts(text)).toEqual([]),
);

test('a column gap ends a number, so a quantity does not join its price', () => {
  expect(findAmounts('2  10.00  20.00').map((found) => found.value)).toEqual(['10.00', '20.00']);
});

test('a credit mark is told and does not turn the sign of what was found', () => {
  expect(findAmounts('1,250.00 CR')).toMatchObject([{ value: '1250.00', marker: 'CR' }]);
  expect(findAmounts('80.10 DR')).toMatchObject([{ value: '80.10', marker: 'DR' }]);
});

test('offsets point at the text as it was given', () => {
  const [found] = findAmounts('TOTAL  RM 6O.30 SR');
  expect(found).toMatchObject({ start: 7, end: 15, raw: 'RM 6O.30', value: '60.30' });
});

const group = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+$)/g, separator);
const notations: readonly ((cents: number) => string)[] = [
  (cents) => fromCents(cents),
  (cents) => `RM ${fromCents(cents)}`,
  (cents) => fromCents(cents).replace(/^\d+/, (whole) => group(whole, ',')),
  (cents) =>
    fromCents(cents)
      .replace('.', ',')
      .replace(/^\d+/, (whole) => group(whole, '.')),
  (cents) =>
    `€${fromCents(cents)
      .replace('.', ',')
      .replace(/^\d+/, (whole) => group(whole, ' '))}`,
];

test('whatever is printed in a usual notation comes back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_99 }), fc.constantFrom(...notations), (cents, print) => {
      const value = parseAmount(print(cents));
      expect(value === null ? null : toCents(value)).toBe(cents);
    }),
  );
});

test('any text is survived, and whatever is found is a plain decimal at its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-$ RMOlSCDR()%§€:/ \u00a0') }), (text) => {
      for (const found of findAmounts(text)) {
        expect(found.value).toMatch(/^-?\d+(\.\d+)?$/);
        expect(text.slice(found.start, found.end)).toBe(found.raw);
      }
      expect(parseAmount(text) ?? '0').toMatch(/^-?\d+(\.\d+)?$/);
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void findAmounts(text)));
});

test('the same amount has one spelling', () => {
  expect(['60.3', '60.30', '60.300'].map(canonicalAmount)).toEqual(['60.3', '60.3', '60.3']);
  expect(['7', '7.00', '-0.00', '100'].map(canonicalAmount)).toEqual(['7', '7', '0', '100']);
});
