import { expect, test } from 'vitest';
import { resize } from './resample.ts';

test('a page beyond the image library’s own limit of 268 megapixels is resized', async () => {
  const side = 17_000;
  const small = await resize({ data: new Uint8Array(side * side).fill(200), width: side, height: side }, 17, 17);
  expect([small.width, small.height, small.data[100]]).toEqual([17, 17, 200]);
});
