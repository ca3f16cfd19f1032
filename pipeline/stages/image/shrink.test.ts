import { expect, test } from 'vitest';
import { seededDraw } from '../../analysis/comparison/seeded.ts';
import { shrinkBy } from './shrink.ts';

test.each([
  [2, 40, 30],
  [2, 41, 31],
  [3, 40, 31],
  [5, 23, 17],
])('by %i, each pixel of a page of %i × %i is the rounded mean of its square', (factor, width, height) => {
  const draw = seededDraw(1, 'pixels', factor, width);
  const data = Uint8Array.from({ length: width * height }, () => draw(256));
  const small = shrinkBy({ data, width, height }, factor);
  expect([small.width, small.height]).toEqual([Math.floor(width / factor), Math.floor(height / factor)]);
  const expected = Array.from(small.data, (_, at) => {
    const left = (at % small.width) * factor;
    const top = Math.floor(at / small.width) * factor;
    let sum = 0;
    for (let y = top; y < top + factor; y += 1) for (let x = left; x < left + factor; x += 1) sum += data[y * width + x]!;
    return Math.round(sum / factor ** 2);
  });
  expect(Array.from(small.data)).toEqual(expected);
});

test('a page that is not shrunk is the page itself', () => {
  const page = { data: new Uint8Array(6), width: 3, height: 2 };
  expect(shrinkBy(page, 1)).toBe(page);
});
