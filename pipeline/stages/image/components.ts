/**
 * Connected components of ink (touching at sides or corners), by runs and union-find: two passes over the runs, no recursion.
 * He, Ren, Gao, Zhao, Yao, Chao: "The connected-component labeling problem", Pattern Recognition 70 (2017).
 */
import type { InkMap } from './ink.ts';

/** Horizontal runs of ink in reading order; index r describes one run on row `y[r]`, from `x0[r]` up to before `x1[r]`. */
export interface Runs {
  readonly count: number;
  readonly y: Int32Array;
  readonly x0: Int32Array;
  readonly x1: Int32Array;
  /** Component of each run: an index into `components`. */
  readonly component: Int32Array;
}

export interface Component {
  x0: number;
  y0: number;
  /** Right and bottom are exclusive. */
  x1: number;
  y1: number;
  pixels: number;
}

export function labelComponents(ink: InkMap): { runs: Runs; components: Component[] } {
  const runs = findRuns(ink);
  const parent = joinRuns(runs);
  const components: Component[] = [];
  const indexOfRoot = new Map<number, number>();
  for (let run = 0; run < runs.count; run += 1) {
    const root = rootOf(parent, run);
    const y = runs.y[run] ?? 0;
    const x0 = runs.x0[run] ?? 0;
    const x1 = runs.x1[run] ?? 0;
    let index = indexOfRoot.get(root);
    let component = index === undefined ? undefined : components[index];
    if (index === undefined || component === undefined) {
      index = components.length;
      component = { x0, y0: y, x1, y1: y + 1, pixels: 0 };
      components.push(component);
      indexOfRoot.set(root, index);
    }
    runs.component[run] = index;
    component.x0 = Math.min(component.x0, x0);
    component.x1 = Math.max(component.x1, x1);
    component.y1 = y + 1;
    component.pixels += x1 - x0;
  }
  return { runs, components };
}

function findRuns(ink: InkMap): Runs {
  const { data, width, height } = ink;
  let capacity = 0;
  for (let at = 0; at < data.length; at += 1) if (data[at] === 1 && (at % width === 0 || data[at - 1] === 0)) capacity += 1;
  const column = (): Int32Array => new Int32Array(capacity);
  const runs = { count: capacity, y: column(), x0: column(), x1: column(), component: column() };
  let run = 0;
  for (let y = 0; y < height; y += 1) {
    const end = (y + 1) * width;
    for (let at = y * width; at < end; at += 1) {
      if (data[at] !== 1) continue;
      const start = at;
      while (at < end && data[at] === 1) at += 1;
      runs.y[run] = y;
      runs.x0[run] = start - y * width;
      runs.x1[run] = at - y * width;
      run += 1;
    }
  }
  return runs;
}

/** Walks two neighbouring rows side by side and joins the runs that touch. */
function joinRuns(runs: Runs): Int32Array {
  const parent = Int32Array.from({ length: runs.count }, (_, index) => index);
  let above = 0;
  for (let run = 0; run < runs.count; run += 1) {
    const y = runs.y[run] ?? 0;
    const x0 = runs.x0[run] ?? 0;
    const x1 = runs.x1[run] ?? 0;
    while (above < run && ((runs.y[above] ?? 0) < y - 1 || ((runs.y[above] ?? 0) === y - 1 && (runs.x1[above] ?? 0) < x0))) {
      above += 1;
    }
    for (let other = above; other < run && runs.y[other] === y - 1 && (runs.x0[other] ?? 0) <= x1; other += 1) {
      const a = rootOf(parent, other);
      const b = rootOf(parent, run);
      if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
  return parent;
}

function rootOf(parent: Int32Array, run: number): number {
  let root = run;
  while ((parent[root] ?? root) !== root) {
    parent[root] = parent[parent[root] ?? root] ?? root;
    root = parent[root] ?? root;
  }
  return root;
}
