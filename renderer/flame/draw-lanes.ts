/** Draws lanes: tracks, boxes, marks, labels, and the names of lanes at the left. The work is that of what is on screen only. */
import { at } from './columns.ts';
import { cull, newPieces, type Pieces } from './cull.ts';
import { laneAt, topOfRow } from './lane-layout.ts';
import type { Paint, Pen } from './pen.ts';
import { AXIS, columnsOf, GUTTER, laneWidth, type Picture } from './picture.ts';
import type { Rows } from './rows.ts';
import type { SceneLane } from './scene.ts';
import { NO_PARENT } from './span-tree.ts';
import type { Axis } from './ticks.ts';

/** A narrower box has no label. */
const LABEL_WIDTH = 26;
const PADDING = 4;
const LINE = 14;
/** Height of the lines that mark failed, cold and found boxes. */
const FAILED_LINE = 3;
const COLD_LINE = 2;
const FOUND_LINE = 2;

interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly colour: string;
  readonly bold: boolean;
}

let pieces: Pieces = newPieces(0);

export function drawLanes(pen: Pen, picture: Picture, axis: Axis): void {
  const { scene, layout, scrollTop, height, tones, found } = picture;
  const { palette } = tones;
  const columns = columnsOf(picture, pen.ratio);
  if (pieces.from.length < columns) pieces = newPieces(columns);
  pen.rect(0, 0, picture.width, height, palette.surface);

  const firstLane = Math.max(0, laneAt(layout, scrollTop));
  const lastLane = laneAt(layout, Math.min(scrollTop + height - AXIS, layout.height - 1));
  const visible = scene.lanes.slice(firstLane, lastLane + 1).map((lane, index) => ({
    lane,
    y: AXIS + at(layout.laneTop, firstLane + index) - scrollTop,
  }));
  for (const { lane, y } of visible) {
    for (let row = 0; row < lane.rowCount; row += 1) {
      pen.rect(GUTTER, y + row * layout.rowHeight, laneWidth(picture), layout.rowHeight - 1, palette.canvas);
    }
  }
  for (const { offset } of axis.ticks) {
    const x = GUTTER + (offset * laneWidth(picture)) / picture.view.length;
    if (x >= GUTTER) pen.rect(x, AXIS, 1 / pen.ratio, height - AXIS, palette.border);
  }

  const labels: Label[] = [];
  const rowHeight = layout.rowHeight - 1;
  for (const { lane } of visible) {
    for (let row = lane.firstRow; row < lane.firstRow + lane.rowCount; row += 1) {
      const y = AXIS + topOfRow(scene, layout, row) - scrollTop;
      if (y + layout.rowHeight <= AXIS || y >= height) continue;
      const strip = (rows: Rows, top: number, thickness: number, paintOf: (box: number) => Paint, gap: boolean): void => {
        cull(rows, row, picture.view, columns, pieces);
        pen.strip(GUTTER, top, thickness, pieces, paintOf, gap);
      };
      const paintOf = (rows: Rows, paints: readonly Paint[]) => (box: number) =>
        paints[scene.tone[rows.item[box] as number] as number] ?? tones.failed;
      strip(scene.rows, y, rowHeight, paintOf(scene.rows, found === null ? tones.plain : tones.dimmed), true);
      addLabels(labels, pen, picture, y);
      if (found !== null) {
        strip(found.lit, y, rowHeight, paintOf(found.lit, tones.plain), true);
        strip(found.found, y + rowHeight - FOUND_LINE, FOUND_LINE, () => tones.found, true);
      }
      if (row !== lane.firstRow) continue;
      strip(scene.cold, y, COLD_LINE, () => tones.cold, true);
      strip(scene.failed, y + rowHeight - FAILED_LINE, FAILED_LINE, () => tones.failed, true);
    }
  }
  for (const { x, y, text, colour, bold } of labels) pen.text(x, y, text, { colour, weight: bold ? 'bold' : 'normal' });

  pen.rect(0, AXIS, GUTTER, height - AXIS, palette.surface);
  for (const { lane, y } of visible) drawName(pen, picture, lane, y);
  pen.rect(GUTTER - 1, AXIS, 1, height - AXIS, palette.border);
}

/** Labels of the pieces that `cull` has just left in `pieces`, and that are wide enough. */
function addLabels(labels: Label[], pen: Pen, picture: Picture, y: number): void {
  const { scene, layout, found, tones } = picture;
  const { item } = scene.rows;
  for (let piece = 0; piece < pieces.count; piece += 1) {
    const from = (pieces.from[piece] as number) / pen.ratio;
    const width = (pieces.to[piece] as number) / pen.ratio - from;
    if (width < LABEL_WIDTH) continue;
    const labelled = item[pieces.box[piece] as number] as number;
    const bold = scene.parent[labelled] === NO_PARENT;
    const text = pen.fit(scene.label(labelled), width - 2 * PADDING, bold ? 'bold' : 'normal');
    if (text === '') continue;
    const colour = found === null || found.isLit(labelled) ? tones.palette.text : tones.palette.muted;
    labels.push({ x: GUTTER + from + PADDING, y: y + (layout.rowHeight - 1) / 2, text, colour, bold });
  }
}

function drawName(pen: Pen, picture: Picture, lane: SceneLane, y: number): void {
  const { layout, tones } = picture;
  const bottom = y + lane.rowCount * layout.rowHeight;
  const width = GUTTER - 20;
  pen.text(12, y + layout.rowHeight / 2, pen.fit(lane.label, width, 'bold'), { colour: tones.palette.text, weight: 'bold' });
  for (const [index, detail] of lane.details.entries()) {
    const line = y + layout.rowHeight / 2 + (index + 1) * LINE;
    if (line + LINE / 2 > bottom) break;
    pen.text(12, line, pen.fit(detail, width), { colour: tones.palette.muted });
  }
}
