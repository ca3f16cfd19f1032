import { expect, test } from 'vitest';
import { formatCores, formatDuration, formatMoment, formatShare, HOUR, MINUTE, SECOND } from './format.ts';

test('durations have three digits and the unit that suits them', () => {
  expect(
    [
      0,
      950,
      999.4,
      1_000,
      12_345,
      999_499,
      999_600,
      1_099_000,
      59.94 * SECOND,
      59.96 * SECOND,
      125 * SECOND,
      3_599.6 * SECOND,
    ].map(formatDuration),
  ).toEqual([
    '0 µs',
    '950 µs',
    '999.4 µs',
    '1.00 ms',
    '12.3 ms',
    '999 ms',
    '1.00 s',
    '1.10 s',
    '59.9 s',
    '1 min 00 s',
    '2 min 05 s',
    '1 h 00 min',
  ]);
  expect(formatDuration(26 * HOUR + 2 * MINUTE)).toBe('26 h 02 min');
});

test('moments are exact, or as fine as the screen can tell', () => {
  expect(formatMoment(3_204_000)).toBe('3.204 s');
  expect(formatMoment(10 * HOUR + 12)).toBe('10 h 00 min 00.000012 s');
  expect(formatMoment(61_500_000)).toBe('1 min 01.500 s');
  expect(formatMoment(59_999_999, 2_000)).toBe('1 min 00.000 s');
  expect(formatMoment(395_366_324, SECOND)).toBe('6 min 35 s');
});

test('what cannot be divided is a dash', () => {
  expect([formatCores(1, 0), formatShare(1, 0)]).toEqual(['–', '–']);
  expect([formatCores(910, 1_000), formatShare(1, 3), formatShare(3, 3), formatShare(0, 3)]).toEqual([
    '0.91',
    '33.3 %',
    '100 %',
    '0 %',
  ]);
});
