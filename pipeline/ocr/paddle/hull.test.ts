import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxAlong, convexHull, smallestBox } from './hull.ts';
import { cornersOf, type Point } from './rotated-box.ts';

const points = fc.array(fc.record({ x: fc.integer({ min: 0, max: 60 }), y: fc.integer({ min: 0, max: 60 }) }), {
  minLength: 3,
  maxLength: 40,
});

const direction = (degrees: number): Point => ({
  x: Math.cos((degrees * Math.PI) / 180),
  y: Math.sin((degrees * Math.PI) / 180),
});

const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

test('every point lies inside the hull, and the hull has no hollow', () => {
  fc.assert(
    fc.property(points, (cloud) => {
      const hull = convexHull(cloud);
      for (const [index, corner] of hull.entries()) {
        const next = hull[(index + 1) % hull.length]!;
        for (const point of cloud) expect(turn(corner, next, point)).toBeGreaterThanOrEqual(0);
      }
      expect(new Set(hull.map(({ x, y }) => `${x} ${y}`)).size).toBe(hull.length);
    }),
  );
});

test('no box at any of 900 angles around the points is smaller than the smallest', () => {
  fc.assert(
    fc.property(points, (cloud) => {
      const box = smallestBox(convexHull(cloud));
      let least = Number.POSITIVE_INFINITY;
      for (let step = 0; step < 900; step += 1) {
        const { width, height } = boxAlong(cloud, direction(step / 10));
        least = Math.min(least, width * height);
      }
      expect(box.width * box.height).toBeLessThanOrEqual(least + 1e-6);
      for (const { x, y } of cloud) {
        const [dx, dy] = [x - box.centre.x, y - box.centre.y];
        expect(Math.abs(dx * box.along.x + dy * box.along.y)).toBeLessThanOrEqual(box.width / 2 + 1e-6);
        expect(Math.abs(dy * box.along.x - dx * box.along.y)).toBeLessThanOrEqual(box.height / 2 + 1e-6);
      }
    }),
    { numRuns: 50 },
  );
});

test('a turned rectangle is found again, with its long side as the direction of reading', () => {
  for (const degrees of [-40, -10, 0, 3, 25]) {
    const given = { centre: { x: 30, y: 40 }, along: direction(degrees), width: 50, height: 8 };
    const found = smallestBox(convexHull(cornersOf(given)));
    expect(found.width).toBeCloseTo(50);
    expect(found.height).toBeCloseTo(8);
    expect(found.centre.x).toBeCloseTo(30);
    expect(found.centre.y).toBeCloseTo(40);
    expect(found.along.x).toBeCloseTo(given.along.x);
    expect(found.along.y).toBeCloseTo(given.along.y);
  }
});
