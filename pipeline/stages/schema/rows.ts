/**
 * Words → rows of text, by geometry. The engine's lines are kept together, then lines that stand side by side are joined into
 * one row, so that a label and the amount far to its right meet again.
 *
 * A row's text has one space between words and two where a column's gap is; every character knows its word, so whatever is
 * found in the text has a box and a confidence.
 */
import type { Box, Word } from '../../contract/ocr.ts';

export interface Row {
  readonly page: number;
  readonly words: readonly Word[];
  readonly text: string;
  /** Index in `words` of the word each character of `text` belongs to; a space belongs to the word before it. */
  readonly wordAt: readonly number[];
  readonly box: Box;
  /** Median height of its words, pixels. */
  readonly height: number;
}

/** A part of a row's text with its place on the page. */
export interface Passage {
  readonly text: string;
  readonly box: Box;
  readonly page: number;
  /** Mean of the words' confidences, weighted by their length. */
  readonly confidence: number;
}

/** Gaps wider than this many characters separate columns. */
const COLUMN_GAP_CHARACTERS = 2.1;
/** A line may lie this much of the text height above or below its row. */
const ROW_TOLERANCE = 0.45;
const STEEPEST_SLOPE = 0.15;

const hasLetters = (word: Word): boolean => /[\p{L}\p{N}]/u.test(word.text);
/** Commas and dashes sit low or high; the level of a line is that of its letters. */
const solid = (words: readonly Word[]): readonly Word[] => {
  const lettered = words.filter(hasLetters);
  return lettered.length === 0 ? words : lettered;
};
const height = (word: Word): number => Math.max(1, word.box.y1 - word.box.y0);
const middle = (word: Word): number => (word.box.y0 + word.box.y1) / 2;
const centre = (word: Word): number => (word.box.x0 + word.box.x1) / 2;
const isUsable = (word: Word): boolean =>
  word.text.trim() !== '' && [word.box.x0, word.box.y0, word.box.x1, word.box.y1].every(Number.isFinite);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** All rows of a document, page by page, from top to bottom; words within a row from left to right. */
export function buildRows(words: readonly Word[]): Row[] {
  const pages = Map.groupBy(words.filter(isUsable), (word) => word.page);
  return [...pages.keys()].sort((a, b) => a - b).flatMap((page) => rowsOfPage(page, pages.get(page) ?? []));
}

interface Draft {
  words: Word[];
  middle: number;
}

function rowsOfPage(page: number, words: readonly Word[]): Row[] {
  const textHeight = median(solid(words).map(height));
  const lines = [...Map.groupBy(words, (word) => word.line).values()].map((line) => line.sort((a, b) => a.box.x0 - b.box.x0));
  const slope = slopeOf(lines, textHeight);
  const level = (word: Word): number => middle(word) - slope * centre(word);
  const pieces = lines.flatMap((line) => splitByLevel(line, level, textHeight));
  const drafts = pieces
    .map((piece) => ({ words: piece, middle: median(solid(piece).map(level)) }))
    .sort((a, b) => a.middle - b.middle);

  const rows: Draft[] = [];
  for (const draft of drafts) {
    // Rows are in order of height, so only the last few can be near enough.
    const near = rows.slice(-6).filter((row) => belongsTogether(row.words, draft.words, level, textHeight));
    const closest = near.sort((a, b) => Math.abs(a.middle - draft.middle) - Math.abs(b.middle - draft.middle))[0];
    if (closest === undefined) rows.push({ ...draft });
    else {
      closest.words = [...closest.words, ...draft.words].sort((a, b) => a.box.x0 - b.box.x0);
      closest.middle = median(solid(closest.words).map(level));
    }
  }
  const characterWidth = median(words.filter((word) => word.text.length > 1).map(widthPerCharacter)) || textHeight * 0.5;
  return rows.sort((a, b) => a.middle - b.middle).map((row) => finishRow(page, row.words, characterWidth));
}

/** Pixels down per pixel right, from the longer lines; paper lies askew more often than not. */
function slopeOf(lines: readonly (readonly Word[])[], textHeight: number): number {
  const slopes = lines.flatMap((line) => {
    const first = line[0];
    const last = line.at(-1);
    if (first === undefined || last === undefined || centre(last) - centre(first) < textHeight * 6) return [];
    return [(middle(last) - middle(first)) / (centre(last) - centre(first))];
  });
  const slope = median(slopes);
  return Math.abs(slope) > STEEPEST_SLOPE ? 0 : slope;
}

