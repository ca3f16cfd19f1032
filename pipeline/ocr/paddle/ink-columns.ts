/**
 * Where a line of print has ink, column by column: the gaps between its letters. Dark print on light paper or the reverse.
 */
import type { Crop } from './crop.ts';

/** Of the line's own contrast: a pixel that differs from the paper by more has ink. */
const INK = 0.4;
/** Ink pixels that a column has to hold: one is a speck. */
const LEAST_INK = 2;
/** Of the height, at either edge: what is there may belong to the next line. */
const MARGIN = 0.1;
/** The contrast is that of the pixels that differ most, but for this share of them. */
const STRONGEST_SHARE = 0.04;
const LEVELS = 256;

/** 1 for each column that holds ink, else 0. */
export function inkColumns({ data, width, height }: Crop): Uint8Array {
  const top = Math.floor(height * MARGIN);
  const bottom = height - top;
  const paper = middleLevel(data);
  const contrast = strongestContrast(data, paper);
  const columns = new Uint8Array(width);
  for (let y = top; y < bottom; y += 1) {
    const offset = y * width;
    for (let x = 0; x < width; x += 1) {
      if (Math.abs((data[offset + x] ?? 0) - paper) > INK * contrast) columns[x] = Math.min(255, (columns[x] ?? 0) + 1);
    }
  }
  return columns.map((count) => (count >= LEAST_INK ? 1 : 0));
}

export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** The longest run of columns without ink between two columns; an empty one in their middle where there is none. */
export function widestGap(ink: Uint8Array, left: number, right: number): Gap {
  const middle = (left + right) / 2;
  let widest: Gap = { from: middle, to: middle, width: 0 };
  let width = 0;
  const end = Math.min(ink.length, Math.round(right));
  for (let x = Math.max(0, Math.round(left)); x < end; x += 1) {
    width = ink[x] === 0 ? width + 1 : 0;
    if (width > widest.width) widest = { from: x + 1 - width, to: x + 1, width };
  }
  return widest;
}

/** The median: most of a line is paper. */
function middleLevel(data: Float32Array): number {
  const counts = new Uint32Array(LEVELS);
  for (const value of data) counts[Math.round(value)] = (counts[Math.round(value)] ?? 0) + 1;
  return levelAt(counts, data.length / 2);
}

function strongestContrast(data: Float32Array, paper: number): number {
  const counts = new Uint32Array(LEVELS);
  for (const value of data) {
    const level = LEVELS - 1 - Math.round(Math.abs(value - paper));
    counts[level] = (counts[level] ?? 0) + 1;
  }
  return LEVELS - 1 - levelAt(counts, data.length * STRONGEST_SHARE);
}

function levelAt(counts: Uint32Array, rank: number): number {
  let seen = 0;
  for (const [level, count] of counts.entries()) {
    seen += count;
    if (seen >= rank) return level;
  }
  return counts.length - 1;
}
