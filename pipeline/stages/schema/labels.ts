/**
 * Finds the vocabulary's phrases in a row, whatever OCR did to them: letters and digits that look alike are one
 * (`T0TAL`, `lNVOlCE`), spaces do not count (`TOTALAMOUNT:31.00`), and longer phrases may miss a letter or three.
 *
 * Matches of one row do not overlap: the best one at each place stands, exact before nearly and longer before shorter.
 */
import { distance } from 'fastest-levenshtein';
import { type Concept, vocabulary } from './vocabulary.ts';

export interface LabelMatch {
  readonly concepts: readonly Concept[];
  readonly phrase: string;
  /** Offsets in the row's text. */
  readonly start: number;
  readonly end: number;
  /** 1 for an exact match. */
  readonly score: number;
  /** A colon, `#` or the like follows, as after a label rather than in a sentence. */
  readonly marked: boolean;
}

interface Entry {
  readonly phrase: string;
  readonly folded: string;
  readonly letters: number;
  readonly concepts: Concept[];
}
interface Hit {
  readonly entry: Entry;
  readonly distance: number;
}

const LONGEST_PHRASE_WORDS = 5;
const LONGEST_PHRASE = 34;
/** Shorter phrases must stand alone as words: `CASH` is not in `CASHEW`. */
const SHORTEST_PREFIX = 5;

const lookAlikes: Readonly<Record<string, string>> = {
  ...{ '0': 'O', Q: 'O', '1': 'I', L: 'I', '|': 'I', '5': 'S', $: 'S', '8': 'B', '6': 'G', '2': 'Z', '4': 'A' },
};

/** Upper-case letters without accents, one for all that look alike; everything else is dropped. */
export function foldLookAlikes(text: string): string {
  const plain = text.normalize('NFKD').toUpperCase();
  return plain.replace(/[^A-Z0-9|$]/g, '').replace(/[0Q1L|5$8624]/g, (character) => lookAlikes[character] ?? character);
}

/** One bit a letter: two words that differ in many letters are told apart without computing their distance. */
function letterBits(folded: string): number {
  let bits = 0;
  for (let i = 0; i < folded.length; i += 1) bits |= 1 << (folded.charCodeAt(i) & 31);
  return bits;
}

function countBits(bits: number): number {
  let rest = bits;
  let count = 0;
  while (rest !== 0) {
    rest &= rest - 1;
    count += 1;
  }
  return count;
}

const entries = new Map<string, Entry>();
for (const [concept, phrases] of vocabulary) {
  for (const phrase of phrases) {
    const folded = foldLookAlikes(phrase);
    const known = entries.get(folded);
    if (known === undefined) entries.set(folded, { phrase, folded, letters: letterBits(folded), concepts: [concept] });
    else if (!known.concepts.includes(concept)) known.concepts.push(concept);
  }
}
const entriesByLength = Map.groupBy(entries.values(), (entry) => entry.folded.length);
const prefixes = Map.groupBy(
  [...entries.values()]
    .filter((entry) => entry.folded.length >= SHORTEST_PREFIX)
    .sort((a, b) => b.folded.length - a.folded.length),
  (entry) => entry.folded.slice(0, SHORTEST_PREFIX),
);

const allowedDistance = (length: number): number => (length < 5 ? 0 : length < 9 ? 1 : length < 14 ? 2 : 3);

/** The vocabulary is fixed, so a word's best match is too; documents repeat their words. Bounded, for a long-lived worker. */
const memory = new Map<string, Hit | null>();
const MEMORY_LIMIT = 20_000;

function nearest(folded: string): Hit | null {
  const exact = entries.get(folded);
  if (exact !== undefined) return { entry: exact, distance: 0 };
  const allowed = allowedDistance(folded.length);
  if (allowed === 0 || folded.length > LONGEST_PHRASE) return null;
  const remembered = memory.get(folded);
  if (remembered !== undefined) return remembered;
  const letters = letterBits(folded);
  let best: Hit | null = null;
  for (let length = folded.length - allowed; length <= folded.length + allowed; length += 1) {
    for (const entry of entriesByLength.get(length) ?? []) {
      const limit = Math.min(allowed, allowedDistance(length), best === null ? allowed : best.distance - 1);
      if (limit < 1 || countBits(entry.letters ^ letters) > 2 * limit) continue;
      const steps = distance(entry.folded, folded);
      if (steps <= limit) best = { entry, distance: steps };
    }
  }
  if (memory.size >= MEMORY_LIMIT) memory.clear();
  memory.set(folded, best);
  return best;
}

