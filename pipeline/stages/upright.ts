/**
 * Which way a page is to be read, for an engine that does not find out by itself. Hardly a character of a page that lies wrong
 * is read with confidence: over 20 real receipts it was 29 to 76 % of the characters upright, 0 to 9 % upside down and 0 to 12 %
 * on its side. So nothing is tried on a page that is read, and of one that is not, a strip is read in each other direction.
 */
import type { Quarters } from '../contract/ocr.ts';
import type { GreyImage } from '../contract/stage-context.ts';
import type { EngineWord } from '../ocr/engine.ts';
import { turnImage } from './image/quarter-turns.ts';

/** A word is sure from this confidence on. */
const SURE = 0.8;
/** With less than this share of its characters sure a page may lie wrong … */
const DOUBTFUL_SHARE = 0.2;
/** … and from this share on, and so many characters, a strip tells that it has been turned right. */
const UPRIGHT_SHARE = 0.25;
const LEAST_SURE = 12;
/** Of the page's height, and at least so many rows: some lines of print. */
const STRIP_PART = 0.25;
const LEAST_ROWS = 250;
/** Upside down is what scanners' feeders do; which side a page lies on is a matter of chance. */
const ORDER: readonly Quarters[] = [2, 1, 3];

interface Sureness {
  readonly sure: number;
  readonly share: number;
}

function surenessOf(words: readonly EngineWord[]): Sureness {
  let all = 0;
  let sure = 0;
  for (const { text, confidence } of words) {
    all += text.length;
    if (confidence >= SURE) sure += text.length;
  }
  return { sure, share: all === 0 ? 0 : sure / all };
}

/** A page of nothing lies any way; one without a word may be a page on its side. */
export const mayLieWrong = (words: readonly EngineWord[]): boolean => surenessOf(words).share < DOUBTFUL_SHARE;

/**
 * @param read reads a strip as it reads a page
 * @returns the turn after which the page can be read; 0 where none helps
 */
export async function findTurn(page: GreyImage, read: (strip: GreyImage) => Promise<readonly EngineWord[]>): Promise<Quarters> {
  for (const quarters of ORDER) {
    const strip = busiestStrip(turnImage(page, quarters));
    if (strip === null) return 0;
    const { sure, share } = surenessOf(await read(strip));
    if (sure >= LEAST_SURE && share >= UPRIGHT_SHARE) return quarters;
  }
  return 0;
}

/** The rows in which neighbours differ most; null of a page on which none do. */
function busiestStrip(page: GreyImage): GreyImage | null {
  const { data, width, height } = page;
  const rows = Math.min(height, Math.max(LEAST_ROWS, Math.ceil(height * STRIP_PART)));
  const until = new Float64Array(height + 1);
  for (let y = 0; y < height; y += 1) {
    let change = 0;
    for (let at = y * width + 1; at < (y + 1) * width; at += 1) change += Math.abs((data[at] ?? 0) - (data[at - 1] ?? 0));
    until[y + 1] = (until[y] ?? 0) + change;
  }
  let top = 0;
  let most = 0;
  for (let y = 0; y + rows <= height; y += 1) {
    const change = (until[y + rows] ?? 0) - (until[y] ?? 0);
    if (change <= most) continue;
    most = change;
    top = y;
  }
  return most === 0 ? null : { data: data.subarray(top * width, (top + rows) * width), width, height: rows };
}
