import { expect, test } from 'vitest';
import { bandsAxis, shareOf } from './bands-axis.ts';

const printed = [0.72, 0.9, 1.2];

test('all bands and the estimate with its interval lie on the axis', () => {
  for (const reached of [[], [0.01], [1.6, 1.5, 1.7], [80, 70, 95]]) {
    const axis = bandsAxis(printed, reached);
    expect(axis.max).toBeGreaterThan(1.2);
    for (const value of reached) {
      expect(shareOf(axis, value)).toBeGreaterThan(0);
      expect(shareOf(axis, value)).toBeLessThan(1);
    }
  }
});

test('an estimate far beyond the last band does not press the bands together', () => {
  expect(bandsAxis(printed, [1.6]).type).toBe('value');
  const far = bandsAxis(printed, [32]);
  expect(far.type).toBe('log');
  expect(shareOf(far, 1.2) - shareOf(far, 0.72)).toBeGreaterThan(0.08);
});

test('what lies beyond an end is drawn at the end', () => {
  const far = bandsAxis(printed, [32]);
  expect(shareOf(far, 0)).toBe(0);
  expect(shareOf(far, 1e6)).toBe(1);
});
