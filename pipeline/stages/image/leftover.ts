/**
 * What the engine passed over: letters that lie in no word it read. Tesseract's page segmentation drops whole lines and columns
 * (a price column in a shadow, a headline in another size), and says nothing of it.
 */
import type { Box } from '../../contract/ocr.ts';
import type { GreyImage } from '../../contract/stage-context.ts';
import type { Component } from './components.ts';
import { flatten } from './flatten.ts';
import { findPageInk, measurePage, type PageInk } from './measure-page.ts';

/** Room around a letter, as a share of its height: for its dots, a comma beside it, the gap to the next word. */
const ROOM_ACROSS = 0.8;
const ROOM_DOWN = 0.35;
/** White border of the cut-out, in pixels of the page: Tesseract wants some paper around the text. */
const BORDER = 16;
const WHITE = 250;

export interface Leftover {
  readonly missed: number;
  /** All letters on the page. */
  readonly letters: number;
  /** The part of the page that holds the missed letters; whole pixels. */
  readonly area: Box;
  /** That part, with only the missed letters on it and the light evened out. */
  readonly cutOut: () => GreyImage;
}

/**
 * @param read boxes of the words that were read, in pixels of the page
 * @returns null when no letter was missed
 */
export function findLeftover(page: GreyImage, read: readonly Box[]): Leftover | null {
  const found = findPageInk(page);
  const { width, height } = found.ink;
  const covered = new Uint8Array(width * height);
  for (const box of read) fill(covered, width, height, scaled(box, 1 / found.factor), 1);
  const letters = found.components.filter((_, index) => found.isLetter[index]);
  const missed = letters.filter((letter) => covered[middle(letter, width)] === 0);
  if (missed.length === 0) return null;
  const area = areaOf(missed, page, found.factor);
  return { missed: missed.length, letters: letters.length, area, cutOut: () => cutOut(page, found, missed, covered, area) };
}

const middle = (letter: Component, width: number): number =>
  ((letter.y0 + letter.y1) >> 1) * width + ((letter.x0 + letter.x1) >> 1);

function withRoom(letter: Component): Box {
  const height = letter.y1 - letter.y0;
  return {
    x0: letter.x0 - ROOM_ACROSS * height,
    y0: letter.y0 - ROOM_DOWN * height,
    x1: letter.x1 + ROOM_ACROSS * height,
    y1: letter.y1 + ROOM_DOWN * height,
  };
}

const scaled = (box: Box, factor: number): Box => ({
  x0: box.x0 * factor,
  y0: box.y0 * factor,
  x1: box.x1 * factor,
  y1: box.y1 * factor,
});

function areaOf(missed: readonly Component[], page: GreyImage, factor: number): Box {
  const boxes = missed.map((letter) => scaled(withRoom(letter), factor));
  return {
    x0: Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.x0))) - BORDER),
    y0: Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.y0))) - BORDER),
    x1: Math.min(page.width, Math.ceil(Math.max(...boxes.map((box) => box.x1))) + BORDER),
    y1: Math.min(page.height, Math.ceil(Math.max(...boxes.map((box) => box.y1))) + BORDER),
  };
}

function fill(map: Uint8Array, width: number, height: number, box: Box, value: number): void {
  const left = Math.max(0, Math.floor(box.x0));
  const right = Math.min(width, Math.ceil(box.x1));
  const bottom = Math.min(height, Math.ceil(box.y1));
  for (let y = Math.max(0, Math.floor(box.y0)); y < bottom; y += 1) map.fill(value, y * width + left, y * width + right);
}

function cutOut(page: GreyImage, found: PageInk, missed: readonly Component[], covered: Uint8Array, area: Box): GreyImage {
  const { paper, contrast, paperMap } = measurePage(page);
  const flat = flatten(page, paperMap, contrast / Math.max(1, paper));
  const shown = new Uint8Array(found.ink.width * found.ink.height);
  for (const letter of missed) fill(shown, found.ink.width, found.ink.height, withRoom(letter), 1);
  for (let at = 0; at < shown.length; at += 1) if (covered[at] === 1) shown[at] = 0;
  const width = area.x1 - area.x0;
  const height = area.y1 - area.y0;
  const data = new Uint8Array(width * height).fill(WHITE);
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(found.ink.height - 1, Math.floor((y + area.y0) / found.factor)) * found.ink.width;
    const from = (y + area.y0) * page.width + area.x0;
    for (let x = 0; x < width; x += 1) {
      const column = Math.min(found.ink.width - 1, Math.floor((x + area.x0) / found.factor));
      if (shown[row + column] === 1) data[y * width + x] = flat.data[from + x] ?? WHITE;
    }
  }
  return { data, width, height };
}
