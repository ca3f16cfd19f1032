/** Draws the minimap: busy lanes over the whole axis, stacked by stage; what is found as lines at the top. */
import type { Overview } from './overview.ts';
import type { Pen } from './pen.ts';
import { GUTTER } from './picture.ts';
import { type Scene, toneOf } from './scene.ts';
import type { Found } from './search.ts';
import type { Tones } from './tones.ts';

export const MINIMAP = 44;
const FOUND_LINE = 3;

export function drawMinimap(pen: Pen, scene: Scene, overview: Overview, tones: Tones, found: Found | null, width: number): void {
  const { palette } = tones;
  pen.rect(0, 0, width, MINIMAP, palette.surface);
  const middle = MINIMAP / 2;
  const timeline = scene.arrangement === 'timeline';
  const caption = timeline ? (scene.measure === 'wall' ? 'Busy workers' : 'Workers') : 'Whole';
  pen.text(12, middle - 7, caption, { colour: palette.text, weight: 'bold' });
  pen.text(12, middle + 7, timeline ? `of ${scene.lanes.length}` : 'all stages', {
    colour: palette.muted,
  });
  pen.rect(GUTTER, 0, width - GUTTER, MINIMAP, palette.canvas);
  const step = (width - GUTTER) / overview.columns;
  const unit = (MINIMAP - 4) / Math.max(scene.lanes.length, 1);
  for (let column = 0; column < overview.columns; column += 1) {
    const x = GUTTER + column * step;
    let bottom = MINIMAP;
    for (const [stage, busyLanes] of overview.stages.entries()) {
      const height = (busyLanes[column] ?? 0) * unit;
      if (height <= 0) continue;
      pen.rect(x, bottom - height, step, height, tones.plain[toneOf(1, stage)]?.css ?? palette.remainder);
      bottom -= height;
    }
    const rest = MINIMAP - (overview.jobs[column] ?? 0) * unit;
    if (rest < bottom) pen.rect(x, rest, step, bottom - rest, palette.remainder);
  }
  if (found !== null) drawFound(pen, scene, found, tones, width - GUTTER);
  pen.rect(GUTTER - 1, 0, 1, MINIMAP, palette.border);
}

function drawFound(pen: Pen, scene: Scene, found: Found, tones: Tones, width: number): void {
  const columns = new Uint8Array(Math.ceil(width) + 1);
  for (const time of found.found.start) columns[Math.floor((time / scene.extent) * width)] = 1;
  for (const [column, marked] of columns.entries())
    if (marked === 1) pen.rect(GUTTER + column, 0, 1.5, FOUND_LINE, tones.found.css);
}
