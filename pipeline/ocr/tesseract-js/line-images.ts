/**
 * The page layout that Tesseract found → the pieces of lines it would read one by one, and back: the words read from a piece →
 * words of the page.
 *
 * Tesseract reads a line in pieces: words stand in one piece unless a gap, or a word of another size, parts them. Each piece is
 * given to the network as a rectangle of the grey page, so whoever cuts out the same rectangle reads the same text. The rules
 * here are those of Tesseract 5 (`ROW_RES::ROW_RES` in ccstruct/pageres.cpp, `LSTMRecognizeWord` in ccmain/linerec.cpp).
 */
import type { Box } from '../../contract/ocr.ts';
import type { GreyImage } from '../../contract/stage-context.ts';
import type { EngineWord } from '../engine.ts';

/** What tesseract.js tells of a layout, of which much may be null: `layoutBlocks` of its answer. */
export interface LayoutBlock {
  readonly paragraphs: readonly { readonly lines: readonly LayoutLine[] | null }[] | null;
}

export interface LayoutLine {
  /** Heights in pixels: `rowHeight` is small letter, ascenders and descenders together. */
  readonly rowAttributes: { readonly rowHeight: number; readonly ascenders: number; readonly descenders: number };
  readonly baseline: Box;
  readonly words: readonly LayoutWord[] | null;
}

interface LayoutWord {
  readonly bbox: Box;
  readonly symbols: readonly { readonly bbox: Box }[] | null;
}

/** A piece of a line. */
export interface LineImage {
  /** 0-based line of the page. */
  readonly line: number;
  /** Whole pixels of the page; what is given to be read. */
  readonly area: Box;
  /** Of the shapes in it, which tell where a word really begins and ends. */
  readonly symbols: readonly Box[];
}

/** In shares of the line's height: the highest word that is joined to others, the highest piece, the widest gap inside one. */
const HIGHEST_WORD = 1.25;
const HIGHEST_PIECE = 1.25;
const WIDEST_GAP = 2;
/** Pixels around the piece. */
const PADDING = 4;
/** A piece narrower than this share of its height is the edge of the paper or a rule: no letter is. */
const NARROWEST = 0.15;

/** In Tesseract's reading order. */
export function findLineImages(blocks: readonly LayoutBlock[], page: Pick<GreyImage, 'width' | 'height'>): LineImage[] {
  return blocks
    .flatMap((block) => block.paragraphs ?? [])
    .flatMap((paragraph) => paragraph.lines ?? [])
    .flatMap((line, number) =>
      piecesOf(line).map((words) => ({
        line: number,
        area: areaOf(union(words.map((word) => word.bbox)), line, page),
        symbols: words.flatMap((word) => word.symbols ?? []).map((symbol) => symbol.bbox),
      })),
    )
    .filter(({ area }) => area.x1 - area.x0 > NARROWEST * heightOf(area));
}

function piecesOf({ words, rowAttributes: { rowHeight } }: LayoutLine): LayoutWord[][] {
  const pieces: LayoutWord[][] = [];
  let joined: Box | null = null;
  for (const word of words ?? []) {
    if (!word.symbols?.some(({ bbox }) => isOnPage(bbox))) continue;
    const isOrdinary = heightOf(word.bbox) <= HIGHEST_WORD * rowHeight;
    const both: Box | null = joined === null ? null : union([joined, word.bbox]);
    const fits: boolean =
      isOrdinary &&
      joined !== null &&
      both !== null &&
      heightOf(both) <= HIGHEST_PIECE * rowHeight &&
      word.bbox.x0 <= joined.x1 + WIDEST_GAP * rowHeight;
    if (fits) pieces.at(-1)?.push(word);
    else pieces.push([word]);
    joined = fits ? both : isOrdinary ? word.bbox : null;
  }
  return pieces;
}

/** The box grows to where the highest and the lowest letters of its line would reach. */
function areaOf(box: Box, { baseline, rowAttributes }: LayoutLine, page: Pick<GreyImage, 'width' | 'height'>): Box {
  const slope = (baseline.y1 - baseline.y0) / Math.max(1, baseline.x1 - baseline.x0);
  const base = baseline.y0 + slope * ((box.x0 + box.x1) / 2 - baseline.x0);
  const top = Math.min(box.y0, base - (rowAttributes.rowHeight - rowAttributes.descenders));
  const bottom = Math.max(box.y1, base + rowAttributes.descenders);
  return {
    x0: Math.max(0, box.x0 - PADDING),
    y0: Math.max(0, Math.floor(top) - PADDING),
    x1: Math.min(page.width, box.x1 + PADDING),
    y1: Math.min(page.height, Math.ceil(bottom) + PADDING),
  };
}

export function cutOut(page: GreyImage, { x0, y0, x1, y1 }: Box): GreyImage {
  const width = x1 - x0;
  const data = new Uint8Array(width * (y1 - y0));
  for (let y = y0; y < y1; y += 1) data.set(page.data.subarray(y * page.width + x0, y * page.width + x1), (y - y0) * width);
  return { data, width, height: y1 - y0 };
}

/**
 * A word comes out as high as the piece it was read from, and the first one as wide as all of them. Each shape belongs to the
 * word on whose side of the gap it stands, and its shapes say where a word is.
 */
export function toPage(words: readonly EngineWord[], { line, area, symbols }: LineImage): EngineWord[] {
  let from = Number.NEGATIVE_INFINITY;
  return words.map(({ box: { x0, y0, x1, y1 }, ...word }, index) => {
    const next = words[index + 1]?.box.x0 ?? Number.POSITIVE_INFINITY;
    const end = Math.max(x0 + 1, Math.min(x1, next));
    const until = area.x0 + (index === 0 ? next : (end + next) / 2);
    const its = symbols.filter((symbol) => middleOf(symbol) >= from && middleOf(symbol) < until);
    from = until;
    const read = { x0: x0 + area.x0, y0: y0 + area.y0, x1: end + area.x0, y1: y1 + area.y0 };
    return { ...word, line, box: its.length > 0 ? union(its) : read };
  });
}

const middleOf = (box: Box): number => (box.x0 + box.x1) / 2;
/** What was found beyond the page's edge has a box that ends before it begins, in a word as large as the page. */
const isOnPage = ({ x0, y0, x1, y1 }: Box): boolean => x1 > x0 && y1 > y0;

const heightOf = (box: Box): number => box.y1 - box.y0;

const union = (boxes: readonly Box[]): Box => ({
  x0: Math.min(...boxes.map((box) => box.x0)),
  y0: Math.min(...boxes.map((box) => box.y0)),
  x1: Math.max(...boxes.map((box) => box.x1)),
  y1: Math.max(...boxes.map((box) => box.y1)),
});
