/**
 * The stage `quality_scoring`: decodes the document, measures each page, and chooses the path. Cheap on purpose: it runs on
 * every document, and what it costs the fast path must win back.
 *
 * Each part of the score is a measure mapped to 0..1 between two anchors, chosen so that it is 0.6 where enhancement begins to
 * pay (see `enhancement.ts`): a turn of 1°, a contrast of 130 levels, light that varies by 40. Hence the threshold of 0.6: a
 * page above it has no defect that a step would mend, and skipping them costs nothing. The weakest part counts, because pale
 * print is not made up for by sharp edges; the mean of all parts takes a little more off, because small defects add up. Of
 * several pages the worst with text counts.
 */
import type { Quality } from '../contract/quality.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import type { ProcessingPath } from '../contract/stages.ts';
import { type DecodedFile, decodePages } from './decode.ts';
import type { Fetched } from './fetch.ts';
import { measurePage, type PageMeasures } from './image/measure-page.ts';
import { decodePdf } from './pdf/decode.ts';

export interface Scored {
  readonly quality: Quality;
  readonly pages: GreyImage[];
  /** Of each page: how many pixels its small letters are high, null where no text was found. */
  readonly xHeights: readonly (number | null)[];
  readonly path: ProcessingPath;
}

/** @throws BenchError `input.broken`, `input.too_many_pixels`, of a PDF `input.encrypted`, `input.no_pages` */
export async function scoreQuality(context: StageContext, fetched: Fetched): Promise<Scored> {
  const decoded = await context.part('decode', () => decode(context, fetched));
  const pages = [...decoded.pages];
  const measures = await context.part('measure', () => pages.map(measurePage));
  const quality = scoreOfMeasures(pages, measures, decoded);
  return {
    quality,
    pages,
    xHeights: measures.map(({ xHeight }) => xHeight),
    path: quality.score >= context.settings['quality.threshold'] ? 'fast' : 'standard',
  };
}

function decode({ settings, part }: StageContext, { file, bytes, type }: Fetched): Promise<DecodedFile> {
  return type === 'application/pdf' ? decodePdf({ file, bytes, settings, part }) : decodePages(file, bytes, settings);
}

/** Where a part of the score is 0 and where it is 1; in between it is linear. */
const anchors = {
  /** Width of an edge over the height of a small letter: blur that fills nearly half of a letter closes it. */
  sharpness: { zero: 0.45, one: 0.1 },
  /** Grey levels from paper to ink … */
  contrast: { zero: 20, one: 203 },
  /** … and by how much the paper's own level varies. */
  light: { zero: 100, one: 0 },
  /** Standard deviation of the noise over the contrast. */
  noise: { zero: 0.15, one: 0.01 },
  /** Height of a small letter in pixels. */
  resolution: { zero: 4, one: 14 },
  /** Degrees, either way. */
  skew: { zero: 2.5, one: 0 },
} as const;

function part(name: keyof typeof anchors, value: number): number {
  const { zero, one } = anchors[name];
  return Math.min(1, Math.max(0, (value - zero) / (one - zero)));
}

function partsOf(page: PageMeasures): Quality['parts'] {
  if (page.xHeight === null || page.edgeGradient === 0) return { sharpness: 0, contrast: 0, noise: 0, resolution: 0, skew: 0 };
  return {
    sharpness: part('sharpness', page.contrast / page.edgeGradient / page.xHeight),
    contrast: Math.min(part('contrast', page.contrast), part('light', page.lightSpread)),
    noise: part('noise', page.noise / page.contrast),
    resolution: part('resolution', page.xHeight),
    skew: part('skew', Math.abs(page.skewDegrees)),
  };
}

/** The weakest part, lowered by what the others lack on average. */
function scoreOf(parts: Quality['parts']): number {
  const values = Object.values(parts);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.min(...values) * Math.sqrt(mean);
}

/** The score of pages that were not decoded here. */
export const scoreOfPages = (pages: readonly GreyImage[], dotsPerInch: number | null): Quality =>
  scoreOfMeasures(pages, pages.map(measurePage), { dotsPerInch, textLayer: null });

function scoreOfMeasures(
  pages: readonly GreyImage[],
  measuresOf: readonly PageMeasures[],
  { dotsPerInch, textLayer }: Pick<DecodedFile, 'dotsPerInch' | 'textLayer'>,
): Quality {
  const scored = measuresOf.map((measures, at) => {
    const page = pages[at] ?? { width: 1, height: 1 };
    const parts = partsOf(measures);
    return { page, measures, parts, score: scoreOf(parts) };
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
    text_layer: textLayer,
  };
}
