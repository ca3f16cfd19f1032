/**
 * How well a document was read: character and word error rates of its text, and what of it was left out rather than misread.
 *
 * Texts are compared after NFKC, in upper case, with white space runs as one space and rows joined: what paper shows in
 * capitals or breaks into rows is no error. Rates are edits over the truth's length, so they may exceed 1. Pure; no Node
 * module, the renderer uses it too. The fields' side is `accuracy-fields.ts`.
 */
import { distance } from 'fastest-levenshtein';
import { foldSpaces } from '../contract/values.ts';

/** Counts of one document, or of many added up. */
export interface ErrorCounts {
  /** Insertions, deletions and replacements of characters, over `characters` of truth. */
  readonly edits: number;
  readonly characters: number;
  /** The same with white space removed from both: engines that drop spaces are not punished for it here. */
  readonly edits_without_spaces: number;
  readonly characters_without_spaces: number;
  readonly word_edits: number;
  readonly words: number;
  /** A row of the truth is omitted when nothing that was read is like it; edits in the other rows are misreads. */
  readonly rows: number;
  readonly rows_omitted: number;
  readonly characters_omitted: number;
  readonly characters_misread: number;
}

export interface ErrorRates extends ErrorCounts {
  readonly cer: number;
  readonly cer_without_spaces: number;
  readonly wer: number;
  /** Share of the truth's characters, without spaces, that stand in omitted rows; and share misread in the others. */
  readonly omitted: number;
  readonly misread: number;
}

const fold = (text: string): string => foldSpaces(text).toUpperCase();
const withoutSpaces = (text: string): string => text.replaceAll(' ', '');

/** @param truth what the document says, a line per row @param read what OCR made of it, a line per row */
export function errorRates(truth: string, read: string): ErrorRates {
  const expected = fold(truth);
  const found = fold(read);
  const words = wordErrors(expected, found);
  return withRates({
    edits: distance(expected, found),
    characters: expected.length,
    edits_without_spaces: distance(withoutSpaces(expected), withoutSpaces(found)),
    characters_without_spaces: withoutSpaces(expected).length,
    word_edits: words.edits,
    words: words.length,
    ...findOmissions(rowsOf(truth), rowsOf(read)),
  });
}

/** The corpus: all edits over all characters, not a mean of the documents' rates. */
export function corpusErrorRates(documents: readonly ErrorCounts[]): ErrorRates {
  const sum = (count: keyof ErrorCounts): number => documents.reduce((total, document) => total + document[count], 0);
  return withRates({
    edits: sum('edits'),
    characters: sum('characters'),
    edits_without_spaces: sum('edits_without_spaces'),
    characters_without_spaces: sum('characters_without_spaces'),
    word_edits: sum('word_edits'),
    words: sum('words'),
    rows: sum('rows'),
    rows_omitted: sum('rows_omitted'),
    characters_omitted: sum('characters_omitted'),
    characters_misread: sum('characters_misread'),
  });
}

/** An empty truth has rate 0 where nothing was read, else 1. */
const rate = (edits: number, length: number): number => (length === 0 ? Math.min(1, edits) : edits / length);

const withRates = (counts: ErrorCounts): ErrorRates => ({
  ...counts,
  cer: rate(counts.edits, counts.characters),
  cer_without_spaces: rate(counts.edits_without_spaces, counts.characters_without_spaces),
  wer: rate(counts.word_edits, counts.words),
  omitted: rate(counts.characters_omitted, counts.characters_without_spaces),
  misread: rate(counts.characters_misread, counts.characters_without_spaces),
});

/** Levenshtein over words: each distinct word becomes one character, then the same distance counts. */
function wordErrors(expected: string, found: string): { edits: number; length: number } {
  const numbers = new Map<string, number>();
  const encode = (text: string): number[] =>
    text
      .split(' ')
      .filter(Boolean)
      .map((word) => {
        const number = numbers.get(word) ?? numbers.size;
        numbers.set(word, number);
        return number;
      });
  const a = encode(expected);
  const b = encode(found);
  // 0x4E00 starts a block of 20,000 letters without surrogates; longer documents fall back on the plain algorithm.
  const letters = (codes: readonly number[]): string => codes.map((code) => String.fromCharCode(0x4e00 + code)).join('');
  const edits = numbers.size < 20_000 ? distance(letters(a), letters(b)) : sequenceDistance(a, b);
  return { edits, length: a.length };
}

function sequenceDistance(a: readonly number[], b: readonly number[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, code] of a.entries()) {
    const current = [row + 1];
    for (const [column, other] of b.entries()) {
      const replaced = (above[column] ?? 0) + (code === other ? 0 : 1);
      current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    above = current;
  }
  return above.at(-1) ?? 0;
}

const rowsOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((row) => withoutSpaces(fold(row)))
    .filter(Boolean);

/** A row counts as found when at least half of its characters stand, in order, in some row that was read. */
const OMITTED_ABOVE = 0.5;

type Omissions = Pick<ErrorCounts, 'rows' | 'rows_omitted' | 'characters_omitted' | 'characters_misread'>;

function findOmissions(expected: readonly string[], found: readonly string[]): Omissions {
  let rowsOmitted = 0;
  let omitted = 0;
  let misread = 0;
  for (const row of expected) {
    const nearest = nearestRow(row, found);
    if (nearest > row.length * OMITTED_ABOVE) {
      rowsOmitted += 1;
      omitted += row.length;
    } else misread += nearest;
  }
  return { rows: expected.length, rows_omitted: rowsOmitted, characters_omitted: omitted, characters_misread: misread };
}

/** Edits to the most similar row; a row that was read inside a longer one is looked for there. */
function nearestRow(row: string, found: readonly string[]): number {
  let best = row.length;
  for (const other of found) {
    if (best === 0) break;
    if (other.length < row.length * (1 - OMITTED_ABOVE)) continue;
    const edits = other.length <= row.length * 1.2 ? distance(row, other) : distanceInside(row, other);
    best = Math.min(best, edits);
  }
  return best;
}

/** Sellers' algorithm (1980): edits from `row` to the stretch of `text` most like it. */
function distanceInside(row: string, text: string): number {
  if (text.includes(row)) return 0;
  let column = Array.from({ length: row.length + 1 }, (_, index) => index);
  let best = row.length;
  for (const character of text) {
    const next = [0];
    for (let index = 1; index <= row.length; index += 1) {
      const replaced = (column[index - 1] ?? 0) + (row[index - 1] === character ? 0 : 1);
      next.push(Math.min(replaced, (column[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1));
    }
    best = Math.min(best, next[row.length] ?? best);
    column = next;
  }
  return best;
}