/** An engine line can wander into the next row; it is cut where its words leave the level. */
function splitByLevel(line: readonly Word[], level: (word: Word) => number, textHeight: number): Word[][] {
  const pieces: Word[][] = [];
  for (const word of line) {
    const current = pieces.at(-1);
    const before = current?.findLast(hasLetters);
    if (current && (!before || !hasLetters(word) || Math.abs(level(word) - level(before)) < textHeight * 0.8)) current.push(word);
    else pieces.push([word]);
  }
  return pieces;
}

/** Two pieces are one row where their nearest words stand level and do not cover each other. */
function belongsTogether(
  row: readonly Word[],
  piece: readonly Word[],
  level: (word: Word) => number,
  textHeight: number,
): boolean {
  const first = solid(piece)[0];
  const last = solid(piece).at(-1);
  if (first === undefined || last === undefined) return false;
  let gap = Number.POSITIVE_INFINITY;
  let step = Number.POSITIVE_INFINITY;
  let covered = 0;
  for (const word of solid(row)) {
    covered += Math.max(0, Math.min(word.box.x1, last.box.x1) - Math.max(word.box.x0, first.box.x0));
    const neighbour = word.box.x0 < first.box.x0 ? first : last;
    const distance = Math.max(word.box.x0 - neighbour.box.x1, neighbour.box.x0 - word.box.x1);
    if (distance < gap) {
      gap = distance;
      step = Math.abs(level(word) - level(neighbour));
    }
  }
  return step < textHeight * ROW_TOLERANCE && covered < (last.box.x1 - first.box.x0) * 0.5;
}

const widthPerCharacter = (word: Word): number => (word.box.x1 - word.box.x0) / word.text.length;

function finishRow(page: number, words: readonly Word[], pageCharacterWidth: number): Row {
  const own = median(words.filter((word) => word.text.length > 2).map(widthPerCharacter));
  const gapLimit = Math.max(own, pageCharacterWidth) * COLUMN_GAP_CHARACTERS;
  let text = '';
  const wordAt: number[] = [];
  words.forEach((word, index) => {
    const before = words[index - 1];
    const separator = before === undefined ? '' : word.box.x0 - before.box.x1 > gapLimit ? '  ' : ' ';
    const clean = word.text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
    wordAt.push(...Array<number>(separator.length).fill(index - 1), ...Array<number>(clean.length).fill(index));
    text += separator + clean;
  });
  return { page, words, text, wordAt, box: boxOf(words), height: median(words.map(height)) };
}

function boxOf(words: readonly Pick<Word, 'box'>[]): Box {
  const box = { x0: Number.POSITIVE_INFINITY, y0: Number.POSITIVE_INFINITY, x1: 0, y1: 0 };
  for (const { box: b } of words) {
    box.x0 = Math.min(box.x0, b.x0);
    box.y0 = Math.min(box.y0, b.y0);
    box.x1 = Math.max(box.x1, b.x1);
    box.y1 = Math.max(box.y1, b.y1);
  }
  return words.length === 0 ? { x0: 0, y0: 0, x1: 0, y1: 0 } : box;
}

/** The part of a row between two offsets of its text. */
export function passage(row: Row, start = 0, end = row.text.length): Passage {
  const first = row.wordAt[start] ?? 0;
  const last = row.wordAt[Math.max(start, end - 1)] ?? row.words.length - 1;
  const words = row.words.slice(first, last + 1);
  return { text: row.text.slice(start, end).trim(), box: boxOf(words), page: row.page, confidence: meanConfidence(words) };
}

/** Several passages as one value. The box covers those on the first one's page. */
export function joinPassages(passages: readonly Passage[], separator = ' '): Passage {
  const page = passages[0]?.page ?? 0;
  const letters = passages.reduce((sum, part) => sum + part.text.length, 0);
  return {
    text: passages.map((part) => part.text).join(separator),
    box: boxOf(passages.filter((part) => part.page === page)),
    page,
    confidence: letters === 0 ? 0 : passages.reduce((sum, part) => sum + part.confidence * part.text.length, 0) / letters,
  };
}

function meanConfidence(words: readonly Word[]): number {
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  return letters === 0 ? 0 : words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / letters;
}

/** Offsets of a row's cells: the stretches of text between column gaps. */
export function cellsOf(row: Row): { start: number; end: number }[] {
  return [...row.text.matchAll(/\S+(?: \S+)*/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
