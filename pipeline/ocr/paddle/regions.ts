/**
 * Connected regions of a map: pixels above a threshold that touch, at corners too. Each row is cut into runs, and runs that
 * touch the row above join its region; so only runs are kept, and no memory is taken per pixel.
 */
import type { Point } from './rotated-box.ts';

/** Values row by row, `width × height` of them. */
export interface FloatMap {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

export interface Region {
  /** The corners of the runs' pixels, a few of them inside: enough to find the hull. */
  readonly outline: readonly Point[];
  /** In pixels. */
  readonly area: number;
}

/** Runs as columns: the same index is one run. */
interface Runs {
  readonly row: number[];
  readonly start: number[];
  /** First column after the run. */
  readonly end: number[];
  /** Index of another run of the same region, or its own. */
  readonly parent: number[];
}

export function findRegions(map: FloatMap, threshold: number): Region[] {
  const runs = findRuns(map, threshold);
  const regions = new Map<number, { outline: Point[]; area: number }>();
  for (let run = 0; run < runs.row.length; run += 1) {
    const root = rootOf(runs.parent, run);
    const region = regions.get(root) ?? { outline: [], area: 0 };
    regions.set(root, region);
    const y = runs.row[run] ?? 0;
    const start = runs.start[run] ?? 0;
    const end = runs.end[run] ?? 0;
    region.outline.push({ x: start, y }, { x: end, y }, { x: start, y: y + 1 }, { x: end, y: y + 1 });
    region.area += end - start;
  }
  return [...regions.values()];
}

function findRuns({ data, width, height }: FloatMap, threshold: number): Runs {
  const runs: Runs = { row: [], start: [], end: [], parent: [] };
  let above = 0;
  let current = 0;
  for (let y = 0; y < height; y += 1) {
    const offset = y * width;
    let x = 0;
    while (x < width) {
      if ((data[offset + x] ?? 0) <= threshold) {
        x += 1;
        continue;
      }
      const start = x;
      while (x < width && (data[offset + x] ?? 0) > threshold) x += 1;
      runs.parent.push(runs.row.length);
      runs.row.push(y);
      runs.start.push(start);
      runs.end.push(x);
    }
    joinRows(runs, above, current);
    above = current;
    current = runs.row.length;
  }
  return runs;
}

/** Joins the runs of the last row, from `current` on, with those of the row above, `above` to `current`, that they touch. */
function joinRows({ start, end, parent, row }: Runs, above: number, current: number): void {
  let upper = above;
  let lower = current;
  while (upper < current && lower < row.length) {
    const upperEnd = end[upper] ?? 0;
    const lowerEnd = end[lower] ?? 0;
    if ((start[upper] ?? 0) <= lowerEnd && (start[lower] ?? 0) <= upperEnd) parent[rootOf(parent, lower)] = rootOf(parent, upper);
    if (upperEnd < lowerEnd) upper += 1;
    else lower += 1;
  }
}

function rootOf(parent: number[], run: number): number {
  let root = run;
  for (let up = parent[root] ?? root; up !== root; up = parent[root] ?? root) {
    parent[root] = parent[up] ?? up;
    root = up;
  }
  return root;
}
