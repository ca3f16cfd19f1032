/**
 * The stage `quality_scoring`: decodes the document, measures each page, and chooses the path. Cheap on purpose: it runs on
 * every document, and what it costs the fast path must win back.
 *
 * Each part of the score is a measure mapped to 0..1 between two anchors: at 0 the page cannot be read, at 1 more of it no
 * longer helps. The weakest part is the score, because pale print is not made up for by sharp edges. Of several pages the
 * worst with text counts.
 */
import type { Quality } from '../contract/quality.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import type { ProcessingPath } from '../contract/stages.ts';
import { decodePages } from './decode.ts';
import { measurePage, type PageMeasures } from './image/measure-page.ts';

export interface Scored {
  readonly quality: Quality;
  readonly pages: GreyImage[];
  readonly path: ProcessingPath;
}

/** @throws BenchError `input.broken`, `input.too_many_pixels` */
export async function scoreQuality(context: StageContext, fetched: { file: string; bytes: Buffer }): Promise<Scored> {
  const decoded = await context.part('decode', () => decodePages(fetched.file, fetched.bytes, context.settings));
  const pages = [...decoded.pages];
  const quality = await context.part('measure', () => qualityOf(pages, decoded.dotsPerInch));
  return { quality, pages, path: quality.score >= context.settings['quality.threshold'] ? 'fast' : 'standard' };
}

/** Where a part of the score is 0 and where it is 1; in between it is linear. */
const anchors = {
  /** Width of an edge over the height of a small letter: blur that fills a third of a letter closes it. */
  sharpness: { zero: 0.45, one: 0.1 },
  /** Grey levels from paper to ink. */
  contrast: { zero: 20, one: 140 },
  /** Standard deviation of the noise over the contrast. */
  noise: { zero: 0.15, one: 0.01 },
  /** Height of a small letter in pixels. */
  resolution: { zero: 4, one: 16 },
  /** Degrees, either way. */
  skew: { zero: 4, one: 0 },
} as const satisfies Record<keyof Quality['parts'], { zero: number; one: number }>;

function part(name: keyof Quality['parts'], value: number): number {
  const { zero, one } = anchors[name];
  return Math.min(1, Math.max(0, (value - zero) / (one - zero)));
}

function partsOf(page: PageMeasures): Quality['parts'] {
  if (page.xHeight === null || page.edgeGradient === 0) return { sharpness: 0, contrast: 0, noise: 0, resolution: 0, skew: 0 };
  return {
    sharpness: part('sharpness', page.contrast / page.edgeGradient / page.xHeight),
    contrast: part('contrast', page.contrast),
    noise: part('noise', page.noise / page.contrast),
    resolution: part('resolution', page.xHeight),
    skew: part('skew', Math.abs(page.skewDegrees)),
  };
}

function qualityOf(pages: readonly GreyImage[], dotsPerInch: number | null): Quality {
  const scored = pages.map((page) => {
    const measures = measurePage(page);
    const parts = partsOf(measures);
    return { page, measures, parts, score: Math.min(...Object.values(parts)) };
  });
  const withText = scored.filter((each) => each.measures.xHeight !== null);
  const worst = (withText.length > 0 ? withText : scored).reduce((a, b) => (b.score < a.score ? b : a));
  const { measures } = worst;
  return {
    score: worst.score,
    parts: worst.parts,
    measured: {
      edge_gradient: measures.edgeGradient,
      contrast_levels: measures.contrast,
      noise_levels: measures.noise,
      x_height_pixels: measures.xHeight,
      skew_degrees: measures.skewDegrees,
      dots_per_inch: dotsPerInch,
    },
    width: worst.page.width,
    height: worst.page.height,
    pages: pages.length,
  };
}
