/**
 * From span to span by key. Up and down: the span around, the first span inside; at the top and the bottom of a lane on to the
 * next lane, at the same time. Left and right: the neighbours in the row, which are siblings or their cousins in the next job.
 */
import type { Microseconds } from '../../pipeline/contract/units.ts';
import { at, firstWhere } from './columns.ts';
import { laneOfRow } from './lane-layout.ts';
import { boxesBetween, rowOfBox } from './rows.ts';
import { type Scene, startOf } from './scene.ts';
import { type View, viewEnd } from './view.ts';

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

/** Where a key leads from an item; the item itself where there is nothing further. */
export function neighbour(scene: Scene, item: number, direction: Direction): number {
  const { rows } = scene;
  const box = at(scene.boxOf, item);
  const row = rowOfBox(rows, box);
  const low = at(rows.first, row);
  const high = at(rows.first, row + 1);
  switch (direction) {
    case 'left':
      return at(rows.item, Math.max(low, box - 1));
    case 'right':
      return at(rows.item, Math.min(high - 1, box + 1));
    case 'first':
      return at(rows.item, low);
    case 'last':
      return at(rows.item, high - 1);
    case 'up':
      return at(scene.parent, item) >= 0 ? at(scene.parent, item) : (inLane(scene, row, -1, startOf(scene, item)) ?? item);
    case 'down':
      return firstChild(scene, item, row) ?? inLane(scene, row, 1, startOf(scene, item)) ?? item;
    default:
      return direction satisfies never;
  }
}

/** Boxes of a row stand in the order of their parents' boxes, also where several without length stand at one moment. */
function firstChild(scene: Scene, item: number, row: number): number | null {
  const { rows, parent, boxOf } = scene;
  const lane = scene.lanes[laneOfRow(scene, row)];
  if (lane === undefined || row + 1 >= lane.firstRow + lane.rowCount) return null;
  const last = at(rows.first, row + 2);
  const parentBox = (box: number): number => at(boxOf, at(parent, at(rows.item, box)));
  const child = firstWhere(at(rows.first, row + 1), last, (box) => parentBox(box) >= at(boxOf, item));
  return child < last && at(parent, at(rows.item, child)) === item ? at(rows.item, child) : null;
}

/** The job of the nearest lane with jobs, above or below, that is at a time or nearest to it. */
function inLane(scene: Scene, row: number, step: 1 | -1, time: Microseconds): number | null {
  for (let lane = laneOfRow(scene, row) + step; lane >= 0 && lane < scene.lanes.length; lane += step) {
    const found = nearestInRow(scene, scene.lanes[lane]?.firstRow ?? 0, time);
    if (found !== null) return found;
  }
  return null;
}

function nearestInRow(scene: Scene, row: number, time: Microseconds): number | null {
  const { first, start, end, item } = scene.rows;
  const low = at(first, row);
  const high = at(first, row + 1);
  if (low === high) return null;
  const after = firstWhere(low, high, (box) => at(start, box) > time);
  if (after === low) return at(item, low);
  const before = after - 1;
  if (after === high || time - at(end, before) <= at(start, after) - time) return at(item, before);
  return at(item, after);
}

/** Where the keyboard begins: the first job on screen, else the one nearest to its middle. */
export function firstOnScreen(scene: Scene, view: View, firstLane: number): number | null {
  const order = [...scene.lanes.keys()].map((index) => (index + Math.max(firstLane, 0)) % scene.lanes.length);
  for (const lane of order) {
    const row = scene.lanes[lane]?.firstRow ?? 0;
    const { first, end } = boxesBetween(scene.rows, row, view.base + view.shift, viewEnd(view));
    if (first < end) return at(scene.rows.item, first);
  }
  for (const lane of order) {
    const found = nearestInRow(scene, scene.lanes[lane]?.firstRow ?? 0, (view.base + viewEnd(view)) / 2);
    if (found !== null) return found;
  }
  return null;
}
