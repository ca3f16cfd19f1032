/**
 * Words → rows of text, as a person reads them: grouped by height on the page, then from left to right. Engines group words
 * into lines, but cut a line at wide gaps (a price column becomes lines of its own), so their lines are joined again here.
 *
 * A page may still be turned a little: the slope common to the engine's lines is taken out before heights are compared.
 */
import type { Box } from '../contract/ocr.ts';
import type { EngineWord } from './engine.ts';

/** Piece of a row: one line of the engine. Heights are after the slope is taken out. */
interface Fragment {
  readonly words: readonly EngineWord[];
  readonly middle: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
}

/** Two pieces belong to one row when their middles are closer than this part of the smaller height. */
const SAME_ROW = 0.5;
/** Words that lie over one another by more than this part of the narrower one stand in different rows. */
const SIDE_BY_SIDE = 0.3;
/** Slopes beyond this (8.5°) come from words that are no line at all. */
const LARGEST_SLOPE = 0.15;

const middleX = (word: EngineWord): number => (word.box.x0 + word.box.x1) / 2;
const middleY = (word: EngineWord): number => (word.box.y0 + word.box.y1) / 2;

/** Rows from top to bottom, each from left to right. */
export function groupRows(words: readonly EngineWord[]): EngineWord[][] {
  const lines = [...Map.groupBy(words, (word) => word.line).values()];
  const slope = commonSlope(lines);
  const fragments = lines.map((line) => toFragment(line, slope)).sort((a, b) => a.middle - b.middle);
  const rows: Fragment[][] = [];
  for (const fragment of fragments) {
    const row = nearestRow(rows, fragment);
    if (row === undefined) rows.push([fragment]);
    else row.push(fragment);
  }
  return rows
    .sort((a, b) => meanMiddle(a) - meanMiddle(b))
    .map((row) => row.flatMap((fragment) => fragment.words).sort((a, b) => a.box.x0 - b.box.x0));
}

/** Rise per pixel that all lines share: one regression with a free height for each line. */
function commonSlope(lines: readonly (readonly EngineWord[])[]): number {
  let products = 0;
  let squares = 0;
  for (const line of lines) {
    const meanX = mean(line.map(middleX));
    const meanY = mean(line.map(middleY));
    for (const word of line) {
      products += (middleX(word) - meanX) * (middleY(word) - meanY);
      squares += (middleX(word) - meanX) ** 2;
    }
  }
  const slope = squares === 0 ? 0 : products / squares;
  return Math.abs(slope) > LARGEST_SLOPE ? 0 : slope;
}

function toFragment(words: readonly EngineWord[], slope: number): Fragment {
  return {
    words,
    middle: mean(words.map((word) => middleY(word) - slope * middleX(word))),
    height: mean(words.map((word) => word.box.y1 - word.box.y0)),
    left: Math.min(...words.map((word) => word.box.x0)),
    right: Math.max(...words.map((word) => word.box.x1)),
  };
}

function nearestRow(rows: readonly Fragment[][], fragment: Fragment): Fragment[] | undefined {
  let nearest: Fragment[] | undefined;
  let nearestDistance = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.some((other) => collide(other, fragment))) continue;
    const height = Math.min(fragment.height, mean(row.map((other) => other.height)));
    const distance = Math.abs(fragment.middle - meanMiddle(row));
    if (distance < SAME_ROW * height && distance < nearestDistance) {
      nearest = row;
      nearestDistance = distance;
    }
  }
  return nearest;
}

/** Whether any word of one lies over a word of the other; a word may well stand in a gap of the other's line. */
function collide(a: Fragment, b: Fragment): boolean {
  if (a.left >= b.right || b.left >= a.right) return false;
  return a.words.some((one) => b.words.some((other) => overlap(one.box, other.box) > SIDE_BY_SIDE));
}

function overlap(a: Box, b: Box): number {
  const shared = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  return shared / Math.max(1, Math.min(a.x1 - a.x0, b.x1 - b.x0));
}

const meanMiddle = (row: readonly Fragment[]): number => mean(row.map((fragment) => fragment.middle));

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
