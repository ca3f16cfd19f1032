import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from './format.ts';
import { axisOf, niceStep } from './ticks.ts';
import { viewBetween, wholeView } from './view.ts';

const labels = (from: number, to: number, width = 1000) =>
  axisOf(viewBetween(from, to, Math.max(to, 1)), width).ticks.map(({ label }) => label);

test('steps are one, two and five below a second, and as clocks count above', () => {
  expect(
    [0.03, 0.3, 3, 30, 3_000, 0.2 * SECOND, 0.6 * SECOND, 7 * SECOND, 40 * SECOND, 7 * MINUTE, 40 * MINUTE, 5 * HOUR].map(
      niceStep,
    ),
  ).toEqual([0.05, 0.5, 5, 50, 5_000, 0.2 * SECOND, SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR]);
});

test('labels have the unit that suits the view', () => {
  expect(labels(0, 500).slice(0, 3)).toEqual(['0', '50 µs', '100 µs']);
  expect(labels(0, 50_000).slice(0, 3)).toEqual(['0', '5 ms', '10 ms']);
  expect(labels(0, 5 * SECOND).slice(0, 3)).toEqual(['0', '0.5 s', '1.0 s']);
  expect(labels(0, 5 * MINUTE).slice(0, 3)).toEqual(['0', '30 s', '1 min']);
  expect(labels(0, 10 * HOUR).slice(0, 3)).toEqual(['0', '1 h', '2 h']);
});

test('far from the start, ticks count from an anchor', () => {
  const axis = axisOf(viewBetween(10 * HOUR + 500, 10 * HOUR + 501, 20 * HOUR), 1000);
  expect(axis.anchor).toBe('10:00:00');
  expect(axis.ticks.slice(0, 3).map(({ label }) => label)).toEqual(['+500.0 µs', '+500.1 µs', '+500.2 µs']);
});

test('ticks stand on multiples of the step, a label apart at least, from one edge to the other', () => {
  fc.assert(
    fc.property(fc.nat({ max: 20 * HOUR }), fc.double({ min: 1, max: 20 * HOUR, noNaN: true }), (from, length) => {
      const view = viewBetween(from, from + length, 40 * HOUR);
      const { ticks, step } = axisOf(view, 1280);
      expect(ticks.length).toBeLessThanOrEqual(1280 / 90);
      for (const [index, { offset }] of ticks.entries()) {
        expect(offset).toBeGreaterThanOrEqual(-1e-6);
        expect(offset).toBeLessThanOrEqual(view.length + 1e-6);
        if (index > 0) expect(offset - ticks[index - 1]!.offset).toBeCloseTo(step, 3);
      }
      const distinct = new Set(ticks.map(({ label }) => label));
      expect(distinct.size).toBe(ticks.length);
    }),
  );
});

test('a run without length has an axis', () => {
  expect(axisOf(wholeView(1), 1280).ticks.length).toBeGreaterThan(1);
});
