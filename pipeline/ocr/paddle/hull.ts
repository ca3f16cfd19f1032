/**
 * The smallest rectangle around a set of points, turned freely or by a given angle. Pure.
 */
import type { Point, RotatedBox } from './rotated-box.ts';

const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** Andrew's monotone chain (1979); the corners in order, none on a straight line between its neighbours. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  return [...halfHull(sorted), ...halfHull(sorted.reverse())];
}

/** One side of the hull without its last corner, which begins the other side. */
function halfHull(sorted: readonly Point[]): Point[] {
  const side: Point[] = [];
  for (const point of sorted) {
    for (;;) {
      const last = side.at(-1);
      const before = side.at(-2);
      if (last === undefined || before === undefined || turn(before, last, point) > 0) break;
      side.pop();
    }
    side.push(point);
  }
  side.pop();
  return side;
}

/** The smallest box around the points whose direction of reading is `along`. */
export function boxAlong(points: readonly Point[], along: Point): RotatedBox {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    const u = x * along.x + y * along.y;
    const v = y * along.x - x * along.y;
    if (u < left) left = u;
    if (u > right) right = u;
    if (v < top) top = v;
    if (v > bottom) bottom = v;
  }
  const u = (left + right) / 2;
  const v = (top + bottom) / 2;
  return {
    centre: { x: u * along.x - v * along.y, y: u * along.y + v * along.x },
    along,
    width: right - left,
    height: bottom - top,
  };
}

/** The direction within ±45° of the x axis that an edge or the edge across it has. */
function levelDirection(from: Point, to: Point): Point | null {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return null;
  const x = (to.x - from.x) / length;
  const y = (to.y - from.y) / length;
  if (Math.abs(x) >= Math.abs(y)) return x < 0 ? { x: -x, y: -y } : { x, y };
  return y < 0 ? { x: -y, y: x } : { x: y, y: -x };
}

/** The box of least area around a convex hull: one of its sides lies on an edge of the hull (Freeman and Shapira, 1975). */
export function smallestBox(hull: readonly Point[]): RotatedBox {
  let best = boxAlong(hull, { x: 1, y: 0 });
  for (const [index, point] of hull.entries()) {
    const next = hull[(index + 1) % hull.length];
    const along = next === undefined ? null : levelDirection(point, next);
    if (along === null) continue;
    const box = boxAlong(hull, along);
    if (box.width * box.height < best.width * best.height) best = box;
  }
  return best;
}
