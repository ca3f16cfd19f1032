/**
 * What both Tesseracts share, the one of the system and the one in WebAssembly: how a page goes in, the numbers of their ways
 * to cut it into lines, and how words come out.
 *
 * Pages go in as PGM: Leptonica reads it as it is, while BMP takes a detour in tesseract.js and PNG has to be packed and
 * unpacked. Words come out as TSV: the block tree with its symbols and choices is a hundred times as long.
 */
import type { GreyImage } from '../contract/stage-context.ts';
import type { EngineWord, PageSegmentation } from './engine.ts';

/** `tessedit_ocr_engine_mode`: the neural recogniser alone. */
export const LSTM_ONLY = 1;

/** Tesseract's numbers for the ways to cut a page into lines (`tessedit_pageseg_mode`). */
export const segmentationModes: Readonly<Record<PageSegmentation, string>> = {
  auto: '3',
  column: '4',
  block: '6',
  sparse: '11',
};

/** Tesseract keeps places on a page in 16 bits with a sign (`TDIMENSION`): of a longer page it finds nothing, and says nothing. */
export const LONGEST_SIDE = 32_000;

/** Netpbm's binary grey map: a line of text, then the pixels. */
export function toPgm(image: GreyImage): Uint8Array<ArrayBuffer> {
  const header = new TextEncoder().encode(`P5\n${image.width} ${image.height}\n255\n`);
  const file = new Uint8Array(header.length + image.data.length);
  file.set(header);
  file.set(image.data, header.length);
  return file;
}

/** Columns of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
export function wordsOfTsv(tsv: string): EngineWord[] {
  const words: EngineWord[] = [];
  let line = -1;
  for (const row of tsv.split('\n')) {
    const columns = row.split('\t');
    const level = columns[0];
    if (level === '4') line += 1;
    if (level !== '5') continue;
    const [left = 0, top = 0, width = 0, height = 0, confidence = -1] = columns.slice(6, 11).map(Number);
    const text = columns.slice(11).join(' ').trim();
    if (text === '' || !(confidence >= 0) || ![left, top, width, height].every(Number.isFinite)) continue;
    words.push({
      text,
      confidence: Math.min(confidence / 100, 1),
      box: { x0: left, y0: top, x1: left + width, y1: top + height },
      line: Math.max(line, 0),
    });
  }
  return words;
}
