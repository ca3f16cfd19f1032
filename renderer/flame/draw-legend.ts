/** Draws the legend below a saved picture; on screen the legend is a list of its own. */
import { stageNames } from '../../pipeline/contract/stages.ts';
import type { Pen } from './pen.ts';
import { type Scene, toneOf } from './scene.ts';
import type { Tones } from './tones.ts';

export const LEGEND = 30;

export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  /** A line at the top or the bottom of a box; else the box's colour. */
  readonly line: 'top' | 'bottom' | null;
}

/** What scenes show: their stages, and the marks that occur. */
export function legendOf(scenes: readonly Scene[], tones: Tones): LegendEntry[] {
  const present = new Uint8Array(tones.plain.length);
  for (const { tone: used } of scenes) for (const tone of used) present[tone] = 1;
  const stages = stageNames.flatMap((label, stage) => {
    const tone = toneOf(1, stage);
    const colour = tones.plain[tone]?.css;
    return present[tone] === 1 && colour !== undefined ? [{ label, colour, line: null }] : [];
  });
  const marks: LegendEntry[] = [];
  if (scenes.some(({ cold }) => cold.item.length > 0)) marks.push({ label: 'cold', colour: tones.cold.css, line: 'top' });
  if (scenes.some(({ failed }) => failed.item.length > 0))
    marks.push({ label: 'failed', colour: tones.failed.css, line: 'bottom' });
  return [{ label: 'document', colour: tones.palette.job, line: null }, ...stages, ...marks];
}

export function drawLegend(pen: Pen, entries: readonly LegendEntry[], tones: Tones, top: number, width: number): void {
  pen.rect(0, top, width, LEGEND, tones.palette.surface);
  pen.rect(0, top, width, 1, tones.palette.border);
  const middle = top + LEGEND / 2;
  let x = 12;
  for (const { label, colour, line } of entries) {
    pen.rect(x, middle - 5, 12, 10, line === null ? colour : tones.palette.job);
    if (line !== null) pen.rect(x, line === 'top' ? middle - 5 : middle + 2, 12, 3, colour);
    pen.text(x + 17, middle, label, { colour: tones.palette.text });
    x += 17 + pen.width(label) + 16;
  }
}
