/**
 * How likely each pixel of a page belongs to print, as the detection network sees it, on a reduced copy of the page.
 *
 * A till roll is cut into stretches that overlap, each reduced to the allowed side on its own: as a whole its print would
 * become unreadable. Their maps are put together before lines are looked for, so no line is found twice or cut.
 */
import sharp from 'sharp';
import type { GreyImage } from '../../contract/stage-context.ts';
import type { FloatMap } from './regions.ts';
import type { Network } from './runtime.ts';

/** Of the network: it halves its input five times. */
const STEP = 32;
/** A stretch is at most this many times as long as it is wide. */
const LONGEST_STRETCH = 4;
/** Of the page's width: what two stretches share, so that each line stands whole in one of them. */
const OVERLAP = 0.25;
/** Mean and deviation of the three channels (ImageNet's) that the network was trained with, for values of 0..1. */
const CHANNELS = [
  { mean: 0.485, deviation: 0.229 },
  { mean: 0.456, deviation: 0.224 },
  { mean: 0.406, deviation: 0.225 },
] as const;
/** Grey that fills the input up to whole steps. */
const PAPER = 255;

export interface ProbabilityMap extends FloatMap {
  /** Pixels of the page for each pixel of the map. */
  readonly scale: number;
}

/** @param side longest side in pixels that is given to the network */
export async function probabilityMap(network: Network, page: GreyImage, side: number): Promise<ProbabilityMap> {
  const long = Math.max(page.width, page.height);
  const short = Math.min(page.width, page.height);
  const stretch = Math.min(long, short * LONGEST_STRETCH);
  const reduction = Math.min(1, side / stretch);
  const width = Math.max(1, Math.round(page.width * reduction));
  const height = Math.max(1, Math.round(page.height * reduction));
  const reduced = await resize(page, width, height);
  const upright = height >= width;
  const stretches = cutIntoStretches(Math.max(width, height), Math.min(side, Math.max(width, height)), Math.min(width, height));
  const map = { data: new Float32Array(width * height), width, height, scale: page.width / width };
  for (const { from, to, keepFrom, keepTo } of stretches) {
    const area = upright ? { x: 0, y: from, width, height: to - from } : { x: from, y: 0, width: to - from, height };
    const keep = upright
      ? { x: 0, y: keepFrom, width, height: keepTo - keepFrom }
      : { x: keepFrom, y: 0, width: keepTo - keepFrom, height };
    await fill(map, network, reduced, area, keep);
  }
  return map;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** What of it enters the map: up to the middle of what it shares with its neighbours. */
  readonly keepFrom: number;
  readonly keepTo: number;
}

/** Stretches of equal length, at most `longest`, that cover `length` and overlap by a part of `width`. */
export function cutIntoStretches(length: number, longest: number, width: number): Stretch[] {
  if (length <= longest) return [{ from: 0, to: length, keepFrom: 0, keepTo: length }];
  const overlap = Math.min(Math.round(width * OVERLAP), Math.floor(longest / 2));
  const count = Math.ceil((length - overlap) / (longest - overlap));
  const size = Math.min(longest, Math.ceil((length + (count - 1) * overlap) / count));
  const starts = Array.from({ length: count }, (_, index) => Math.round((index * (length - size)) / (count - 1)));
  return starts.map((from, index) => {
    const before = starts[index - 1];
    const after = starts[index + 1];
    return {
      from,
      to: from + size,
      keepFrom: before === undefined ? 0 : Math.floor((before + size + from) / 2),
      keepTo: after === undefined ? length : Math.floor((from + size + after) / 2),
    };
  });
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Runs the network on `area` and copies what it says about `keep` into the map; both in pixels of the reduced page. */
async function fill(map: FloatMap, network: Network, image: GreyImage, area: Area, keep: Area): Promise<void> {
  const width = Math.ceil(area.width / STEP) * STEP;
  const height = Math.ceil(area.height / STEP) * STEP;
  const { data } = await network.run(toInput(image, area, width, height), [1, CHANNELS.length, height, width]);
  for (let y = keep.y; y < keep.y + keep.height; y += 1) {
    const from = (y - area.y) * width + keep.x - area.x;
    map.data.set(data.subarray(from, from + keep.width), y * map.width + keep.x);
  }
}

/** Normalised, channel after channel, filled up with paper to the right and below. */
function toInput(image: GreyImage, area: Area, width: number, height: number): Float32Array {
  const plane = width * height;
  const input = new Float32Array(CHANNELS.length * plane);
  for (const [channel, { mean, deviation }] of CHANNELS.entries()) {
    const levels = Float32Array.from({ length: 256 }, (_, grey) => (grey / 255 - mean) / deviation);
    const paper = levels[PAPER] ?? 0;
    for (let y = 0; y < height; y += 1) {
      const target = channel * plane + y * width;
      if (y >= area.height) {
        input.fill(paper, target, target + width);
        continue;
      }
      const source = (area.y + y) * image.width + area.x;
      for (let x = 0; x < area.width; x += 1) input[target + x] = levels[image.data[source + x] ?? 0] ?? 0;
      input.fill(paper, target + area.width, target + width);
    }
  }
  return input;
}

async function resize(image: GreyImage, width: number, height: number): Promise<GreyImage> {
  if (width === image.width && height === image.height) return image;
  const data = await sharp(image.data, { raw: { width: image.width, height: image.height, channels: 1 } })
    .resize({ width, height, fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return { data, width, height };
}
