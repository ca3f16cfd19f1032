/**
 * When a page is read a second time, and how both readings become one. The page segmentation of Tesseract drops lines and
 * columns without a word; the letters it passed over are known from the page itself, so only they are read again.
 *
 * The engine's mean confidence is no such sign: of what was never found it says nothing.
 */
import type { GreyImage } from '../contract/stage-context.ts';
import type { EngineWord, PageSegmentation } from '../ocr/engine.ts';
import { findLeftover, type Leftover } from './image/leftover.ts';

/** A second look pays when this share of the letters, and at least so many, lie in no word. */
const MISSED_SHARE = 0.04;
const MISSED_LETTERS = 6;
/** A word below this confidence counts as not read. */
const READ_CONFIDENCE = 0.2;
/** Two words share a line when they overlap by this part of the lower one's height. */
const SAME_PLACE = 0.3;

/** The leftover has no columns any more, so it is read as one block of lines. */
export const secondSegmentation: PageSegmentation = 'block';

const isRead = (word: EngineWord): boolean => word.confidence >= READ_CONFIDENCE;

/** @returns what is worth a second look, or null */
export function worthSecondLook(page: GreyImage, first: readonly EngineWord[]): Leftover | null {
  const boxes = first.filter(isRead).map((word) => word.box);
  const leftover = findLeftover(page, boxes);
  if (leftover === null) return null;
  return leftover.missed >= MISSED_LETTERS && leftover.missed >= MISSED_SHARE * leftover.letters ? leftover : null;
}

/** Adds what was found; a word that was not read gives way where the second look found something in its place. */
export function mergeLooks(first: readonly EngineWord[], second: readonly EngineWord[], leftover: Leftover): EngineWord[] {
  const { x0, y0 } = leftover.area;
  const lines = Math.max(-1, ...first.map((word) => word.line)) + 1;
  const found = second.filter(isRead).map(({ box, ...word }) => ({
    ...word,
    line: word.line + lines,
    box: { x0: box.x0 + x0, y0: box.y0 + y0, x1: box.x1 + x0, y1: box.y1 + y0 },
  }));
  return [...first.filter((word) => isRead(word) || !found.some((other) => inOnePlace(word, other))), ...found];
}

function inOnePlace(a: EngineWord, b: EngineWord): boolean {
  const across = Math.min(a.box.x1, b.box.x1) - Math.max(a.box.x0, b.box.x0);
  const down = Math.min(a.box.y1, b.box.y1) - Math.max(a.box.y0, b.box.y0);
  return across > 0 && down > SAME_PLACE * Math.min(a.box.y1 - a.box.y0, b.box.y1 - b.box.y0);
}
