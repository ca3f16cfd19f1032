/**
 * The stage `ocr`: brings each page to the size that the engine reads best, reads it, turns it the right way up where it lies
 * wrong, reads once more what the engine passed over, and puts the words into reading order. Never skipped.
 */
import { BenchError } from '../contract/errors.ts';
import type { OcrResult, Word } from '../contract/ocr.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import type { EnginePage, EngineWord, OcrEngine, PageSegmentation } from '../ocr/engine.ts';
import { isNoise } from '../ocr/noise-words.ts';
import { groupRows } from '../ocr/rows.ts';
import { measurePage } from './image/measure-page.ts';
import { turnBox, turnImage } from './image/quarter-turns.ts';
import { resize } from './image/resample.ts';
import { cutIntoSections } from './image/sections.ts';
import { mergeLooks, secondSegmentation, worthSecondLook } from './second-look.ts';
import { findTurn, mayLieWrong } from './upright.ts';

/** Enlarging beyond this blurs more than it helps. */
const LARGEST_SCALE = 3;

export interface Recognised extends OcrResult {
  /** As they were given, or turned the right way up. Boxes are in pixels of these. */
  readonly pages: readonly GreyImage[];
}

/**
 * @param xHeights of each page: how many pixels its small letters are high, null where no text was found
 * @throws BenchError `ocr.failed`
 */
export async function recognise(
  context: StageContext,
  engine: OcrEngine,
  pages: readonly GreyImage[],
  xHeights: readonly (number | null)[],
): Promise<Recognised> {
  const words: Word[] = [];
  const texts: string[] = [];
  const upright: GreyImage[] = [];
  for (const [page, image] of pages.entries()) {
    const read = await readUpright({ context, engine, xHeight: xHeights[page] ?? null, image, page });
    upright.push(read.image);
    const rows = groupRows(read.words);
    words.push(...rows.flat().map((word) => ({ ...word, page })));
    texts.push(rows.map((row) => row.map((word) => word.text).join(' ')).join('\n'));
  }
  return { text: texts.join('\n\n'), words, confidence: meanConfidence(words), pages: upright };
}

interface PageJob {
  readonly context: StageContext;
  readonly engine: OcrEngine;
  /** Of the print, in pixels; null where no text was found. */
  readonly xHeight: number | null;
  readonly image: GreyImage;
  readonly page: number;
}

interface PageRead {
  readonly words: readonly EngineWord[];
  readonly image: GreyImage;
}

/** Reads a page, and turns it where it does not lie as it is to be read. */
async function readUpright(job: PageJob): Promise<PageRead> {
  const { context, image } = job;
  const mode = context.settings['ocr.pageSegmentation'];
  const first = await read(job, image, scaleFor(job), mode);
  if (!context.settings['ocr.turnPages']) return { words: await complete(job, first.words), image };
  if (first.quarters !== undefined) {
    const { quarters } = first;
    const words = first.words.map((word) => ({ ...word, box: turnBox(word.box, image, quarters) }));
    return { words: words.filter((word) => !isNoise(word)), image: turnImage(image, quarters) };
  }
  if (!job.engine.wantsHelp || !mayLieWrong(first.words)) return { words: await complete(job, first.words), image };
  const turned = await context.part('try turned', () => readTurned(job, mode));
  return turned ?? { words: await complete(job, first.words), image };
}

/** @returns null where no turn makes the page readable */
async function readTurned(job: PageJob, mode: PageSegmentation): Promise<PageRead | null> {
  const quarters = await findTurn(job.image, async (strip) => {
    const { xHeight } = measurePage(strip);
    const asStrip = { ...job, image: strip, xHeight };
    return (await read(asStrip, strip, scaleFor(asStrip), mode)).words;
  });
  if (quarters === 0) return null;
  const image = turnImage(job.image, quarters);
  const turned = { ...job, image, xHeight: measurePage(image).xHeight };
  return { words: await complete(turned, (await read(turned, image, scaleFor(turned), mode)).words), image };
}

/** Adds what the engine passed over. */
async function complete(job: PageJob, first: readonly EngineWord[]): Promise<EngineWord[]> {
  const { context, engine, image } = job;
  const leftover = engine.wantsHelp ? await context.part('check', () => worthSecondLook(image, first)) : null;
  if (leftover === null) return first.filter((word) => !isNoise(word));
  const second = await context.part('retry', () => read(job, leftover.cutOut(), scaleFor(job), secondSegmentation));
  return mergeLooks(first, second.words, leftover).filter((word) => !isNoise(word));
}

/** Reads a page or a cut-out of it, in sections where the engine cannot take it whole; boxes are in its own pixels. */
async function read(job: PageJob, image: GreyImage, scale: number, mode: PageSegmentation): Promise<EnginePage> {
  const words: EngineWord[] = [];
  let lines = 0;
  let quarters: EnginePage['quarters'];
  for (const { top, image: section } of cutIntoSections(image, Math.max(1, Math.floor(job.engine.longestSide / scale)))) {
    const found = await readSection(job, section, scale, mode);
    quarters = found.quarters;
    for (const { box, line, ...word } of found.words) {
      words.push({ ...word, line: lines + line, box: { ...box, y0: box.y0 + top, y1: box.y1 + top } });
    }
    lines = words.reduce((most, word) => Math.max(most, word.line + 1), lines);
  }
  return quarters === undefined ? { words } : { words, quarters };
}

/** Boxes are in the section's own pixels, whatever size the engine was given. */
async function readSection(job: PageJob, image: GreyImage, scale: number, mode: PageSegmentation): Promise<EnginePage> {
  const { context, engine, page } = job;
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const input = scale === 1 ? image : await context.part('resize', () => resize(image, width, height));
  try {
    const found = await engine.recognise(input, context, mode);
    const words = found.words.map((word) => scaleBack(word, image.width / input.width, image.height / input.height));
    return { ...found, words };
  } catch (error) {
    if (!(error instanceof BenchError) || error.code !== 'ocr.failed') throw error;
    throw new BenchError('ocr.failed', { ...error.details, file: `page ${page + 1}` }, { cause: error });
  }
}

/**
 * Small print is enlarged, large print left: reducing it saves no CPU and costs accuracy. Only the longest side is bound, and
 * not so far that letters become smaller than they should be: a till roll is long and its print is small.
 */
function scaleFor({ context, engine, image, xHeight }: PageJob): number {
  const cap = context.settings['ocr.maxSide'] / Math.max(image.width, image.height);
  const textHeight = context.settings['ocr.textHeight'];
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
