/**
 * Everything that is measured on one page, in one walk from the grey page to its numbers. Most of it is seen as well on a page
 * reduced to about 1600 pixels; noise and edges are read from the full one.
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import { labelComponents } from './components.ts';
import { meanDepths, measureContrast, withoutPale } from './depth.ts';
import { findInk } from './ink.ts';
import { findLetters, measureXHeight } from './letters.ts';
import { measureNoise } from './noise.ts';
import { measurePaper, median, quantile, type TileMap } from './paper.ts';
import { measureEdgeGradient } from './sharpness.ts';
import { shrinkBy } from './shrink.ts';
import { measureSkew } from './skew.ts';

/** Long side from which the page is halved (thirded …) for measuring. */
const REDUCED_SIDE = 1600;
/** Larger than a letter of the reduced page, smaller than a shadow. */
export const PAPER_TILE = 24;
/** Ink differs from paper by more than this, in grey levels, whatever the noise. */
const LEAST_INK_DEPTH = 20;

export interface PageMeasures {
  /** Paper to ink, in grey levels. */
  readonly contrast: number;
  readonly noise: number;
  /** Grey levels per pixel; 0 without letters. */
  readonly edgeGradient: number;
  /** In pixels of the page; null without text. */
  readonly xHeight: number | null;
  readonly skewDegrees: number;
  /** Level of the paper where it is typical. */
  readonly paper: number;
  /** How much the paper's level varies over the page, in grey levels. */
  readonly lightSpread: number;
  readonly letters: number;
  /** The paper behind every part of the page, in pixels of the page. */
  readonly paperMap: TileMap;
}

/** Scoring and enhancement both ask; the pages of a job die with it. */
const measured = new WeakMap<GreyImage, PageMeasures>();

export function measurePage(page: GreyImage): PageMeasures {
  const known = measured.get(page);
  if (known !== undefined) return known;
  const measures = walk(page);
  measured.set(page, measures);
  return measures;
}

function walk(page: GreyImage): PageMeasures {
  const factor = Math.max(1, Math.round(Math.max(page.width, page.height) / REDUCED_SIDE));
  const reduced = shrinkBy(page, factor);
  const maps = measurePaper(reduced, PAPER_TILE);
  const ink = findInk(reduced, maps, LEAST_INK_DEPTH);
  const { runs, components } = labelComponents(ink);
  const depths = meanDepths(reduced, maps.paper, runs, components.length);
  const isLetter = withoutPale(findLetters(components, reduced.height), depths);
  const letters = components.filter((_, index) => isLetter[index]);
  const letterAt = (component: number): boolean => isLetter[component] === true;
  const xHeight = measureXHeight(letters);
  const isPaper = (x: number, y: number, side: number): boolean => {
    const right = Math.min(ink.width - 1, Math.ceil((x + side) / factor));
    const bottom = Math.min(ink.height - 1, Math.ceil((y + side) / factor));
    for (let row = Math.max(0, Math.floor(y / factor) - 1); row <= bottom; row += 1) {
      for (let column = Math.max(0, Math.floor(x / factor) - 1); column <= right; column += 1) {
        if (ink.data[row * ink.width + column] === 1) return false;
      }
    }
    return true;
  };
  return {
    contrast: measureContrast(reduced, maps.paper, runs, letterAt),
    noise: measureNoise(page, isPaper) ?? 0,
    edgeGradient: measureEdgeGradient(page, runs, letterAt, factor) ?? 0,
    xHeight: xHeight === null ? null : xHeight * factor,
    skewDegrees: measureSkew(ink, runs, letterAt),
    paper: median(maps.paper.levels),
    lightSpread: quantile(maps.paper.levels, 0.95) - quantile(maps.paper.levels, 0.05),
    letters: letters.length,
    paperMap: { ...maps.paper, side: maps.paper.side * factor },
  };
}
