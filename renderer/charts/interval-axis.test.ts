import { expect, test } from 'vitest';
import { intervalAxis, placeInterval, placeOf } from './interval-axis.ts';

const measured = (estimate: number, low: number, high: number) => ({ estimate, low, high });

test('half and double lie equally far from 1', () => {
  const axis = { low: 0.25, high: 4 };
  expect([0.25, 0.5, 1, 2, 4].map((ratio) => placeOf(axis, ratio))).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

test('the axis holds every estimate with its interval, and 1, and the band of what does not matter', () => {
  const axis = intervalAxis([measured(0.82, 0.79, 0.85), measured(1.01, 0.98, 1.04)], 0.02);
  expect(axis.low).toBeLessThan(0.79);
  expect(axis.high).toBeGreaterThan(1.04);
  expect(axis.ticks).toContain(1);
  const still = intervalAxis([measured(1, 1, 1)], 0.02);
  expect(still.low).toBeLessThan(1 / 1.04);
  expect(still.high).toBeGreaterThan(1.04);
});

test('without anything measured there is still an axis round 1', () => {
  const axis = intervalAxis([], 0.02);
  expect(placeOf(axis, 1)).toBeCloseTo(0.5);
});

test('one wild interval does not press the others together: it is cut, and says on which side', () => {
  const wild = measured(1.02, 0.2, 9);
  const axis = intervalAxis([measured(0.95, 0.94, 0.96), wild], 0.02);
  expect(axis.low).toBeGreaterThan(0.85);
  expect(axis.high).toBeLessThan(1.2);
  expect(placeInterval(axis, wild)).toMatchObject({ from: 0, to: 1, cutLeft: true, cutRight: true });
  expect(placeInterval(axis, measured(0.95, 0.94, 0.96))).toMatchObject({ cutLeft: false, cutRight: false });
});

test('an estimate beyond a quarter or four times is an arrow; so is nothing at all', () => {
  const gone = measured(0.01, 0.008, 0.012);
  const axis = intervalAxis([gone, measured(1, 0.99, 1.01)], 0.02);
  expect(axis.low).toBeCloseTo(0.25);
  expect(placeInterval(axis, gone)).toMatchObject({ estimate: null, cutLeft: true, cutRight: false });
  expect(placeInterval(axis, measured(0, 0, 0))).toMatchObject({ estimate: null, cutLeft: true, from: 0, to: 0 });
});

test('there may be a ratio for each of very many documents', () => {
  const axis = intervalAxis(
    Array.from({ length: 300_000 }, (_, at) => measured(1 + at / 1e6, 1, 1.4)),
    0.02,
  );
  expect(axis.high).toBeGreaterThan(1.4);
});

test('labels are round numbers, few, and do not touch', () => {
  for (const low of [0.2, 0.5, 0.8, 0.9, 0.97]) {
    for (const high of [1.01, 1.1, 1.5, 3, 20]) {
      const axis = intervalAxis([measured(low, low, low), measured(high, high, high)], 0.02);
      expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
      expect(axis.ticks.length).toBeLessThanOrEqual(8);
      const places = axis.ticks.map((tick) => placeOf(axis, tick));
      for (const [index, place] of places.slice(1).entries()) expect(place - (places[index] ?? 0)).toBeGreaterThan(0.09);
      expect(places.every((place) => place >= 0 && place <= 1)).toBe(true);
    }
  }
});
