/**
 * The paper behind the ink: how bright it is, tile by tile, and how dark the darkest ink in each tile. Both are low-resolution
 * maps that are read by interpolation, so light that falls off over the page is followed.
 */
import type { GreyImage } from '../../contract/stage-context.ts';

export interface TileMap {
  readonly levels: Float32Array;
  readonly columns: number;
  readonly rows: number;
  /** Side of a tile in pixels of the image. */
  readonly side: number;
}

export interface PaperMaps {
  readonly paper: TileMap;
  /** Darkest level of each tile; near the paper's where there is no ink. */
  readonly dark: TileMap;
}

/** In text at most a third of a tile is ink, so this share of its pixels, from the bright end, is paper. */
const PAPER_SHARE = 0.2;
/** Ink is sought among this share of the darkest pixels; a thin line across a tile has more than that. */
const DARK_SHARE = 0.04;
/** A tile darker than this part of the page's paper is not paper: a photograph, a black border, a banner. */
const NOT_PAPER = 0.4;

/** @param side of a tile in pixels: larger than a letter, smaller than a shadow */
export function measurePaper(image: GreyImage, side: number): PaperMaps {
  const columns = Math.ceil(image.width / side);
  const rows = Math.ceil(image.height / side);
  const paper = new Float32Array(columns * rows);
  const dark = new Float32Array(columns * rows);
  const histogram = new Uint32Array(256);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const right = Math.min(image.width, (column + 1) * side);
      const bottom = Math.min(image.height, (row + 1) * side);
      histogram.fill(0);
      for (let y = row * side; y < bottom; y += 1) {
        for (let at = y * image.width + column * side; at < y * image.width + right; at += 1) {
          const level = image.data[at] ?? 0;
          histogram[level] = (histogram[level] ?? 0) + 1;
        }
      }
      const count = (bottom - row * side) * (right - column * side);
      paper[row * columns + column] = levelAt(histogram, count * (1 - PAPER_SHARE));
      dark[row * columns + column] = levelAt(histogram, count * DARK_SHARE);
    }
  }
  const map = (levels: Float32Array): TileMap => ({ levels, columns, rows, side });
  return { paper: smooth(widen(replaceDark(map(paper)))), dark: smooth(map(dark)) };
}

/** The level below which `count` pixels lie. */
export function levelAt(histogram: Uint32Array, count: number): number {
  let seen = 0;
  for (let level = 0; level < histogram.length; level += 1) {
    seen += histogram[level] ?? 0;
    if (seen > count) return level;
  }
  return histogram.length - 1;
}

function replaceDark(map: TileMap): TileMap {
  const page = median(map.levels);
  return { ...map, levels: map.levels.map((level) => (level < NOT_PAPER * page ? page : level)) };
}

/** The brightest of each tile and its neighbours: a tile inside a heavy letter takes its paper from beside the letter. */
const widen = (map: TileMap): TileMap => overNeighbours(map, (levels) => Math.max(...levels));

const smooth = (map: TileMap): TileMap =>
  overNeighbours(map, (levels) => levels.reduce((sum, level) => sum + level, 0) / levels.length);

function overNeighbours(map: TileMap, combine: (levels: number[]) => number): TileMap {
  const { columns, rows } = map;
  const levels = new Float32Array(map.levels.length);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const around: number[] = [];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
          around.push(map.levels[y * columns + x] ?? 0);
        }
      }
      levels[row * columns + column] = combine(around);
    }
  }
  return { ...map, levels };
}

/** Fills `into` with the map's levels along row `y` of the image, interpolated between the tiles' centres. */
export function interpolateRow(map: TileMap, y: number, into: Float32Array): void {
  const { levels, columns, rows, side } = map;
  const row = Math.min(rows - 1, Math.max(0, (y + 0.5) / side - 0.5));
  const upper = Math.floor(row) * columns;
  const lower = Math.min(rows - 1, Math.floor(row) + 1) * columns;
  const down = row - Math.floor(row);
  const levelOf = (column: number): number => (levels[upper + column] ?? 0) * (1 - down) + (levels[lower + column] ?? 0) * down;
  const half = Math.floor(side / 2);
  into.fill(levelOf(0), 0, Math.min(half, into.length));
  for (let column = 0; column < columns; column += 1) {
    const from = column * side + half;
    const level = levelOf(column);
    const step = (levelOf(Math.min(columns - 1, column + 1)) - level) / side;
    const to = Math.min(into.length, from + side);
    for (let x = from, along = level; x < to; x += 1, along += step) into[x] = along;
  }
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** The order statistic nearest to `share` (0..1); 0 of nothing. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
