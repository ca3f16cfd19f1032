/**
 * The stage `enhancement`: cleans, evens out, turns and sharpens a page, each step only where a measure says that the page
 * needs it. No step is good for every page: as a fixed chain they made reading worse on average, and saved single pages.
 *
 * The limits come from trials; error rates before → after the step, in %:
 *   denoise   noise of 0.2 of the contrast 20 → 3; 0.1: 2.2 → 1.9; but 0.05: 7.0 → 8.5, and small print of 10 px is lost (31 → 98)
 *   contrast  14 damaged fixtures 10.3 → 9.1; where light is even and print dark it changes nothing
 *   deskew    the same, evened out, 9.1 → 6.7; turns below 1° are followed by the engine, and turning blurs (12 → 17 on one)
 *   sharpen   edges of 0.4 letter heights 27 → 17; but 0.15: 7.0 → 11
 */
import type { Quality } from '../contract/quality.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import type { ProcessingPath } from '../contract/stages.ts';
import { flatten } from './image/flatten.ts';
import { measurePage, type PageMeasures } from './image/measure-page.ts';
import { medianFilter, sharpen, turn } from './image/resample.ts';

export interface Enhanced {
  readonly pages: GreyImage[];
  readonly skipped: boolean;
  /** Names of the steps that any page went through, in their order. */
  readonly steps: string[];
}

/** Noise over contrast, and the letters' height in pixels that a filter of three pixels leaves alone. */
const NOISY = 0.09;
const FILTER_SAFE_HEIGHT = 14;
/** Grey levels: how much the paper's level varies, and paper to ink. */
const UNEVEN_LIGHT = 40;
const PALE_PRINT = 130;
const SKEWED_DEGREES = 1;
/** Width of an edge over the height of a small letter. */
const BLURRY = 0.3;
/** Of the mask, for each pixel of an edge's width: the Gaussian that makes such an edge is about as wide. */
const SHARPEN_SIGMA = 0.3;
/** Paper after `flatten`, and what the corners are filled with where the page is white anyway. */
const WHITE = 250;

interface Step {
  readonly name: string;
  readonly needed: (page: PageMeasures, steps: ReadonlySet<string>) => boolean;
  readonly apply: (image: GreyImage, page: PageMeasures) => GreyImage | Promise<GreyImage>;
}

const edgeWidth = (page: PageMeasures): number => page.contrast / Math.max(1, page.edgeGradient);

/** In the order of their use: noise would be stretched with the contrast, and turning needs one level for the corners. */
const steps: readonly Step[] = [
  {
    name: 'denoise',
    needed: (page) => page.noise > NOISY * page.contrast && (page.xHeight ?? 0) >= FILTER_SAFE_HEIGHT,
    apply: (image) => medianFilter(image, 3),
  },
  {
    name: 'contrast',
    needed: (page) => page.lightSpread > UNEVEN_LIGHT || page.contrast < PALE_PRINT,
    apply: (image, page) => flatten(image, page.paperMap, page.contrast / Math.max(1, page.paper)),
  },
  {
    name: 'deskew',
    needed: (page) => Math.abs(page.skewDegrees) >= SKEWED_DEGREES,
    apply: (image, page) => turn(image, -page.skewDegrees, WHITE),
  },
  {
    name: 'sharpen',
    needed: (page, taken) => edgeWidth(page) > BLURRY * (page.xHeight ?? Number.POSITIVE_INFINITY) && !taken.has('denoise'),
    apply: (image, page) => sharpen(image, SHARPEN_SIGMA * edgeWidth(page)),
  },
];

/** @param path as scoring chose it; absent, it follows from the score */
export async function enhance(
  context: StageContext,
  pages: readonly GreyImage[],
  quality: Quality,
  path: ProcessingPath = quality.score >= context.settings['quality.threshold'] ? 'fast' : 'standard',
): Promise<Enhanced> {
  if (isSkipped(context, path)) return { pages: [...pages], skipped: true, steps: [] };
  const taken = new Set<string>();
  const enhanced: GreyImage[] = [];
  for (const page of pages) enhanced.push(await enhancePage(context, page, taken));
  return { pages: enhanced, skipped: false, steps: steps.map((step) => step.name).filter((name) => taken.has(name)) };
}

/** A page without letters is left as it is: nothing says what it would need. */
async function enhancePage(context: StageContext, page: GreyImage, taken: Set<string>): Promise<GreyImage> {
  const measures = measurePage(page);
  const own = new Set<string>();
  let image = page;
  for (const { name, needed, apply } of steps) {
    if (measures.xHeight === null || !needed(measures, own)) continue;
    const before = image;
    image = await context.part(name, () => apply(before, measures));
    own.add(name);
    taken.add(name);
  }
  return image;
}

function isSkipped(context: StageContext, path: ProcessingPath): boolean {
  const choice = context.settings['enhancement.skip'];
  return choice === 'always' || (choice === 'auto' && path === 'fast');
}
