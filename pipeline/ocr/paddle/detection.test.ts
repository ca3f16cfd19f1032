import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxesOf, meanInside } from './detection.ts';
import type { FloatMap } from './regions.ts';
import type { RotatedBox } from './rotated-box.ts';

const boxAt = (x: number, y: number, width: number, height: number, degrees = 0): RotatedBox => {
  const angle = (degrees * Math.PI) / 180;
  return { centre: { x, y }, along: { x: Math.cos(angle), y: Math.sin(angle) }, width, height };
};

const inside = (box: RotatedBox, x: number, y: number): boolean => {
  const [dx, dy] = [x + 0.5 - box.centre.x, y + 0.5 - box.centre.y];
  return (
    Math.abs(dx * box.along.x + dy * box.along.y) <= box.width / 2 &&
    Math.abs(dy * box.along.x - dx * box.along.y) <= box.height / 2
  );
};

function mapOf(boxes: readonly (RotatedBox & { readonly probability: number })[]): FloatMap {
  const [width, height] = [200, 120];
  const data = new Float32Array(width * height);
  for (const box of boxes) {
    for (let at = 0; at < data.length; at += 1) {
      if (inside(box, at % width, Math.floor(at / width))) data[at] = box.probability;
    }
  }
  return { data, width, height };
}

describe('boxes of a probability map', () => {
  test('a level line is found where it is, grown on all sides', () => {
    const [box] = boxesOf(mapOf([{ ...boxAt(100, 60, 120, 10), probability: 0.9 }]));
    const growth = (2 * (120 * 10 * 1.4)) / (2 * (120 + 10));
    expect(box).toEqual({ ...boxAt(100, 60, 120, 10), width: 120 + growth, height: 10 + growth });
  });

  test('a line that runs askew keeps its angle', () => {
    const [box] = boxesOf(mapOf([{ ...boxAt(100, 60, 140, 10, 12), probability: 0.9 }]));
    expect((Math.atan2(box!.along.y, box!.along.x) * 180) / Math.PI).toBeCloseTo(12, 0);
  });

  test('a short word follows the direction of the page, unless it clearly stands askew', () => {
    const word = (degrees: number) => {
      const lines = [20, 50].map((y) => ({ ...boxAt(100, y, 150, 8), probability: 0.9 }));
      const found = boxesOf(mapOf([...lines, { ...boxAt(100, 90, 40, 16, degrees), probability: 0.9 }]));
      return (Math.atan2(found[2]!.along.y, found[2]!.along.x) * 180) / Math.PI;
    };
    expect(word(4)).toBe(0);
    expect(word(25)).toBeCloseTo(25, -1);
  });

  test('what the map is not sure of, and what is a speck, is no line', () => {
    expect(boxesOf(mapOf([{ ...boxAt(100, 60, 120, 10), probability: 0.4 }]))).toEqual([]);
    expect(boxesOf(mapOf([{ ...boxAt(100, 60, 120, 2), probability: 0.9 }]))).toEqual([]);
    expect(boxesOf(mapOf([]))).toEqual([]);
  });
});

test('the mean inside a box is that over the pixels whose middles it holds', () => {
  const shapes = fc.record({
    x: fc.integer({ min: -5, max: 45 }),
    y: fc.integer({ min: -5, max: 35 }),
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    degrees: fc.integer({ min: -45, max: 45 }),
  });
  const [width, height] = [40, 30];
  const data = Float32Array.from({ length: width * height }, (_, at) => ((at * 7919) % 101) / 101);
  fc.assert(
    fc.property(shapes, (shape) => {
      // A little off whole pixels: middles that lie exactly on an edge may fall to either side.
      const box = boxAt(shape.x + 0.137, shape.y + 0.071, shape.width + 0.013, shape.height + 0.029, shape.degrees + 0.19);
      const values = [...data].filter((_, at) => inside(box, at % width, Math.floor(at / width)));
      const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
      expect(meanInside({ data, width, height }, box)).toBeCloseTo(mean, 6);
    }),
  );
});
