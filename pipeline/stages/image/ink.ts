/**
 * Which pixels are ink. The threshold lies half way between the paper and the darkest ink of the neighbourhood, so that pale
 * print beside black print, and print in a shadow, are both found.
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import { interpolateRow, type PaperMaps, type TileMap } from './paper.ts';

export interface InkMap {
  /** 1 is ink. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const HALF_WAY = 0.5;

/** @param floor least distance to the paper, in grey levels: what noise does not reach */
export function findInk(image: GreyImage, { paper, dark }: PaperMaps, floor: number): InkMap {
  const { width, height } = image;
  const data = new Uint8Array(width * height);
  const levels = paper.levels.map((level, tile) => level - Math.max(floor, HALF_WAY * (level - (dark.levels[tile] ?? 0))));
  const thresholds: TileMap = { ...paper, levels };
  const threshold = new Float32Array(width);
  for (let y = 0; y < height; y += 1) {
    interpolateRow(thresholds, y, threshold);
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      if ((image.data[row + x] ?? 0) < (threshold[x] ?? 0)) data[row + x] = 1;
    }
  }
  return { data, width, height };
}
