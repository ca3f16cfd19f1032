import { expect, test } from 'vitest';
import { labelled, shareOnAxis, volumeAxis } from './break-even-chart-axis.ts';

test('volumes close together stand evenly, and those far apart by their logarithm', () => {
  expect(volumeAxis([700, 1000, 1300]).type).toBe('value');
  const wide = volumeAxis([700, 1300, 15_000]);
  expect(wide.type).toBe('log');
  expect(wide.ticks).toEqual([1000, 2000, 5000, 10_000]);
});

test('every value lies on the axis, with some air', () => {
  for (const values of [[700, 1300], [1000], [5, 1_000_000]]) {
    const axis = volumeAxis(values);
    for (const value of values) {
      expect(shareOnAxis(axis, value)).toBeGreaterThan(0);
      expect(shareOnAxis(axis, value)).toBeLessThan(1);
    }
    expect(axis.ticks.length).toBeGreaterThan(1);
  }
});

test('marks that would write over one another are not all labelled', () => {
  const axis = volumeAxis([700, 15_000]);
  expect([...labelled(axis, [700, 701, 1300])]).toEqual([700, 1300]);
});
