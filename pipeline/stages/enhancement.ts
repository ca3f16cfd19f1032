/**
 * The stage `enhancement`: turns, cleans and brightens a page, each step only where a measure says that the page needs it. No
 * step is good for every page: as a fixed chain they made reading worse on average, and saved single pages.
 */
import type { Quality } from '../contract/quality.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import type { ProcessingPath } from '../contract/stages.ts';
import { measurePage } from './image/measure-page.ts';
import { flatten } from './image/flatten.ts';
import { turn } from './image/resample.ts';

export interface Enhanced {
  readonly pages: GreyImage[];
  readonly skipped: boolean;
  /** Names of the steps that any page went through, in their order. */
  readonly steps: string[];
}

const UNEVEN_LIGHT = Number(process.env['UNEVEN'] ?? 40);
const PALE_PRINT = Number(process.env['PALE'] ?? 130);

/** Skew below this is the business of the OCR engine, and turning blurs. */
const LEAST_SKEW_DEGREES = Number(process.env['DESKEW'] ?? 1);

export async function enhance(
  context: StageContext,
  pages: readonly GreyImage[],
  quality: Quality,
  path: ProcessingPath = quality.score >= context.settings['quality.threshold'] ? 'fast' : 'standard',
): Promise<Enhanced> {
  if (isSkipped(context, path)) return { pages: [...pages], skipped: true, steps: [] };
  const steps = new Set<string>();
  const enhanced: GreyImage[] = [];
  for (const page of pages) {
    let current = page;
    const measures = measurePage(page);
    if (measures.lightSpread > UNEVEN_LIGHT || measures.contrast < PALE_PRINT) {
      const inkDepth = measures.contrast / Math.max(1, measures.paper);
      current = await context.part('contrast', () => flatten(page, measures.paperMap, inkDepth));
      steps.add('contrast');
    }
    if (Math.abs(measures.skewDegrees) >= LEAST_SKEW_DEGREES) {
      current = await context.part('deskew', () => turn(current, -measures.skewDegrees, 250));
      steps.add('deskew');
    }
    enhanced.push(current);
  }
  return { pages: enhanced, skipped: false, steps: [...steps] };
}

function isSkipped(context: StageContext, path: ProcessingPath): boolean {
  const choice = context.settings['enhancement.skip'];
  return choice === 'always' || (choice === 'auto' && path === 'fast');
}
