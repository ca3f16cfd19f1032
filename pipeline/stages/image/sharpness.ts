/**
 * How steep the letters' edges are: the steepest step on a short way across the left edge of a stroke, at full resolution.
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import type { Runs } from './components.ts';

const MOST_EDGES = 6000;
/** The edge is looked for this far on either side, in pixels of the reduced page, plus the blur of the reduction. */
const REACH = 2;

/**
 * @param factor by which the page that the runs were found on is smaller than `image`
 * @returns mean steepness in grey levels per pixel; null without letters
 */
export function measureEdgeGradient(
  image: GreyImage,
  runs: Runs,
  isLetter: (component: number) => boolean,
  factor: number,
): number | null {
  const edges: number[] = [];
  for (let run = 0; run < runs.count; run += 1) if (isLetter(runs.component[run] ?? 0)) edges.push(run);
  if (edges.length === 0) return null;
  const step = Math.max(1, edges.length / MOST_EDGES);
  let sum = 0;
  let count = 0;
  for (let index = 0; index < edges.length; index += step) {
    const run = edges[Math.floor(index)] ?? 0;
    const y = Math.min(image.height - 1, (runs.y[run] ?? 0) * factor + (factor >> 1));
    const x = (runs.x0[run] ?? 0) * factor;
    sum += steepestFall(image, y, x - REACH * factor, x + REACH * factor);
    count += 1;
  }
  return sum / count;
}

function steepestFall(image: GreyImage, y: number, from: number, to: number): number {
  const row = y * image.width;
  let steepest = 0;
  for (let x = Math.max(0, from); x < Math.min(image.width - 1, to); x += 1) {
    const fall = (image.data[row + x] ?? 0) - (image.data[row + x + 1] ?? 0);
    if (fall > steepest) steepest = fall;
  }
  return steepest;
}
