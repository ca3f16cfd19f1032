/**
 * Search by document, stage and part, without regard to case. Every word must stand in the span's name or its document's, and
 * one at least in its own name: `receipt-3 ocr` finds the OCR of that document, `receipt-3` its job.
 */
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import { at } from './columns.ts';
import { isStageScene } from './describe.ts';
import { keepBoxes, type Rows } from './rows.ts';
import type { Scene } from './scene.ts';
import type { StageScene } from './stage-scene.ts';

export interface Found {
  readonly query: string;
  /** Found items, in the order of the items: lane by lane, each by time. */
  readonly items: Uint32Array;
  /** Boxes of found items, and of what is not dimmed: these and all spans of a found document. */
  readonly found: Rows;
  readonly lit: Rows;
  readonly isLit: (item: number) => boolean;
}

const wordsOf = (query: string): string[] =>
  query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

export function search(timeline: Timeline, scene: Scene, query: string): Found | null {
  const words = wordsOf(query);
  if (words.length === 0) return null;
  const matched = isStageScene(scene) ? matchNodes(scene, words) : matchSpans(timeline, words);
  const items: number[] = [];
  for (let item = 0; item < matched.length; item += 1) if (matched[item] === FOUND) items.push(item);
  return {
    query,
    items: Uint32Array.from(items),
    found: keepBoxes(scene.rows, (item) => matched[item] === FOUND),
    lit: keepBoxes(scene.rows, (item) => matched[item] !== DIM),
    isLit: (item) => matched[item] !== DIM,
  };
}

const DIM = 0;
const LIT = 1;
const FOUND = 2;

function matchSpans(timeline: Timeline, words: readonly string[]): Uint8Array {
  const { spans, names, jobs } = timeline;
  const lower = names.map((name) => name.toLowerCase());
  const files = jobs.map((job) => job.file.toLowerCase());
  // One bit a word, so that a span is matched by two look-ups; words beyond the thirtieth are not looked at.
  const used = words.slice(0, 30);
  const all = 2 ** used.length - 1;
  const bits = (text: string): number => used.reduce((sum, word, index) => (text.includes(word) ? sum | (1 << index) : sum), 0);
  const inName = Uint32Array.from(lower, bits);
  const inFile = Uint32Array.from(files, bits);
  const matched = new Uint8Array(spans.lane.length);
  for (let span = 0; span < matched.length; span += 1) {
    const own = inName[spans.name[span] as number] as number;
    const document = inFile[spans.job[span] as number] as number;
    if (own !== 0 && (own | document) === all) matched[span] = FOUND;
    else if (document === all) matched[span] = LIT;
  }
  return matched;
}

function matchNodes(scene: StageScene, words: readonly string[]): Uint8Array {
  return Uint8Array.from(scene.nodes, (node) => {
    const name = node.name.toLowerCase();
    return words.every((word) => name.includes(word)) ? FOUND : DIM;
  });
}

/** The place in `items` of the next (or previous) found item from an item on, round the end; the first where none is given. */
export function nextFound(found: Found, from: number | null, step: 1 | -1): number {
  const { items } = found;
  if (items.length === 0) return -1;
  if (from === null) return step === 1 ? 0 : items.length - 1;
  let index = 0;
  let high = items.length;
  while (index < high) {
    const middle = (index + high) >>> 1;
    if (at(items, middle) < from) index = middle + 1;
    else high = middle;
  }
  if (step === -1) return (index - 1 + items.length) % items.length;
  return (items[index] === from ? index + 1 : index) % items.length;
}
