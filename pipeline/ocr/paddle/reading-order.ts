/**
 * Lines in the order in which a person reads them: rows from top to bottom, each from its left end. Works along the lines'
 * own direction, so that a page on its side or upside down is read in its own order.
 */
import type { Quarters } from '../../contract/ocr.ts';
import { across, type Point, type RotatedBox } from './rotated-box.ts';

/** Lines whose middles are closer than this part of the lower one's height stand in one row. */
const SAME_ROW = 0.5;

interface Placed {
  readonly box: RotatedBox;
  readonly left: number;
  readonly middle: number;
}

export function inReadingOrder(boxes: readonly RotatedBox[]): RotatedBox[] {
  const direction = commonDirection(boxes);
  const placed = boxes.map((box) => place(box, direction)).sort((a, b) => a.middle - b.middle);
  const rows: Placed[][] = [];
  for (const line of placed) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row !== undefined && last !== undefined && inOneRow(last, line)) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.left - b.left)).map(({ box }) => box);
}

/** The turns after which the lines run from left to right. */
export function quartersOf(boxes: readonly RotatedBox[]): Quarters {
  const { x, y } = commonDirection(boxes);
  if (Math.abs(x) >= Math.abs(y)) return x >= 0 ? 0 : 2;
  return y < 0 ? 1 : 3;
}

const inOneRow = (a: Placed, b: Placed): boolean =>
  Math.abs(a.middle - b.middle) < SAME_ROW * Math.min(a.box.height, b.box.height);

/** Of all lines, each weighing as much as it is long. */
function commonDirection(boxes: readonly RotatedBox[]): RotatedBox['along'] {
  let x = 0;
  let y = 0;
  for (const { along, width } of boxes) {
    x += along.x * width;
    y += along.y * width;
  }
  const length = Math.hypot(x, y);
  return length === 0 ? { x: 1, y: 0 } : { x: x / length, y: y / length };
}

function place(box: RotatedBox, along: Point): Placed {
  const down = across({ ...box, along });
  const { x, y } = box.centre;
  return { box, left: x * along.x + y * along.y - box.width / 2, middle: x * down.x + y * down.y };
}
