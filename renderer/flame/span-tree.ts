/**
 * Which span holds which. The timeline lists each span before those inside it, so one pass forwards sees parents before children,
 * and one pass backwards children before parents; nothing recurses.
 */
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import type { Microseconds } from '../../pipeline/contract/units.ts';

export const NO_PARENT = -1;

export function parentsOf(spans: Timeline['spans']): Int32Array {
  const parents = new Int32Array(spans.lane.length);
  const open = new Int32Array(257).fill(NO_PARENT);
  let lane = -1;
  let deepest = 0;
  for (let span = 0; span < parents.length; span += 1) {
    const depth = spans.depth[span] as number;
    if (spans.lane[span] !== lane || depth === 0) {
      lane = spans.lane[span] as number;
      open.fill(NO_PARENT, 0, deepest + 1);
      deepest = 0;
    }
    parents[span] = depth === 0 ? NO_PARENT : (open[depth - 1] as number);
    open[depth] = span;
    deepest = Math.max(deepest, depth);
  }
  return parents;
}

/** Rows that each lane needs: its deepest span's, and one at least. */
export function depthsOf(timeline: Timeline): Uint32Array {
  const rows = new Uint32Array(timeline.lanes.length).fill(1);
  const { lane, depth } = timeline.spans;
  for (let span = 0; span < lane.length; span += 1) {
    const needed = (depth[span] as number) + 1;
    if (needed > (rows[lane[span] as number] as number)) rows[lane[span] as number] = needed;
  }
  return rows;
}

export interface Placement {
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/** Where each span was, by the clock. */
export function placeByWall(timeline: Timeline): Placement {
  const { start_us: start, wall_us: wall } = timeline.spans;
  const end = new Float64Array(start.length);
  for (let span = 0; span < end.length; span += 1) end[span] = (start[span] as number) + (wall[span] as number);
  return { start, end };
}

/**
 * Each lane laid out anew: jobs one after another, a span as wide as its CPU, its children from its left edge on, and what is
 * left at the right its own. Where children measured more than their parent (each reads the clock itself), the parent is
 * widened to hold them: a box never leaves the one that holds it.
 */
export function placeByCpu(timeline: Timeline, parents: Int32Array): Placement {
  const { cpu_us: cpu, lane } = timeline.spans;
  const count = cpu.length;
  const inside = new Float64Array(count);
  const width = new Float64Array(count);
  for (let span = count - 1; span >= 0; span -= 1) {
    const own = Math.max(cpu[span] as number, inside[span] as number);
    width[span] = own;
    const parent = parents[span] as number;
    if (parent !== NO_PARENT) inside[parent] = (inside[parent] as number) + own;
  }
  const start = new Float64Array(count);
  const end = new Float64Array(count);
  const used = new Float64Array(count);
  const laneUsed = new Float64Array(timeline.lanes.length);
  for (let span = 0; span < count; span += 1) {
    const parent = parents[span] as number;
    let from: Microseconds;
    if (parent === NO_PARENT) {
      const slot = lane[span] as number;
      from = laneUsed[slot] as number;
      laneUsed[slot] = from + (width[span] as number);
    } else {
      from = (start[parent] as number) + (used[parent] as number);
      used[parent] = (used[parent] as number) + (width[span] as number);
    }
    start[span] = from;
    end[span] = from + (width[span] as number);
  }
  return { start, end };
}
