/** All that decides what is seen, and where things stand in it. Lengths are CSS pixels; the lanes lie right of the gutter, below the axis. */
import { at } from './columns.ts';
import { type LaneLayout, rowOfItem, topOfRow } from './lane-layout.ts';
import type { Scene } from './scene.ts';
import type { Found } from './search.ts';
import type { Tones } from './tones.ts';
import { toX, type View } from './view.ts';

/** Names of lanes. */
export const GUTTER = 124;
export const AXIS = 26;

export interface Picture {
  readonly scene: Scene;
  readonly view: View;
  readonly layout: LaneLayout;
  readonly scrollTop: number;
  /** Of the whole, gutter and axis included. */
  readonly width: number;
  readonly height: number;
  readonly tones: Tones;
  readonly found: Found | null;
}

export const laneWidth = (picture: Picture): number => Math.max(1, picture.width - GUTTER);

/** The view is drawn this many columns wide; zoom, hit and drawing must agree on it to the column. */
export const columnsOf = (picture: Picture, ratio: number): number => Math.max(1, Math.round(laneWidth(picture) * ratio));

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where an item stands, cut to the lanes on screen and as wide as can be seen; null when it is outside. */
export function boxOfItem(picture: Picture, item: number): Box | null {
  const { scene, view, layout } = picture;
  const width = laneWidth(picture);
  const box = at(scene.boxOf, item);
  const left = toX(view, width, at(scene.rows.start, box));
  const right = toX(view, width, at(scene.rows.end, box));
  if (left >= width || right < 0) return null;
  const from = Math.max(0, left);
  const to = Math.max(Math.min(width, right), from + 2);
  const y = AXIS + topOfRow(scene, layout, rowOfItem(scene, item)) - picture.scrollTop;
  if (y + layout.rowHeight <= AXIS || y >= picture.height) return null;
  return { x: GUTTER + from, y, width: to - from, height: layout.rowHeight - 1 };
}