interface Piece {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  readonly isNumber: boolean;
}

/** All labels of a row's text, from left to right. */
export function findLabels(text: string): LabelMatch[] {
  const pieces = [...text.matchAll(/[\p{L}\p{M}\p{N}|$]+/gu)].map((match): Piece => {
    return {
      folded: foldLookAlikes(match[0]),
      start: match.index,
      end: match.index + match[0].length,
      isNumber: /^\$?\d+$/.test(match[0]),
    };
  });
  const found: LabelMatch[] = [];
  for (let at = 0; at < pieces.length; ) {
    const hit = bestAt(pieces, at, text);
    const first = pieces[at];
    if (hit !== null && first !== undefined) {
      const end = hit.inside ?? pieces[at + hit.pieces - 1]?.end ?? first.end;
      found.push({
        concepts: hit.entry.concepts,
        phrase: hit.entry.phrase,
        start: first.start,
        end,
        score: 1 - hit.distance / hit.entry.folded.length,
        marked: /^ {0,3}[:#;=.]/.test(text.slice(end, end + 4)),
      });
      if (hit.inside !== undefined && hit.inside < first.end) {
        // The rest of a word that OCR ran together with its label is looked at again.
        const rest = text.slice(hit.inside, first.end);
        pieces[at] = { folded: foldLookAlikes(rest), start: hit.inside, end: first.end, isNumber: /^\d+$/.test(rest) };
        continue;
      }
    }
    at += hit?.pieces ?? 1;
  }
  return found;
}

function bestAt(
  pieces: readonly Piece[],
  at: number,
  text: string,
): (Hit & { pieces: number; inside?: number; weight: number }) | null {
  let best: (Hit & { pieces: number; inside?: number; weight: number }) | null = null;
  let joined = '';
  for (let count = 1; count <= LONGEST_PHRASE_WORDS && at + count <= pieces.length; count += 1) {
    const piece = pieces[at + count - 1];
    const before = pieces[at + count - 2];
    if (piece === undefined || joined.length + piece.folded.length > LONGEST_PHRASE + 3) break;
    // A phrase does not reach over a column gap, nor begin with a number.
    if (count > 1 && before !== undefined && text.slice(before.end, piece.start).includes('  ')) break;
    if (count === 1 && piece.isNumber) break;
    joined += piece.folded;
    const hit = piece.isNumber ? exactOnly(joined) : nearest(joined);
    const weight = hit === null ? 0 : hit.entry.folded.length - 2 * hit.distance;
    if (hit !== null && weight > (best?.weight ?? 0)) best = { ...hit, pieces: count, weight };
  }
  const first = pieces[at];
  if (first !== undefined && (best === null || best.weight < first.folded.length)) {
    const prefix = (prefixes.get(first.folded.slice(0, SHORTEST_PREFIX)) ?? []).find((entry) =>
      beginsWith(first, entry.folded, text),
    );
    if (prefix !== undefined && prefix.folded.length > (best?.weight ?? 0)) {
      const inside = first.start + prefix.folded.length;
      best = { entry: prefix, distance: 0, pieces: 1, inside, weight: prefix.folded.length };
    }
  }
  return best;
}

const exactOnly = (folded: string): Hit | null => {
  const entry = entries.get(folded);
  return entry === undefined ? null : { entry, distance: 0 };
};

/** A label run together with what follows: short ones only before a digit, `TOTAL31.00` but not `TOTALLY`. */
function beginsWith(piece: Piece, phrase: string, text: string): boolean {
  if (piece.folded.length <= phrase.length || !piece.folded.startsWith(phrase)) return false;
  // Offsets of folded and raw text agree only where folding dropped nothing.
  if (piece.folded.length !== piece.end - piece.start) return false;
  return phrase.length >= 8 || /[\d$]/.test(text[piece.start + phrase.length] ?? '') || piece.folded.length - phrase.length >= 6;
}
