/**
 * For tests: a page typed as text → the words an OCR engine would return for it. Every character is a cell of a grid, so
 * columns typed with spaces are columns on the page. Not used by the stage.
 */
import type { Word } from '../../contract/ocr.ts';
import { defaultSettings } from '../../contract/settings.ts';
import type { StageContext } from '../../contract/stage-context.ts';

const CHARACTER_WIDTH = 10;
const ROW_PITCH = 30;
const TEXT_HEIGHT = 18;

export interface PageOptions {
  /** Pixels down per pixel right. */
  readonly slope?: number;
  /** Engine lines end at column gaps, as tesseract's do. */
  readonly cutAtGaps?: boolean;
  /** Gives the words their confidence. */
  readonly confidence?: number;
}

export function typePage(text: string, { slope = 0, cutAtGaps = true, confidence = 0.95 }: PageOptions = {}): Word[] {
  const words: Word[] = [];
  let line = 0;
  for (const [index, row] of text.replace(/^\n/, '').split('\n').entries()) {
    let end = 0;
    for (const match of row.matchAll(/\S+/g)) {
      if (cutAtGaps && match.index - end > 2) line += 1;
      end = match.index + match[0].length;
      const x0 = match.index * CHARACTER_WIDTH;
      const x1 = end * CHARACTER_WIDTH;
      const y0 = index * ROW_PITCH + ((x0 + x1) / 2) * slope;
      words.push({ text: match[0], confidence, page: 0, line, box: { x0, y0, x1, y1: y0 + TEXT_HEIGHT } });
    }
    line += 1;
  }
  return words;
}

export const testContext: StageContext = {
  settings: defaultSettings,
  part: async (_, work) => work(),
  chargeChild: () => {},
};
