import { expect, test } from 'vitest';
import { PLACES, placeOnSlider, type SliderScale, valueOnSlider } from './slider-scale.ts';

const shares: SliderScale = { min: 0, max: 100, step: 1, spread: 'even' };
const volumes: SliderScale = { min: 10, max: 100_000, step: 1, spread: 'logarithmic' };

test('the ends of a slider are the ends of its scale, and what lies beyond stands at the end', () => {
  for (const scale of [shares, volumes]) {
    expect(valueOnSlider(scale, 0, scale.max)).toBe(scale.min);
    expect(valueOnSlider(scale, PLACES, scale.min)).toBe(scale.max);
    expect(placeOnSlider(scale, scale.max * 7)).toBe(PLACES);
  }
});

test('each decade of a logarithmic scale is as long as the next', () => {
  expect([10, 100, 1000, 10_000, 100_000].map((value) => placeOnSlider(volumes, value))).toEqual([0, 250, 500, 750, 1000]);
});

test('an arrow key changes the value by at least one step, either way', () => {
  for (const [scale, value] of [
    [shares, 70],
    [volumes, 10],
    [volumes, 12],
    [volumes, 1000],
  ] as const) {
    const place = placeOnSlider(scale, value);
    expect(valueOnSlider(scale, Math.min(PLACES, place + 1), value)).toBeGreaterThan(value);
    if (value > scale.min) expect(valueOnSlider(scale, place - 1, value)).toBeLessThan(value);
  }
});
