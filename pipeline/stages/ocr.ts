/**
 * The stage `ocr`: brings each page to the size that the engine reads best, reads it, reads once more what the engine passed
 * over, and puts the words into reading order. Never skipped. Boxes are in pixels of the pages it was given.
 */
import { BenchError } from '../contract/errors.ts';
import type { OcrResult, Word } from '../contract/ocr.ts';
import type { Quality } from '../contract/quality.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import type { EngineWord, OcrEngine, PageSegmentation } from '../ocr/engine.ts';
import { isNoise } from '../ocr/noise-words.ts';
import { groupRows } from '../ocr/rows.ts';
import { resize } from './image/resample.ts';
import { cutIntoSections } from './image/sections.ts';
import { mergeLooks, secondSegmentation, worthSecondLook } from './second-look.ts';

/** Enlarging beyond this blurs more than it helps. */
const LARGEST_SCALE = 3;

/** @throws BenchError `ocr.failed` */
export async function recognise(
  context: StageContext,
  engine: OcrEngine,
  pages: readonly GreyImage[],
  quality: Quality,
): Promise<OcrResult> {
  const words: Word[] = [];
  const texts: string[] = [];
  for (const [page, image] of pages.entries()) {
    const rows = groupRows(await readPage({ context, engine, quality, image, page }));
    words.push(...rows.flat().map((word) => ({ ...word, page })));
    texts.push(rows.map((row) => row.map((word) => word.text).join(' ')).join('\n'));
  }
  return { text: texts.join('\n\n'), words, confidence: meanConfidence(words) };
}

interface PageJob {
  readonly context: StageContext;
  readonly engine: OcrEngine;
  readonly quality: Quality;
  readonly image: GreyImage;
  readonly page: number;
}

async function readPage(job: PageJob): Promise<EngineWord[]> {
  const { context, engine, image } = job;
  const scale = scaleFor(job);
  const first = await read(job, image, scale, context.settings['ocr.pageSegmentation']);
  const leftover = engine.wantsHelp ? await context.part('check', () => worthSecondLook(image, first)) : null;
  if (leftover === null) return first.filter((word) => !isNoise(word));
  const second = await context.part('retry', () => read(job, leftover.cutOut(), scale, secondSegmentation));
  return mergeLooks(first, second, leftover).filter((word) => !isNoise(word));
}

/** Reads a page or a cut-out of it, in sections where the engine cannot take it whole; boxes are in its own pixels. */
async function read(job: PageJob, image: GreyImage, scale: number, mode: PageSegmentation): Promise<EngineWord[]> {
  const words: EngineWord[] = [];
  let lines = 0;
  for (const { top, image: section } of cutIntoSections(image, Math.max(1, Math.floor(job.engine.longestSide / scale)))) {
    for (const { box, line, ...word } of await readSection(job, section, scale, mode)) {
      words.push({ ...word, line: lines + line, box: { ...box, y0: box.y0 + top, y1: box.y1 + top } });
    }
    lines = words.reduce((most, word) => Math.max(most, word.line + 1), lines);
  }
  return words;
}

/** Boxes are in the section's own pixels, whatever size the engine was given. */
async function readSection(job: PageJob, image: GreyImage, scale: number, mode: PageSegmentation): Promise<EngineWord[]> {
  const { context, engine, page } = job;
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const input = scale === 1 ? image : await context.part('resize', () => resize(image, width, height));
  try {
    const { words } = await engine.recognise(input, context, mode);
    return words.map((word) => scaleBack(word, image.width / input.width, image.height / input.height));
  } catch (error) {
    if (!(error instanceof BenchError) || error.code !== 'ocr.failed') throw error;
    throw new BenchError('ocr.failed', { ...error.details, file: `page ${page + 1}` }, { cause: error });
  }
}

/**
 * Small print is enlarged, large print left: reducing it saves no CPU and costs accuracy. Only the longest side is bound, and
 * not so far that letters become smaller than they should be: a till roll is long and its print is small.
 */
function scaleFor({ context, engine, image, quality }: PageJob): number {
  const cap = context.settings['ocr.maxSide'] / Math.max(image.width, image.height);
  const textHeight = context.settings['ocr.textHeight'];
  const xHeight = quality.measured.x_height_pixels;
  const wanted = xHeight === null || !engine.wantsHelp ? 1 : Math.max(1, textHeight / xHeight);
  const readable = xHeight === null ? 0 : Math.min(1, textHeight / xHeight);
  return Math.min(wanted, Math.max(cap, readable), LARGEST_SCALE, engine.longestSide / image.width);
}

function scaleBack(word: EngineWord, across: number, down: number): EngineWord {
  const { x0, y0, x1, y1 } = word.box;
  return { ...word, box: { x0: x0 * across, y0: y0 * down, x1: x1 * across, y1: y1 * down } };
}

/** Weighted by length in characters: a misread speck should not weigh as much as a word. */
function meanConfidence(words: readonly Word[]): number {
  let sum = 0;
  let characters = 0;
  for (const word of words) {
    sum += word.confidence * word.text.length;
    characters += word.text.length;
  }
  return characters === 0 ? 0 : sum / characters;
}
