import { expect, test } from 'vitest';
import { inReadingDirection } from './angle.ts';
import type { RotatedBox } from './rotated-box.ts';
import type { Network } from './runtime.ts';

const page = { data: new Uint8Array(400 * 400), width: 400, height: 400 };
const lines = (count: number, width: number, height: number): RotatedBox[] =>
  Array.from({ length: count }, (_, index) => ({
    centre: { x: 200, y: 10 + 9 * index },
    along: { x: 1, y: 0 },
    width,
    height,
  }));

/** Answers with these probabilities of standing upright, one after another. */
function answering(upright: readonly number[]): Network & { readonly asked: () => number } {
  let asked = 0;
  return {
    async run() {
      const probability = upright[asked] ?? 0.5;
      asked += 1;
      return { data: Float32Array.from([probability, 1 - probability]), dims: [1, 2] };
    },
    close: async () => undefined,
    asked: () => asked,
  };
}

test('answers that agree settle it after a few lines', async () => {
  const network = answering(new Array(20).fill(0.99));
  expect(await inReadingDirection(network, page, lines(20, 100, 8))).toEqual(lines(20, 100, 8));
  expect(network.asked()).toBe(3);
});

test('a page whose lines stand upside down is turned over', async () => {
  const turned = await inReadingDirection(answering(new Array(20).fill(0.01)), page, lines(20, 100, 8));
  expect(turned.every(({ along }) => along.x === -1)).toBe(true);
});

test('answers that differ are asked for longer, and the sum decides', async () => {
  const network = answering([0.99, 0.01, 0.01, 0.99, 0.9, 0.9, 0.9, 0.9, 0.9]);
  const [first] = await inReadingDirection(network, page, lines(9, 100, 8));
  expect(first?.along.x).toBe(1);
  expect(network.asked()).toBeGreaterThan(5);
});

test('a page on its side is read along its long boxes; a column of single figures is none', async () => {
  const onSide = await inReadingDirection(answering([1, 1, 1]), page, lines(3, 8, 100));
  expect(onSide.map(({ width, height, along }) => ({ width, height, y: along.y }))).toEqual(
    new Array(3).fill({ width: 100, height: 8, y: -1 }),
  );
  const figures = [...lines(3, 100, 8), ...lines(9, 6, 11)];
  expect(await inReadingDirection(answering([1, 1, 1]), page, figures)).toEqual(figures);
});
