/**
 * The rows of a forest plot as one drawing, for a file: on the screen they stand in the rows of their table
 * (`interval-mark.tsx`), which cannot be saved as a picture.
 */
import { light } from '../ui/palette.ts';
import { type Drawing, escaped } from './chart-picture.ts';
import { type IntervalAxis, type Measured, placeInterval, placeOf } from './interval-axis.ts';
import type { MarkTone } from './interval-mark.tsx';

export interface ForestRow {
  readonly label: string;
  /** Null: nothing was measured. */
  readonly interval: Measured | null;
  /** The figures in words. */
  readonly text: string;
  readonly tone: MarkTone;
  readonly hollow: boolean;
}

const ROW = 30;
const SCALE = 44;
const LABELS = 180;
const PLOT = 420;
const TEXTS = 210;
const ARROW = 9;

const colours: Readonly<Record<MarkTone, string>> = { good: light.good, bad: light.bad, warn: light.warn, plain: light.text };

/** @param scale what the axis measures: "ratio of CPU seconds to side a" */
export function forestDrawing(rows: readonly ForestRow[], axis: IntervalAxis, materiality: number, scale: string): Drawing {
  const bottom = rows.length * ROW;
  const x = (place: number): number => LABELS + Math.round(place * PLOT * 10) / 10;
  const upright = (ratio: number, colour: string, width: number): string =>
    `<line x1="${x(placeOf(axis, ratio))}" x2="${x(placeOf(axis, ratio))}" y1="0" y2="${bottom}" stroke="${colour}" stroke-width="${width}"/>`;
  const [from, to] = [x(placeOf(axis, 1 / (1 + materiality))), x(placeOf(axis, 1 + materiality))];
  const words = (text: string, at: number, y: number, look = ''): string =>
    `<text x="${at}" y="${y}" font-size="12" fill="${light.text}" ${look}>${escaped(text)}</text>`;
  const svg = [
    `<rect x="${from}" y="0" width="${to - from}" height="${bottom}" fill="${light.muted}" fill-opacity="0.18"/>`,
    ...axis.ticks.map((tick) => upright(tick, tick === 1 ? light.text : light.border, tick === 1 ? 1.5 : 1)),
    ...rows.flatMap((row, at) => {
      const y = at * ROW + ROW / 2;
      const named = [words(row.label, 0, y + 4), words(row.text, LABELS + PLOT + 16, y + 4)];
      return row.interval === null ? named : [...named, markOf(row, row.interval, y)];
    }),
    ...axis.ticks.map((tick) => words(String(tick), x(placeOf(axis, tick)), bottom + 16, 'text-anchor="middle"')),
    words(scale, LABELS + PLOT / 2, bottom + 36, 'text-anchor="middle"'),
  ].join('');
  return { width: LABELS + PLOT + TEXTS, height: bottom + SCALE, svg };

  function markOf({ tone, hollow }: ForestRow, interval: Measured, y: number): string {
    const placed = placeInterval(axis, interval);
    const [left, right] = [x(placed.from), x(placed.to)];
    const colour = colours[tone];
    const end = (at: number, isCut: boolean, side: 1 | -1): string =>
      isCut
        ? `<path d="M${at} ${y}l${side * ARROW} -5v10z" fill="${colour}"/>`
        : `<line x1="${at}" x2="${at}" y1="${y - 5}" y2="${y + 5}" stroke="${colour}" stroke-width="2"/>`;
    const dot =
      placed.estimate === null
        ? ''
        : `<circle cx="${x(placed.estimate)}" cy="${y}" r="4.5" fill="${hollow ? light.surface : colour}" stroke="${colour}" stroke-width="2"/>`;
    return `<line x1="${left}" x2="${right}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"/>${end(left, placed.cutLeft, 1)}${end(right, placed.cutRight, -1)}${dot}`;
  }
}
