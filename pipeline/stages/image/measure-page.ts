/**
 * Everything that is measured on one page. Most of it is seen as well on a page reduced to about 1600 pixels; noise and edges
 * are read from the full one.
 */
import type { GreyImage } from '../../contract/stage-context.ts';
import { type Component, labelComponents, type Runs } from './components.ts';
import { meanDepths, measureContrast, withoutPale } from './depth.ts';
import { findInk, type InkMap } from './ink.ts';
import { findLetters, measureXHeight } from './letters.ts';
import { measureNoise } from './noise.ts';
import { measurePaper, median, quantile, type TileMap } from './paper.ts';
import { measureEdgeGradient } from './sharpness.ts';
import { shrinkBy } from './shrink.ts';
import { measureSkew } from './skew.ts';

/** Long side from which the page is halved (thirded …) for measuring. */
const REDUCED_SIDE = 1600;
/** A page longer than this many widths is a till roll: its length says nothing of the size of its letters. */
const LONGEST_FORM = 4;
/** Larger than a letter of the reduced page, smaller than a shadow. */
const PAPER_TILE = 24;
/** Ink differs from paper by more than this, in grey levels, and by more than so many deviations of the noise. */
const LEAST_INK_DEPTH = 20;
const BEYOND_NOISE = 3;

/** The ink of a page and the letters in it, in pixels of the reduced page. */
export interface PageInk {
  /** By which the page was reduced. */
  readonly factor: number;
  readonly reduced: GreyImage;
  readonly paper: TileMap;
  readonly ink: InkMap;
  readonly runs: Runs;
  readonly components: readonly Component[];
  /** For each component. */
  readonly isLetter: readonly boolean[];
}

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

/** Several stages ask about the same page; what is known of it dies with it. */
function oncePerPage<T>(measure: (page: GreyImage) => T): (page: GreyImage) => T {
  const known = new WeakMap<GreyImage, T>();
  return (page) => {
    const before = known.get(page);
    if (before !== undefined) return before;
    const measured = measure(page);
    known.set(page, measured);
    return measured;
  };
}

export const findPageInk = oncePerPage((page: GreyImage): PageInk => {
  const side = Math.min(Math.max(page.width, page.height), LONGEST_FORM * Math.min(page.width, page.height));
  const factor = Math.max(1, Math.round(side / REDUCED_SIDE));
  const reduced = shrinkBy(page, factor);
  const maps = measurePaper(reduced, PAPER_TILE);
  // Where the paper is, is not known yet; but letters leave most windows of a page alone, and the median is of those.
  const noise = measureNoise(reduced, () => true) ?? 0;
  const ink = findInk(reduced, maps, Math.max(LEAST_INK_DEPTH, BEYOND_NOISE * noise));
  const { runs, components } = labelComponents(ink);
  const depths = meanDepths(reduced, maps.paper, runs, components.length);
  const isLetter = withoutPale(findLetters(components, reduced.height), depths);
  return { factor, reduced, paper: maps.paper, ink, runs, components, isLetter };
});

export const measurePage = oncePerPage((page: GreyImage): PageMeasures => {
  const { factor, reduced, paper, ink, runs, components, isLetter } = findPageInk(page);
  const letters = components.filter((_, index) => isLetter[index]);
  const letterAt = (component: number): boolean => isLetter[component] === true;
  const xHeight = measureXHeight(letters);
  return {
    contrast: measureContrast(reduced, paper, runs, letterAt),
    noise: measureNoise(page, (x, y, side) => isPaper(ink, factor, x, y, side)) ?? 0,
    edgeGradient: measureEdgeGradient(page, runs, letterAt, factor) ?? 0,
    xHeight: xHeight === null ? null : xHeight * factor,
    skewDegrees: measureSkew(ink, runs, letterAt),
    paper: median(paper.levels),
    lightSpread: quantile(paper.levels, 0.95) - quantile(paper.levels, 0.05),
    letters: letters.length,
    paperMap: { ...paper, side: paper.side * factor },
  };
});

/** Whether a square of the full page, and a pixel around it, is without ink. */
function isPaper(ink: InkMap, factor: number, x: number, y: number, side: number): boolean {
  const right = Math.min(ink.width - 1, Math.ceil((x + side) / factor));
  const bottom = Math.min(ink.height - 1, Math.ceil((y + side) / factor));
  for (let row = Math.max(0, Math.floor(y / factor) - 1); row <= bottom; row += 1) {
    for (let column = Math.max(0, Math.floor(x / factor) - 1); column <= right; column += 1) {
      if (ink.data[row * ink.width + column] === 1) return false;
    }
  }
  return true;
}
