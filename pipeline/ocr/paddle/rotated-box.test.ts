import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf, cornersOf, onItsSide, type RotatedBox, sliceOf, turnedOver, unclip } from './rotated-box.ts';

const boxes = fc
  .record({
    x: fc.integer({ min: -50, max: 50 }),
    y: fc.integer({ min: -50, max: 50 }),
    width: fc.integer({ min: 1, max: 80 }),
    height: fc.integer({ min: 1, max: 80 }),
    degrees: fc.integer({ min: -180, max: 180 }),
  })
  .map(({ x, y, width, height, degrees }): RotatedBox => {
    const angle = (degrees * Math.PI) / 180;
    return { centre: { x, y }, along: { x: Math.cos(angle), y: Math.sin(angle) }, width, height };
  });

const sortedCorners = (box: RotatedBox): number[][] =>
  cornersOf(box)
    .map(({ x, y }) => [Number(x.toFixed(6)) + 0, Number(y.toFixed(6)) + 0])
    .sort(([ax = 0, ay = 0], [bx = 0, by = 0]) => ax - bx || ay - by);

const flat: RotatedBox = { centre: { x: 50, y: 20 }, along: { x: 1, y: 0 }, width: 40, height: 10 };

test('corners run from the top left one, as the print is read', () => {
  expect(cornersOf(flat)).toEqual([
    { x: 30, y: 15 },
    { x: 70, y: 15 },
    { x: 70, y: 25 },
    { x: 30, y: 25 },
  ]);
  expect(cornersOf(turnedOver(flat))[0]).toEqual({ x: 70, y: 25 });
});

test('turned over or on its side, a box covers the same ground', () => {
  fc.assert(
    fc.property(boxes, (box) => {
      expect(sortedCorners(turnedOver(box))).toEqual(sortedCorners(box));
      expect(sortedCorners(onItsSide(box))).toEqual(sortedCorners(box));
    }),
  );
});

test('a slice is measured from the end where reading begins', () => {
  expect(boundsOf(sliceOf(flat, 0, 10), { width: 100, height: 100 })).toEqual({ x0: 30, y0: 15, x1: 40, y1: 25 });
  expect(boundsOf(sliceOf(turnedOver(flat), 0, 10), { width: 100, height: 100 })).toEqual({ x0: 60, y0: 15, x1: 70, y1: 25 });
});

test('bounds end at the edges of the page', () => {
  expect(boundsOf(flat, { width: 60, height: 22 })).toEqual({ x0: 30, y0: 15, x1: 60, y1: 22 });
});

test('unclip moves each side outwards by area × ratio ÷ perimeter', () => {
  // 400 × 1.5 ÷ 100 = 6 on either side.
  expect(unclip(flat, 1.5)).toEqual({ ...flat, width: 52, height: 22 });
});
