import { describe, expect, test } from 'vitest';
import type { Quarters } from '../../contract/ocr.ts';
import { turnBox, turnImage } from './quarter-turns.ts';

const page = { data: Uint8Array.from([1, 2, 3, 4, 5, 6]), width: 3, height: 2 };

test.each<[Quarters, number, number, number[]]>([
  [0, 3, 2, [1, 2, 3, 4, 5, 6]],
  [1, 2, 3, [4, 1, 5, 2, 6, 3]],
  [2, 3, 2, [6, 5, 4, 3, 2, 1]],
  [3, 2, 3, [3, 6, 2, 5, 1, 4]],
])('%d quarters clockwise', (quarters, width, height, data) => {
  expect(turnImage(page, quarters)).toEqual({ data: Uint8Array.from(data), width, height });
  expect(page.data).toEqual(Uint8Array.from([1, 2, 3, 4, 5, 6]));
});

describe('a box goes where its pixels go', () => {
  test.each<Quarters>([0, 1, 2, 3])('%d quarters', (quarters) => {
    // The pixel with the 6, at (2, 1).
    const box = turnBox({ x0: 2, y0: 1, x1: 3, y1: 2 }, page, quarters);
    const turned = turnImage(page, quarters);
    expect([box.x1 - box.x0, box.y1 - box.y0]).toEqual([1, 1]);
    expect(turned.data[box.y0 * turned.width + box.x0]).toBe(6);
  });
});
