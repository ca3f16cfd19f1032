/**
 * How far ink lies below its paper.
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import type { Runs } from './components.ts';
import type { TileMap } from './paper.ts';
import { levelAt, quantile } from './paper.ts';

/** Strokes are thinner than the blur of the lens, so only their darkest tenth shows the ink itself. */
const INK_SHARE = 0.9;
/** A component paler than this part of the page's dark ones is no print: the grain of a table top, print from the back. */
const PALE = 0.4;

/** For each component the mean distance to its paper, as a share of the paper's level (0..1). */
export function meanDepths(image: GreyImage, paper: TileMap, runs: Runs, components: number): Float32Array {
  const sums = new Float64Array(components);
  const pixels = new Float64Array(components);
  for (let run = 0; run < runs.count; run += 1) {
    const component = runs.component[run] ?? 0;
    const y = runs.y[run] ?? 0;
    const x0 = runs.x0[run] ?? 0;
    const x1 = runs.x1[run] ?? 0;
    const level = paperAt(paper, x0, y);
    let sum = 0;
    for (let at = y * image.width + x0; at < y * image.width + x1; at += 1) sum += level - (image.data[at] ?? 0);
    sums[component] = (sums[component] ?? 0) + sum / Math.max(1, level);
    pixels[component] = (pixels[component] ?? 0) + x1 - x0;
  }
  return Float32Array.from(sums, (sum, index) => sum / Math.max(1, pixels[index] ?? 1));
}

/** The letters without those that are far paler than the rest. */
export function withoutPale(letters: readonly boolean[], depths: Float32Array): boolean[] {
  const limit =
    PALE *
    quantile(
      depths.filter((_, index) => letters[index] === true),
      0.9,
    );
  return letters.map((letter, index) => letter && (depths[index] ?? 0) >= limit);
}

/** Paper to ink over all letters, in grey levels; 0 without letters. */
export function measureContrast(image: GreyImage, paper: TileMap, runs: Runs, isLetter: (component: number) => boolean): number {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (let run = 0; run < runs.count; run += 1) {
    if (!isLetter(runs.component[run] ?? 0)) continue;
    const y = runs.y[run] ?? 0;
    const x0 = runs.x0[run] ?? 0;
    const x1 = runs.x1[run] ?? 0;
    const level = paperAt(paper, x0, y);
    for (let at = y * image.width + x0; at < y * image.width + x1; at += 1) {
      const depth = Math.max(0, Math.round(level - (image.data[at] ?? 0)));
      histogram[depth] = (histogram[depth] ?? 0) + 1;
      count += 1;
    }
  }
  return count === 0 ? 0 : levelAt(histogram, INK_SHARE * count);
}

function paperAt(paper: TileMap, x: number, y: number): number {
  return paper.levels[Math.floor(y / paper.side) * paper.columns + Math.floor(x / paper.side)] ?? 255;
}
