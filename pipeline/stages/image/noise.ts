/**
 * Noise of the paper: Immerkaer's fast estimate on windows without ink.
 * Immerkaer, "Fast noise variance estimation", Computer Vision and Image Understanding 64 (1996): the kernel
 * [1 −2 1; −2 4 −2; 1 −2 1] is blind to any plane, so light that falls off does not count.
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import { median } from './paper.ts';

const WINDOW = 12;
const MOST_WINDOWS = 400;

/** @param isPaper whether the square with this left upper corner and side, in pixels of `image`, is without ink */
export function measureNoise(image: GreyImage, isPaper: (x: number, y: number, side: number) => boolean): number | null {
  const columns = Math.floor((image.width - 2) / WINDOW);
  const rows = Math.floor((image.height - 2) / WINDOW);
  const found: number[] = [];
  for (let cell = 0; cell < columns * rows; cell += 1) {
    const x = (cell % columns) * WINDOW;
    const y = Math.floor(cell / columns) * WINDOW;
    if (isPaper(x, y, WINDOW + 2)) found.push(y * image.width + x);
  }
  if (found.length === 0) return null;
  const step = Math.max(1, found.length / MOST_WINDOWS);
  const deviations: number[] = [];
  for (let index = 0; index < found.length; index += step) {
    deviations.push(windowDeviation(image, found[Math.floor(index)] ?? 0));
  }
  return median(deviations);
}

/** Standard deviation in grey levels of the window whose left upper neighbour is at `corner`. */
function windowDeviation(image: GreyImage, corner: number): number {
  const { data, width } = image;
  let sum = 0;
  for (let y = 1; y <= WINDOW; y += 1) {
    const middle = corner + y * width;
    for (let at = middle + 1; at <= middle + WINDOW; at += 1) {
      const up = at - width;
      const down = at + width;
      const corners = (data[up - 1] ?? 0) + (data[up + 1] ?? 0) + (data[down - 1] ?? 0) + (data[down + 1] ?? 0);
      const sides = (data[up] ?? 0) + (data[down] ?? 0) + (data[at - 1] ?? 0) + (data[at + 1] ?? 0);
      sum += Math.abs(corners - 2 * sides + 4 * (data[at] ?? 0));
    }
  }
  return (Math.sqrt(Math.PI / 2) * sum) / (6 * WINDOW * WINDOW);
}
