import { expect, test } from 'vitest';
import { mostDotsOf, type RatioStripRow, ratioDots } from './ratio-dots.ts';

const row = (label: string, documents: number): RatioStripRow => ({
  label,
  points: Array.from({ length: documents }, (_, place) => ({
    place,
    name: `doc-${place}.jpg`,
    // Not in their order: the farthest ones stand in the middle of the list.
    ratio: 0.5 + ((place * 7919) % documents) / documents,
  })),
});
const placesOf = (dots: readonly { readonly point: { readonly place: number } }[]): number[] =>
  dots.map(({ point }) => point.place);

test('every document is a dot while there are few', () => {
  const { series } = ratioDots([row('b', 500), row('c', 500)], 0.02);
  expect(series.map(({ length }) => length)).toEqual([500, 500]);
  expect(placesOf(series[0] ?? []).toSorted((one, other) => one - other)).toEqual(Array.from({ length: 500 }, (_, at) => at));
});

test('of very many, no more are drawn than a chart of marks bears, whatever the number of sides', () => {
  for (const sides of [1, 3]) {
    const rows = Array.from({ length: sides }, (_, at) => row('bcd'[at] ?? '', 200_000));
    const { series } = ratioDots(rows, 0.02);
    expect(series.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(3000);
    for (const dots of series) {
      expect(dots).toHaveLength(mostDotsOf(sides));
      const ratios = dots.map(({ point }) => point.ratio);
      expect([ratios[0], ratios.at(-1)]).toEqual([0.5, 0.5 + 199_999 / 200_000]);
      // Evenly by rank: the middle of those drawn is the middle of all.
      expect(ratios[Math.floor(ratios.length / 2)]).toBeCloseTo(1, 2);
    }
  }
});
