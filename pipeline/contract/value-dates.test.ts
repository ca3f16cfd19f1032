import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDates, monthOf, parseDate } from './value-dates.ts';

describe('a date is read in every usual form', () => {
  test.each([
    ['06/01/18', '2018-01-06'],
    ['19/10/2018 20:49:59', '2018-10-19'],
    ['03 MAR 2018', '2018-03-03'],
    ['23-01-2019', '2019-01-23'],
    ['14.03.2018', '2018-03-14'],
    ['14. 03. 2018', '2018-03-14'],
    ['5/3/2018', '2018-03-05'],
    ['2018-03-04T10:00', '2018-03-04'],
    ['2018/03/04', '2018-03-04'],
    ['12-JAN-18', '2018-01-12'],
    ['12/Jan/2018', '2018-01-12'],
    ['Mar 6, 2018', '2018-03-06'],
    ['March 6th, 2018', '2018-03-06'],
    ['1st of May 2018', '2018-05-01'],
    ['06 SEPT 2017', '2017-09-06'],
    ["15 DIS '17", '2017-12-15'],
    ['24/3/2018(SAT)', '2018-03-24'],
    ['20180304', '2018-03-04'],
    ['14. März 2018', '2018-03-14'],
    ['5 février 2018', '2018-02-05'],
    ['12/05/85', '1985-05-12'],
  ])('%s', (text, iso) => expect(parseDate(text)).toBe(iso));
});

describe('what OCR does to a date is undone', () => {
  test.each([
    ['O2/l2/2O17', '2017-12-02'],
    ['02/1212017', '2017-12-02'],
    ['02112/2017', '2017-12-02'],
    ['15.02 2025', '2025-02-15'],
    ['12 0CT 2018', '2018-10-12'],
    ['18/01/201810:27:03', '2018-01-18'],
    ['06/01/1812:17:26 PM', '2018-01-06'],
    ['03MAR201818:22', '2018-03-03'],
    ['-REG#19-18/01/2018', '2018-01-18'],
  ])('%s', (text, iso) => expect(parseDate(text)).toBe(iso));

  test('a repaired date is less certain than a printed one', () => {
    expect(findDates('02/1212017')[0]?.certainty).toBeLessThan(findDates('02/12/2017')[0]?.certainty ?? 0);
  });
});

test.each([
  '31-04-2018',
  '29/02/2019',
  '12.17.26 PM',
  'No 7/118B',
  'Lot 1-0-2',
  '3 MARKET 2018',
  '03-7805 7889',
  '',
  '99/99/9999',
])('%s is no date', (text) => expect(parseDate(text)).toBeNull());

test('the day comes first, unless the caller or an impossible month says otherwise', () => {
  expect(parseDate('03/04/2018')).toBe('2018-04-03');
  expect(parseDate('03/04/2018', 'month_first')).toBe('2018-03-04');
  expect(parseDate('03/25/2018')).toBe('2018-03-25');
  expect(parseDate('25/03/2018', 'month_first')).toBe('2018-03-25');
  expect(findDates('03/04/2018')[0]?.ambiguous).toBe(true);
  expect(findDates('25/04/2018')[0]?.ambiguous).toBe(false);
});

test('two dates with a dash between them stay two', () => {
  expect(findDates('01/01/2025 - 01/31/2025', 'month_first').map((date) => date.iso)).toEqual(['2025-01-01', '2025-01-31']);
});

test('months are known by name, not by beginning alike', () => {
  expect(['JAN', 'Mac', 'OGOS', 'Dezember', 'AU6', 'JU1'].map(monthOf)).toEqual([1, 3, 8, 12, 8, 7]);
  expect(['MARKET', 'DECOR', 'JUNCTION', 'NOVEL', 'XYZ'].map(monthOf)).toEqual([null, null, null, null, null]);
});

const two = (value: number): string => String(value).padStart(2, '0');
const short = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const forms: readonly ((y: number, m: number, d: number) => string)[] = [
  (y, m, d) => `${two(d)}/${two(m)}/${y}`,
  (y, m, d) => `${d}-${m}-${y}`,
  (y, m, d) => `${y}-${two(m)}-${two(d)}`,
  (y, m, d) => `${d} ${short[m - 1]} ${y}`,
  (y, m, d) => `${short[m - 1]?.toUpperCase()} ${d}, ${y}`,
  (y, m, d) => `Date: ${two(d)}.${two(m)}.${y} 12:30`,
];

test('whatever is printed in a usual form comes back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1950, max: 2049 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.constantFrom(...forms),
      (year, month, day, print) => {
        expect(parseDate(print(year, month, day))).toBe(`${year}-${two(month)}-${two(day)}`);
      },
    ),
  );
});

test('any text is survived, and whatever is found is a real date at its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789/-. JANMRDEC:lO') }), (text) => {
      for (const found of findDates(text)) {
        expect(new Date(`${found.iso}T00:00:00Z`).toISOString().slice(0, 10)).toBe(found.iso);
        expect(text.slice(found.start, found.end)).toBe(found.raw);
      }
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void findDates(text)));
});
