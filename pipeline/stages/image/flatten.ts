/**
 * Evens out the light and widens the contrast in one pass: each pixel is taken as a share of its own paper (a shadow darkens ink
 * and paper by the same factor), and the distance to the paper is stretched until ink is black.
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import { interpolateRow, type TileMap } from './paper.ts';

const WHITE = 250;
/** More than this lifts the grain of the paper into the ink. */
const LARGEST_GAIN = 4;
/** Share of the way to black that typical ink is brought to. */
const INK_DEPTH = 0.85;

/** @param inkDepth how far the darkest ink lies below its paper, as a share of the paper's level (0..1) */
export function flatten(image: GreyImage, paper: TileMap, inkDepth: number): GreyImage {
  const gain = Math.min(LARGEST_GAIN, Math.max(1, INK_DEPTH / Math.max(inkDepth, 0.01)));
  const { width, height } = image;
  const data = new Uint8Array(width * height);
  const levels = new Float32Array(width);
  for (let y = 0; y < height; y += 1) {
    interpolateRow(paper, y, levels);
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      const depth = 1 - (image.data[row + x] ?? 0) / Math.max(1, levels[x] ?? 1);
      const level = WHITE * (1 - gain * depth);
      data[row + x] = Math.max(0, Math.min(255, level));
    }
  }
  return { data, width, height };
}
