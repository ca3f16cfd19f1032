/** Which item is under the pointer: the very box that the pixel column shows, or one a pixel beside it. */
import { at } from './columns.ts';
import { cull, newPieces } from './cull.ts';
import { type LaneLayout, rowAt } from './lane-layout.ts';
import type { Scene } from './scene.ts';
import type { View } from './view.ts';

const pieces = newPieces(3);

/** `x` in columns of a view drawn `width` columns wide, `y` in CSS pixels from the top of the first lane; null where nothing is. */
export function hitTest(scene: Scene, layout: LaneLayout, view: View, width: number, x: number, y: number): number | null {
  const row = rowAt(scene, layout, y);
  if (row < 0 || x < 0 || x >= width) return null;
  const column = Math.floor(x);
  cull(scene.rows, row, view, width, pieces, Math.max(0, column - 1), Math.min(width, column + 2));
  let nearest: number | null = null;
  for (let piece = 0; piece < pieces.count; piece += 1) {
    const item = at(scene.rows.item, at(pieces.box, piece));
    if (at(pieces.from, piece) <= column && column < at(pieces.to, piece)) return item;
    nearest ??= item;
  }
  return nearest;
}
