import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutIntoStretches, probabilityMap } from './probability-map.ts';
import type { Network } from './runtime.ts';

/** Says of each pixel what it was given, as a grey level. */
function echo(seen: (readonly number[])[]): Network {
  return {
    async run(input, dims) {
      seen.push(dims);
      const plane = (dims[2] ?? 0) * (dims[3] ?? 0);
      const data = input.slice(0, plane).map((value) => Math.round((value * 0.229 + 0.485) * 255) + 0);
      return { data, dims: [1, 1, dims[2] ?? 0, dims[3] ?? 0] };
    },
    close: async () => undefined,
  };
}

const page = (width: number, height: number) => ({
  data: Uint8Array.from({ length: width * height }, (_, at) => (at * 31 + Math.floor(at / width) * 7) % 256),
  width,
  height,
});

test('stretches are kept once each, without a hole, and none is longer than allowed', () => {
  const sizes = fc.record({
    length: fc.integer({ min: 1, max: 20_000 }),
    longest: fc.integer({ min: 320, max: 4000 }),
    width: fc.integer({ min: 1, max: 4000 }),
  });
  fc.assert(
    fc.property(sizes, ({ length, longest, width }) => {
      const stretches = cutIntoStretches(length, longest, width);
      let covered = 0;
      for (const { from, to, keepFrom, keepTo } of stretches) {
        expect(keepFrom).toBe(covered);
        expect(to - from).toBeLessThanOrEqual(longest);
        expect(from).toBeLessThanOrEqual(keepFrom);
        expect(keepTo).toBeLessThanOrEqual(to);
        covered = keepTo;
      }
      expect(covered).toBe(length);
      expect(stretches.at(-1)?.to).toBe(length);
    }),
  );
});

test('a page within the side goes in whole, filled up to steps of 32, and comes out pixel by pixel', async () => {
  const seen: (readonly number[])[] = [];
  const given = page(50, 70);
  const map = await probabilityMap(echo(seen), given, 960);
  expect(seen).toEqual([[1, 3, 96, 64]]);
  expect(map).toMatchObject({ width: 50, height: 70, scale: 1 });
  expect([...map.data]).toEqual([...given.data]);
});

test('the map of a till roll, cut into stretches, is that of the whole, upright or on its side', async () => {
  for (const [width, height] of [
    [40, 900],
    [900, 40],
  ] as const) {
    const seen: (readonly number[])[] = [];
    const given = page(width, height);
    const map = await probabilityMap(echo(seen), given, 320);
    expect(seen.length).toBeGreaterThan(1);
    expect([...map.data]).toEqual([...given.data]);
  }
});

test('a till roll is reduced by its width, not by its length', async () => {
  const seen: (readonly number[])[] = [];
  const map = await probabilityMap(echo(seen), page(600, 6000), 960);
  // Four times as long as wide fits the side: 2400 → 960.
  expect(map.width).toBe(240);
  expect(Math.max(...seen.flat())).toBeLessThanOrEqual(960);
});

test('a page of one pixel has a map of one pixel', async () => {
  expect((await probabilityMap(echo([]), page(1, 1), 960)).data).toHaveLength(1);
});
