import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRegions } from './regions.ts';

const WIDTH = 9;

interface Flooded {
  readonly area: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The plain way: fill each region from a pixel of it. */
function flood(data: readonly number[], threshold: number): Flooded[] {
  const height = data.length / WIDTH;
  const seen = new Set<number>();
  const regions: Flooded[] = [];
  for (const start of data.keys()) {
    const waiting = [start];
    const pixels: number[] = [];
    while (waiting.length > 0) {
      const at = waiting.pop()!;
      if (seen.has(at) || data[at]! <= threshold) continue;
      seen.add(at);
      pixels.push(at);
      const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
      for (const [dx, dy] of [-1, 0, 1].flatMap((a) => [-1, 0, 1].map((b) => [a, b] as const))) {
        if (x + dx >= 0 && x + dx < WIDTH && y + dy >= 0 && y + dy < height) waiting.push((y + dy) * WIDTH + x + dx);
      }
    }
    if (pixels.length === 0) continue;
    const xs = pixels.map((at) => at % WIDTH);
    const ys = pixels.map((at) => Math.floor(at / WIDTH));
    regions.push({
      area: pixels.length,
      left: Math.min(...xs),
      right: Math.max(...xs) + 1,
      top: Math.min(...ys),
      bottom: Math.max(...ys) + 1,
    });
  }
  return regions;
}

const ordered = (regions: readonly Flooded[]): string[] => regions.map((region) => Object.values(region).join(' ')).sort();

test('regions are those that filling from each pixel finds', () => {
  const rows = fc.array(fc.array(fc.constantFrom(0, 0.9), { minLength: WIDTH, maxLength: WIDTH }), {
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(rows, (map) => {
      const data = map.flat();
      const found = findRegions({ data: Float32Array.from(data), width: WIDTH, height: map.length }, 0.3);
      const measured = found.map(({ area, outline }) => ({
        area,
        left: Math.min(...outline.map(({ x }) => x)),
        right: Math.max(...outline.map(({ x }) => x)),
        top: Math.min(...outline.map(({ y }) => y)),
        bottom: Math.max(...outline.map(({ y }) => y)),
      }));
      expect(ordered(measured)).toEqual(ordered(flood(data, 0.3)));
    }),
    { numRuns: 500 },
  );
});
