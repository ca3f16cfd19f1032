/**
 * Where the dots of a strip of ratios stand. Of more documents than can be drawn, as many as can stand for all: every so many-th
 * by rank, the outermost ones always, so that the strip keeps its shape.
 */
import { evenPlaces } from './distribution.ts';
import { type IntervalAxis, intervalAxis } from './interval-axis.ts';
import { sinaOffsets } from './sina.ts';

export interface RatioPoint {
  readonly place: number;
  readonly name: string;
  readonly ratio: number;
}

export interface RatioStripRow {
  readonly label: string;
  readonly points: readonly RatioPoint[];
}

/** All rows together: each is a mark of SVG. */
const MOST_DOTS = 3000;
/** Of the height of a row. */
const WIDEST_SPREAD = 0.72;
const SPREAD_PER_POINT = 0.02;

export interface RatioDot {
  readonly value: readonly [logRatio: number, height: number];
  readonly symbol: 'circle' | 'triangle';
  readonly symbolRotate: number;
  readonly point: RatioPoint;
}

export interface RatioDots {
  readonly axis: IntervalAxis;
  /** A series for each row, ascending. */
  readonly series: readonly (readonly RatioDot[])[];
}

/** How many of a row are drawn at most, where there are so many rows. */
export const mostDotsOf = (rows: number): number => Math.floor(MOST_DOTS / Math.max(1, rows));

export function ratioDots(rows: readonly RatioStripRow[], materiality: number): RatioDots {
  const measured = rows.flatMap(({ points }) => points.map(({ ratio }) => ({ estimate: ratio, low: ratio, high: ratio })));
  const axis = intervalAxis(measured, materiality);
  const most = mostDotsOf(rows.length);
  const series = rows.map(({ points }, row) => {
    const spread = Math.min(WIDEST_SPREAD, SPREAD_PER_POINT * points.length);
    const ascending = points.toSorted((one, other) => one.ratio - other.ratio);
    const drawn = evenPlaces(ascending.length, most).flatMap((place) => ascending[place] ?? []);
    const offsets = sinaOffsets(drawn.map(({ ratio }) => Math.log(ratio)));
    return drawn.map((point, rank): RatioDot => {
      const beyond = point.ratio < axis.low ? 90 : point.ratio > axis.high ? -90 : null;
      return {
        value: [Math.log(Math.min(axis.high, Math.max(axis.low, point.ratio))), row + (offsets[rank] ?? 0) * spread],
        symbol: beyond === null ? 'circle' : 'triangle',
        symbolRotate: beyond ?? 0,
        point,
      };
    });
  });
  return { axis, series };
}
