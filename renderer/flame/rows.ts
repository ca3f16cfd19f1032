/**
 * What every layout comes down to: rows of boxes. Within a row boxes are sorted by start and do not overlap, so each question
 * of a row (what is at this time, what is the next) is a binary search.
 */
import type { Microseconds } from '../../pipeline/contract/units.ts';
import { at, firstWhere } from './columns.ts';

export interface Rows {
  /** The boxes of row r stand from `first[r]` up to `first[r + 1]`. */
  readonly first: Uint32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** What a box stands for: a span, or a stage of all jobs. */
  readonly item: Uint32Array;
  readonly longest: LongestBoxes;
}

/** The longest box of each block of boxes, and of each block of blocks, so that the longest of a stretch is found in few steps. */
export interface LongestBoxes {
  readonly ofBlock: Uint32Array;
  readonly ofSuperblock: Uint32Array;
}

const BLOCK = 16;
const SUPERBLOCK = BLOCK * 32;

/** Sorts items into rows. Items of one row must come sorted by start. */
export function rowsOf(rowCount: number, rowOfItem: Uint32Array, start: Float64Array, end: Float64Array): Rows {
  const count = rowOfItem.length;
  const first = new Uint32Array(rowCount + 1);
  for (let item = 0; item < count; item += 1)
    first[(rowOfItem[item] as number) + 1] = at(first, (rowOfItem[item] as number) + 1) + 1;
  for (let row = 0; row < rowCount; row += 1) first[row + 1] = at(first, row + 1) + at(first, row);
  const next = first.slice();
  const boxes = { start: new Float64Array(count), end: new Float64Array(count), item: new Uint32Array(count) };
  for (let item = 0; item < count; item += 1) {
    const row = rowOfItem[item] as number;
    const box = next[row] as number;
    next[row] = box + 1;
    boxes.start[box] = start[item] as number;
    boxes.end[box] = end[item] as number;
    boxes.item[box] = item;
  }
  return { first, ...boxes, longest: longestOf(boxes.start, boxes.end) };
}

/** The same rows with the kept boxes only: found spans, failed jobs. They are drawn and searched as any other rows. */
export function keepBoxes(rows: Rows, kept: (item: number) => boolean): Rows {
  const boxes: number[] = [];
  const first = new Uint32Array(rows.first.length);
  for (let row = 0; row + 1 < rows.first.length; row += 1) {
    for (let box = at(rows.first, row); box < at(rows.first, row + 1); box += 1) if (kept(at(rows.item, box))) boxes.push(box);
    first[row + 1] = boxes.length;
  }
  const start = Float64Array.from(boxes, (box) => at(rows.start, box));
  const end = Float64Array.from(boxes, (box) => at(rows.end, box));
  return { first, start, end, item: Uint32Array.from(boxes, (box) => at(rows.item, box)), longest: longestOf(start, end) };
}

export function rowOfBox(rows: Rows, box: number): number {
  return firstWhere(0, rows.first.length - 1, (row) => at(rows.first, row + 1) > box);
}

/** The boxes of a row that a stretch of time touches; a box without length counts where it stands. */
export function boxesBetween(rows: Rows, row: number, from: Microseconds, to: Microseconds): { first: number; end: number } {
  const low = at(rows.first, row);
  const high = at(rows.first, row + 1);
  const first = firstWhere(low, high, (box) => at(rows.end, box) > from || at(rows.start, box) >= from);
  return { first, end: firstWhere(first, high, (box) => at(rows.start, box) >= to) };
}

function longestOf(start: Float64Array, end: Float64Array): LongestBoxes {
  const count = start.length;
  const ofBlock = new Uint32Array(Math.ceil(count / BLOCK));
  const ofSuperblock = new Uint32Array(Math.ceil(count / SUPERBLOCK));
  for (let block = 0; block < ofBlock.length; block += 1) {
    let longest = block * BLOCK;
    let length = -1;
    for (let box = block * BLOCK; box < Math.min((block + 1) * BLOCK, count); box += 1) {
      const own = (end[box] as number) - (start[box] as number);
      if (own > length) [longest, length] = [box, own];
    }
    ofBlock[block] = longest;
    const above = Math.floor((block * BLOCK) / SUPERBLOCK);
    const best = at(ofSuperblock, above);
    if ((block * BLOCK) % SUPERBLOCK === 0 || length > at(end, best) - at(start, best)) ofSuperblock[above] = longest;
  }
  return { ofBlock, ofSuperblock };
}

/**
 * The longest box from `from` up to, but not including, `to`, the first of equals; -1 where there is none. Blocks are taken as a
 * whole where they lie inside.
 */
export function longestBetween(rows: Rows, from: number, to: number): number {
  const { start, end, longest } = rows;
  let best = -1;
  let length = -1;
  let box = from;
  while (box < to) {
    let candidate = box;
    let next = box + 1;
    if (box % BLOCK === 0 && box + BLOCK <= to) {
      const whole = box % SUPERBLOCK === 0 && box + SUPERBLOCK <= to;
      candidate = (whole ? longest.ofSuperblock[box / SUPERBLOCK] : longest.ofBlock[box / BLOCK]) as number;
      next = box + (whole ? SUPERBLOCK : BLOCK);
    }
    const own = (end[candidate] as number) - (start[candidate] as number);
    if (own > length) {
      best = candidate;
      length = own;
    }
    box = next;
  }
  return best;
}
