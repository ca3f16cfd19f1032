/**
 * The stage `ocr`: brings each page to the size that the engine reads best, reads it, and puts the words into reading order.
 * Never skipped. Boxes are in pixels of the pages it was given.
 */
import { BenchError } from '../contract/errors.ts';
import type { OcrResult, Word } from '../contract/ocr.ts';
import type { Quality } from '../contract/quality.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import type { EngineWord, OcrEngine } from '../ocr/engine.ts';
import { groupRows } from '../ocr/rows.ts';
import { resize } from './image/resample.ts';

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
    const rows = groupRows(await readPage(context, engine, image, quality, page));
    words.push(...rows.flat().map((word) => ({ ...word, page })));
    texts.push(rows.map((row) => row.map((word) => word.text).join(' ')).join('\n'));
  }
  return { text: texts.join('\n\n'), words, confidence: meanConfidence(words) };
}

async function readPage(
  context: StageContext,
  engine: OcrEngine,
  image: GreyImage,
  quality: Quality,
  page: number,
): Promise<EngineWord[]> {
  const scale = scaleFor(context.settings['ocr.textHeight'], image, quality);
  const input =
    scale === 1
      ? image
      : await context.part('resize', () => resize(image, Math.round(image.width * scale), Math.round(image.height * scale)));
  try {
    const read = await engine.recognise(input, context.part, context.settings['ocr.pageSegmentation']);
    return read.words.map((word) => scaleBack(word, image.width / input.width, image.height / input.height));
  } catch (error) {
    if (!(error instanceof BenchError) || error.code !== 'ocr.failed') throw error;
    throw new BenchError('ocr.failed', { ...error.details, file: `page ${page + 1}` }, { cause: error });
  }
}

/** A long side beyond this costs CPU and reads no better. */
const LONGEST_SIDE = 2400;

function scaleFor(textHeight: number, image: GreyImage, quality: Quality): number {
  const cap = LONGEST_SIDE / Math.max(image.width, image.height);
  const xHeight = quality.measured.x_height_pixels;
  const wanted = textHeight === 0 || xHeight === null ? 1 : textHeight / xHeight;
  return Math.min(wanted, cap, 3);
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
