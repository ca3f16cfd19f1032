/** Draws what follows the pointer and the keyboard, on a canvas of its own: a hover never redraws the lanes. */
import { at } from './columns.ts';
import { formatMoment } from './format.ts';
import type { Pen } from './pen.ts';
import { AXIS, type Box, boxOfItem, GUTTER, laneWidth, type Picture } from './picture.ts';
import type { Area } from './summary.ts';
import { timeAt, toX } from './view.ts';

export interface Overlay {
  readonly hovered: number | null;
  readonly focused: number | null;
  readonly area: Area | null;
  /** Of the pointer over the lanes, from the gutter; null elsewhere. */
  readonly pointerX: number | null;
  /** The chart has the keyboard. */
  readonly active: boolean;
}

export function drawOverlay(pen: Pen, picture: Picture, overlay: Overlay): void {
  const { palette } = picture.tones;
  const { area, hovered, focused, pointerX } = overlay;
  if (area !== null) drawArea(pen, picture, area);
  if (hovered !== null && hovered !== focused) {
    const box = boxOfItem(picture, hovered);
    if (box !== null) pen.frame(box.x, box.y, box.width, box.height, palette.text, 1);
  }
  if (focused !== null) {
    const box = boxOfItem(picture, focused);
    if (box !== null) drawFocus(pen, picture, box, overlay.active);
  }
  if (pointerX !== null) drawPointerTime(pen, picture, pointerX);
}

/** Two lines, light within dark or dark within light, so that the frame shows on every stage's colour. */
function drawFocus(pen: Pen, picture: Picture, box: Box, active: boolean): void {
  const { palette } = picture.tones;
  pen.frame(box.x - 2, box.y - 2, box.width + 4, box.height + 4, active ? palette.accent : palette.muted, 2);
  if (box.width > 8) pen.frame(box.x, box.y, box.width, box.height, palette.surface, 1);
}

function drawArea(pen: Pen, picture: Picture, area: Area): void {
  const { view, layout, scrollTop, height, tones, scene } = picture;
  const width = laneWidth(picture);
  const left = GUTTER + Math.min(Math.max(toX(view, width, area.from), -4), width + 4);
  const right = GUTTER + Math.min(Math.max(toX(view, width, area.to), -4), width + 4);
  const last = scene.lanes[area.lastLane];
  if (last === undefined) return;
  const top = Math.max(AXIS, AXIS + at(layout.laneTop, area.firstLane) - 3 - scrollTop);
  const bottom = Math.min(height, AXIS + at(layout.laneTop, area.lastLane) + last.rowCount * layout.rowHeight + 2 - scrollTop);
  if (bottom <= top) return;
  pen.rect(left, top, right - left, bottom - top, `${tones.palette.accent}26`);
  pen.frame(left, top, Math.max(2, right - left), bottom - top, tones.palette.accent, 1);
}

function drawPointerTime(pen: Pen, picture: Picture, x: number): void {
  const { view, tones, height, width } = picture;
  const label = formatMoment(Math.max(0, timeAt(view, laneWidth(picture), x)), view.length / laneWidth(picture));
  const labelWidth = pen.width(label) + 10;
  const left = Math.min(Math.max(GUTTER + x - labelWidth / 2, GUTTER), width - labelWidth);
  pen.rect(GUTTER + x, AXIS, 1 / pen.ratio, height - AXIS, `${tones.palette.muted}80`);
  pen.rect(left, 3, labelWidth, AXIS - 8, tones.palette.text);
  pen.text(left + 5, AXIS / 2 - 1, label, { colour: tones.palette.surface });
}
