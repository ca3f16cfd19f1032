/**
 * Which boxes of a row get which pixel columns. Whatever the size of the run, a row yields at most one piece per column.
 *
 * The rule: a column shows the box that covers most of it, the first of equals; a column that any box touches shows a box.
 * So nothing on screen is lost, a box of two columns or more always shows, and the cost is that of the columns, not of the boxes:
 * boxes within one column are skipped by search, and the longest of them is known beforehand (`longestBetween`).
 */
import { at, firstWhere } from './columns.ts';
import { longestBetween, type Rows } from './rows.ts';
import type { View } from './view.ts';

/** Pieces of a row in columns, from left to right, without overlap. Kept and filled anew for each row: no garbage while panning. */
export interface Pieces {
  count: number;
  /** First column, and the first one after. */
  from: Int32Array;
  to: Int32Array;
  box: Int32Array;
}

export const newPieces = (columns: number): Pieces => ({
  count: 0,
  from: new Int32Array(columns),
  to: new Int32Array(columns),
  box: new Int32Array(columns),
});

/** Fills `pieces` with the columns from `low` up to `high` of a view drawn `width` columns wide. */
export function cull(rows: Rows, row: number, view: View, width: number, pieces: Pieces, low = 0, high = width): void {
  const { start, end } = rows;
  const { base, shift } = view;
  const scale = width / view.length;
  const x = (time: number): number => (time - base - shift) * scale;
  const last = at(rows.first, row + 1);
  pieces.count = 0;
  let free = low;
  let box = firstWhere(at(rows.first, row), last, (candidate) => x(at(end, candidate)) > low || x(at(start, candidate)) >= low);
  while (box < last && free < high) {
    const left = x(start[box] as number);
    if (left >= high) return;
    const right = x(end[box] as number);
    if (right <= free && left < free) {
      box += 1;
      continue;
    }
    const column = Math.max(free, Math.floor(left));
    if (left <= column && right >= column + 1) {
      free = Math.min(Math.floor(right), high);
      add(pieces, column, free, box);
      if (right <= free) box += 1;
      continue;
    }
    const after = firstFrom(start, box + 1, last, base, shift, scale, column + 1);
    add(pieces, column, column + 1, after === box + 1 ? box : owner(rows, box, after, x, column));
    free = column + 1;
    box = x(end[after - 1] as number) > free ? after - 1 : after;
  }
}

/** Of the boxes that touch a column, the one that covers most of it. Only the first and the last can reach beyond it. */
function owner(rows: Rows, first: number, after: number, x: (time: number) => number, column: number): number {
  const covered = (box: number): number =>
    Math.min(x(rows.end[box] as number), column + 1) - Math.max(x(rows.start[box] as number), column);
  let best = first;
  let most = covered(first);
  const inner = longestBetween(rows, first + 1, after - 1);
  for (const box of [inner, after - 1]) {
    if (box <= first) continue;
    const own = covered(box);
    if (own > most) {
      best = box;
      most = own;
    }
  }
  return best;
}

/**
 * The first box from `from` that starts at a column or right of it: steps that double, then a binary search, since it is mostly
 * near. Written out, without a function for the condition: it is the inner loop of all drawing.
 */
function firstFrom(
  start: Float64Array,
  from: number,
  last: number,
  base: number,
  shift: number,
  scale: number,
  column: number,
): number {
  let low = from;
  let step = 1;
  while (low + step <= last && ((start[low + step - 1] as number) - base - shift) * scale < column) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, last);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (((start[middle] as number) - base - shift) * scale < column) low = middle + 1;
    else high = middle;
  }
  return low;
}

function add(pieces: Pieces, from: number, to: number, box: number): void {
  const previous = pieces.count - 1;
  if (previous >= 0 && pieces.box[previous] === box && pieces.to[previous] === from) {
    pieces.to[previous] = to;
    return;
  }
  pieces.from[pieces.count] = from;
  pieces.to[pieces.count] = to;
  pieces.box[pieces.count] = box;
  pieces.count += 1;
}
