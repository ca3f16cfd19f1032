/** Draws the time axis above the lanes, over whatever scrolled beneath it. */
import type { Pen } from './pen.ts';
import { AXIS, GUTTER, laneWidth, type Picture } from './picture.ts';
import type { Axis } from './ticks.ts';

export function drawAxis(pen: Pen, picture: Picture, axis: Axis): void {
  const { palette } = picture.tones;
  const width = laneWidth(picture);
  pen.rect(0, 0, picture.width, AXIS, palette.surface);
  for (const { offset, label } of axis.ticks) {
    const x = (offset * width) / picture.view.length;
    if (x < 0) continue;
    pen.rect(GUTTER + x, AXIS - 6, 1 / pen.ratio, 6, palette.muted);
    if (x + pen.width(label) + 6 <= width) pen.text(GUTTER + x + 4, AXIS / 2 - 1, label, { colour: palette.muted });
  }
  pen.rect(0, 0, GUTTER, AXIS, palette.surface);
  const caption = axis.anchor ?? (picture.scene.measure === 'wall' ? 'Wall time' : 'CPU time');
  pen.text(12, AXIS / 2 - 1, pen.fit(caption, GUTTER - 16), { colour: palette.muted });
  pen.rect(0, AXIS - 1, picture.width, 1, palette.border);
}
