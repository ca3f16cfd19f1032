/** Where lanes and their rows stand, from top to bottom, in CSS pixels from the top of the first lane. */
import { at, firstWhere } from './columns.ts';
import { rowOfBox } from './rows.ts';
import type { Scene, SceneLane } from './scene.ts';

export interface LaneLayout {
  /** From one row to the next; the last pixel is a gap. */
  readonly rowHeight: number;
  readonly laneTop: Float64Array;
  readonly height: number;
}

/** A row shows a line of text at its lowest; a lane that stands alone has room for more air. */
const LOWEST_ROW = 16;
const HIGHEST_ROW = 26;
const HIGHEST_ROW_ALONE = 34;
const LANE_GAP = 9;
/** Above the first lane. */
const TOP = 5;

/** As high as fits when all lanes fit; else lanes scroll, at a height that reads well. */
const SCROLLING_ROW = 18;

export function layOutLanes(lanes: readonly SceneLane[], available: number): LaneLayout {
  const rowCount = lanes.reduce((sum, lane) => sum + lane.rowCount, 0);
  const fitting = Math.floor((available - TOP - lanes.length * LANE_GAP) / Math.max(rowCount, 1));
  const rowHeight =
    fitting < LOWEST_ROW ? SCROLLING_ROW : Math.min(fitting, lanes.length === 1 ? HIGHEST_ROW_ALONE : HIGHEST_ROW);
  const laneTop = new Float64Array(lanes.length);
  let top = TOP;
  for (const [index, lane] of lanes.entries()) {
    laneTop[index] = top;
    top += lane.rowCount * rowHeight + LANE_GAP;
  }
  return { rowHeight, laneTop, height: top };
}

/** The lane at a height, its gap included; -1 outside. */
export function laneAt(layout: LaneLayout, y: number): number {
  if (y < 0 || y >= layout.height) return -1;
  return Math.max(0, firstWhere(0, layout.laneTop.length, (lane) => at(layout.laneTop, lane) > y) - 1);
}

/** The row at a height; -1 in a gap and outside. */
export function rowAt(scene: Scene, layout: LaneLayout, y: number): number {
  const index = laneAt(layout, y);
  const lane = scene.lanes[index];
  if (lane === undefined) return -1;
  const row = Math.floor((y - at(layout.laneTop, index)) / layout.rowHeight);
  return row >= 0 && row < lane.rowCount ? lane.firstRow + row : -1;
}

export function laneOfRow(scene: Scene, row: number): number {
  return firstWhere(0, scene.lanes.length, (lane) => (scene.lanes[lane]?.firstRow ?? 0) > row) - 1;
}

export function topOfRow(scene: Scene, layout: LaneLayout, row: number): number {
  const lane = laneOfRow(scene, row);
  return at(layout.laneTop, lane) + (row - (scene.lanes[lane]?.firstRow ?? 0)) * layout.rowHeight;
}

export const rowOfItem = (scene: Scene, item: number): number => rowOfBox(scene.rows, at(scene.boxOf, item));

/** The scroll position, moved as little as is needed, at which an item's whole lane (or else its row) is on screen. */
export function scrollTo(scene: Scene, layout: LaneLayout, item: number, scrollTop: number, available: number): number {
  const row = rowOfItem(scene, item);
  const lane = laneOfRow(scene, row);
  const laneHeight = (scene.lanes[lane]?.rowCount ?? 1) * layout.rowHeight + LANE_GAP;
  const wholeLane = laneHeight <= available;
  const top = wholeLane ? at(layout.laneTop, lane) : topOfRow(scene, layout, row);
  const bottom = top + (wholeLane ? laneHeight : layout.rowHeight);
  return Math.max(0, Math.min(top, Math.max(scrollTop, bottom - available)));
}
