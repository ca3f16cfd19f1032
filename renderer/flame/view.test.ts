import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, pan, reveal, sameView, toX, type View, viewBetween, viewEnd, wholeView, zoom } from './view.ts';

const TEN_HOURS = 36_000_000_000;
const EXTENT = 2 * TEN_HOURS;

const anyView = fc
  .record({
    base: fc.nat({ max: EXTENT }),
    shift: fc.double({ min: 0, max: 0.999, noNaN: true }),
    length: fc.double({ min: 1, max: EXTENT, noNaN: true }),
  })
  .map(({ base, shift, length }) => pan({ base, shift, length }, 0, EXTENT));
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

const inside = (view: View): boolean =>
  view.base >= 0 &&
  view.shift >= 0 &&
  view.shift < 1 &&
  view.length >= 1 &&
  view.base - EXTENT + view.shift + view.length <= 1e-6;

describe('a view of one microsecond, ten hours into the run', () => {
  const close = viewBetween(TEN_HOURS + 5, TEN_HOURS + 6, EXTENT);

  test('places whole microseconds on the edges of the screen, to the last bit', () => {
    expect(toX(close, 1280, TEN_HOURS + 5)).toBe(0);
    expect(toX(close, 1280, TEN_HOURS + 6)).toBe(1280);
    expect(toX(close, 1280, TEN_HOURS + 7)).toBe(2560);
  });

  test('is a thousandth of a pixel off at most after ten thousand pans by a third of a pixel, there and back', () => {
    let view = close;
    for (let step = 0; step < 10_000; step += 1) view = pan(view, 1 / 3 / 1280, EXTENT);
    expect(toX(view, 1280, TEN_HOURS + 5)).toBeCloseTo(-10_000 / 3, 3);
    for (let step = 0; step < 10_000; step += 1) view = pan(view, -1 / 3 / 1280, EXTENT);
    expect(Math.abs(toX(view, 1280, TEN_HOURS + 5))).toBeLessThan(1e-3);
  });

  test('is reached by zooming in from the whole run with the moment under the pointer kept in place', () => {
    let view = wholeView(EXTENT);
    for (let step = 0; step < 200; step += 1) view = zoom(view, 0.8, toX(view, 1, TEN_HOURS + 5), EXTENT);
    expect(view.length).toBe(1);
    expect(toX(view, 1280, TEN_HOURS + 5)).toBeCloseTo(640, 2);
  });
});

test('zoom keeps the time under the pointer, unless an end of the run is in the way', () => {
  fc.assert(
    fc.property(anyView, fraction, fc.double({ min: 0.1, max: 10, noNaN: true }), (view, at, factor) => {
      const zoomed = zoom(view, factor, at, EXTENT);
      expect(inside(zoomed)).toBe(true);
      const atEnd = (zoomed.base === 0 && zoomed.shift === 0) || Math.abs(viewEnd(zoomed) - EXTENT) < 1e-3;
      const before = view.shift + at * view.length;
      const after = zoomed.base - view.base + zoomed.shift + at * zoomed.length;
      if (!atEnd) expect(Math.abs(after - before) / zoomed.length).toBeLessThan(1e-6);
    }),
  );
});

test('pan, fit, reveal and every step between two views stay inside the run', () => {
  fc.assert(
    fc.property(anyView, anyView, fc.double({ min: -3, max: 3, noNaN: true }), fraction, (one, other, by, progress) => {
      const start = Math.floor(other.base / 2);
      expect(inside(pan(one, by, EXTENT))).toBe(true);
      expect(inside(viewBetween(start, other.base, EXTENT, 0.04))).toBe(true);
      expect(inside(reveal(one, start, start + 10, EXTENT))).toBe(true);
      expect(inside(between(one, other, progress, EXTENT))).toBe(true);
      expect(between(one, other, 1, EXTENT)).toBe(other);
    }),
  );
});

test('reveal leaves a view alone that shows the span, and else brings it on screen', () => {
  fc.assert(
    fc.property(anyView, fc.nat({ max: EXTENT - 100 }), fc.nat({ max: 100 }), (view, start, length) => {
      fc.pre(view.length > 200);
      const shown = reveal(view, start, start + length, EXTENT);
      expect(toX(shown, 1, start)).toBeGreaterThanOrEqual(-1e-9);
      expect(toX(shown, 1, start + length)).toBeLessThanOrEqual(1 + 1e-9);
      expect(sameView(reveal(shown, start, start + length, EXTENT), shown)).toBe(true);
    }),
  );
});

test('no view is shorter than a microsecond or longer than the run', () => {
  expect(zoom(wholeView(500), 1e-9, 0.5, 500).length).toBe(1);
  expect(zoom(wholeView(500), 100, 0.5, 500)).toEqual(wholeView(500));
  expect(viewBetween(7, 7, 500).length).toBe(1);
});
