/**
 * Finds the lines of print on a page: the post-processing of DB (Liao et al., 2020) on the network's probability map. Each
 * connected region becomes the smallest rectangle around it, is kept when the map is sure of it, and grows back to the size
 * of the print.
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import { boxAlong, convexHull, smallestBox } from './hull.ts';
import { probabilityMap } from './probability-map.ts';
import { type FloatMap, findRegions } from './regions.ts';
import { across, cornersOf, type Point, type RotatedBox, scaled, unclip } from './rotated-box.ts';
import type { Network } from './runtime.ts';

/** Above it a pixel belongs to a line; PP-OCR's own value. */
const PIXEL_THRESHOLD = 0.3;
/** Mean probability inside a rectangle, from which it is print. */
const BOX_THRESHOLD = 0.5;
const UNCLIP_RATIO = 1.4;
/** In pixels of the map, before growing: less is a speck. */
const SMALLEST_SIDE = 3;
/** More than this are not looked at: such a page is noise. */
const MOST_BOXES = 3000;
/** A rectangle so much longer than high tells the direction of its line; that of a shorter one follows the page's. */
const TELLING_SHAPE = 4;
/** Unless that makes it so much larger: then the word does stand askew. */
const LARGEST_EXCESS = 1.3;

/** Boxes in pixels of the page, in no order; `along` within ±45° of the x axis. */
export async function findLines(network: Network, page: GreyImage, side: number): Promise<RotatedBox[]> {
  const map = await probabilityMap(network, page, side);
  return boxesOf(map).map((box) => scaled(box, map.scale));
}

/** In pixels of the map. */
export function boxesOf(map: FloatMap): RotatedBox[] {
  const hulls: Point[][] = [];
  for (const { outline, area } of findRegions(map, PIXEL_THRESHOLD)) {
    if (area >= SMALLEST_SIDE * SMALLEST_SIDE && hulls.length < MOST_BOXES) hulls.push(convexHull(outline));
  }
  const free = hulls.map(smallestBox);
  const direction = commonDirection(free);
  return hulls.flatMap((hull, index) => {
    const own = free[index] ?? smallestBox(hull);
    const aligned = boxAlong(hull, direction);
    const box = elongation(own) >= TELLING_SHAPE || areaOf(aligned) > LARGEST_EXCESS * areaOf(own) ? own : aligned;
    if (Math.min(box.width, box.height) < SMALLEST_SIDE || meanInside(map, box) < BOX_THRESHOLD) return [];
    return [unclip(box, UNCLIP_RATIO)];
  });
}

const areaOf = ({ width, height }: RotatedBox): number => width * height;

const elongation = ({ width, height }: RotatedBox): number => Math.max(width, height) / Math.max(1, Math.min(width, height));

/** The middle of the long boxes' directions, each weighing as much as it is long: one word that stands askew moves nothing. */
function commonDirection(boxes: readonly RotatedBox[]): Point {
  const telling = boxes
    .filter((box) => elongation(box) >= TELLING_SHAPE)
    .map((box) => ({ slope: box.along.y / box.along.x, weight: Math.max(box.width, box.height) }))
    .sort((a, b) => a.slope - b.slope);
  let rest = telling.reduce((sum, { weight }) => sum + weight, 0) / 2;
  const middle = telling.find(({ weight }) => {
    rest -= weight;
    return rest <= 0;
  });
  const slope = middle?.slope ?? 0;
  const length = Math.hypot(1, slope);
  return { x: 1 / length, y: slope / length };
}

/** Mean of the pixels whose middles lie inside the box. */
export function meanInside({ data, width, height }: FloatMap, box: RotatedBox): number {
  const down = across(box);
  const ys = cornersOf(box).map(({ y }) => y);
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const bottom = Math.min(height, Math.ceil(Math.max(...ys)));
  let sum = 0;
  let count = 0;
  for (let y = top; y < bottom; y += 1) {
    const offset = y + 0.5 - box.centre.y;
    const [a0, a1] = interval(box.along.x, box.along.y * offset, box.width / 2);
    const [d0, d1] = interval(down.x, down.y * offset, box.height / 2);
    const from = Math.max(0, Math.ceil(box.centre.x + Math.max(a0, d0) - 0.5));
    const to = Math.min(width - 1, Math.floor(box.centre.x + Math.min(a1, d1) - 0.5));
    for (let x = from; x <= to; x += 1) sum += data[y * width + x] ?? 0;
    if (to >= from) count += to - from + 1;
  }
  return count === 0 ? 0 : sum / count;
}

/** Where |factor × x + constant| ≤ limit. */
function interval(factor: number, constant: number, limit: number): [number, number] {
  if (Math.abs(factor) < 1e-9) {
    return Math.abs(constant) <= limit
      ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  }
  const a = (-limit - constant) / factor;
  const b = (limit - constant) / factor;
  return a < b ? [a, b] : [b, a];
}
