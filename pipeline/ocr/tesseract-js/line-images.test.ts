import { describe, expect, test } from 'vitest';
import type { Box } from '../../contract/ocr.ts';
import type { EngineWord } from '../engine.ts';
import { cutOut, findLineImages, type LayoutBlock, type LayoutLine, type LineImage, toPage } from './line-images.ts';

const box = (x0: number, y0: number, x1: number, y1: number): Box => ({ x0, y0, x1, y1 });
const layoutWord = (bbox: Box, symbols: Box[] = [bbox]) => ({ bbox, symbols: symbols.map((each) => ({ bbox: each })) });

/** Letters 30 pixels from the lowest to the highest point, standing on row 125. */
const lineOf = (...words: ReturnType<typeof layoutWord>[]): LayoutLine => ({
  rowAttributes: { rowHeight: 30, ascenders: 10, descenders: 5 },
  baseline: box(0, 125, 1000, 125),
  words,
});
const layout = (...lines: LayoutLine[]): LayoutBlock[] => [{ paragraphs: [{ lines }] }];
const page = { width: 1000, height: 500 };

describe('the pieces of a line', () => {
  test('are parted by a gap of more than two line heights', () => {
    const line = lineOf(
      layoutWord(box(10, 100, 90, 125)),
      layoutWord(box(150, 100, 190, 125)),
      layoutWord(box(251, 100, 300, 125)),
    );
    expect(findLineImages(layout(line), page).map(({ area }) => [area.x0, area.x1])).toEqual([
      [6, 194],
      [247, 304],
    ]);
  });

  test('are parted where a word is higher than the others', () => {
    const line = lineOf(
      layoutWord(box(10, 100, 90, 125)),
      layoutWord(box(95, 80, 120, 125)),
      layoutWord(box(125, 100, 190, 125)),
    );
    expect(findLineImages(layout(line), page)).toHaveLength(3);
  });

  test('reach as high and as low as letters of the line could, and a little further', () => {
    const [piece] = findLineImages(layout(lineOf(layoutWord(box(10, 110, 90, 125)))), page);
    expect(piece?.area).toEqual(box(6, 96, 94, 134));
  });

  test('follow a line that is turned', () => {
    const turned: LayoutLine = { ...lineOf(layoutWord(box(800, 140, 900, 155))), baseline: box(0, 100, 1000, 150) };
    const [piece] = findLineImages(layout(turned), page);
    // The baseline is at 142.5 in the middle of the word.
    expect(piece?.area).toEqual(box(796, 113, 904, 159));
  });

  test('end at the page', () => {
    const [piece] = findLineImages(layout(lineOf(layoutWord(box(0, 100, 999, 125)))), { width: 1000, height: 128 });
    expect(piece?.area).toEqual(box(0, 96, 1000, 128));
  });

  test('keep the number of their line, and lines the order they were found in', () => {
    const line = (y: number): LayoutLine => ({
      ...lineOf(layoutWord(box(10, y, 90, y + 25))),
      baseline: box(0, y + 25, 1000, y + 25),
    });
    const images = findLineImages([...layout(line(200)), { paragraphs: null }, ...layout(line(100), line(300))], page);
    expect(images.map(({ line: number, area }) => [number, area.y0])).toEqual([
      [0, 196],
      [1, 96],
      [2, 296],
    ]);
  });

  test('do not hold what was found beyond the edge of the page, nor the edge itself', () => {
    const beyond = layoutWord(box(0, 0, 1000, 500), [box(1091, 441, 1087, 483)]);
    const edge = layoutWord(box(980, 0, 990, 500));
    expect(findLineImages(layout(lineOf(beyond), lineOf(edge)), page)).toEqual([]);
  });
});

test('a piece is cut out of the page as it is', () => {
  const data = Uint8Array.from({ length: 20 }, (_, at) => at);
  expect(cutOut({ data, width: 5, height: 4 }, box(1, 2, 4, 4))).toEqual({
    data: Uint8Array.of(11, 12, 13, 16, 17, 18),
    width: 3,
    height: 2,
  });
});

describe('the words read from a piece', () => {
  const piece: LineImage = {
    line: 7,
    area: box(100, 200, 300, 240),
    symbols: [box(104, 208, 120, 236), box(122, 210, 140, 230), box(170, 212, 190, 230), box(192, 212, 210, 230)],
  };
  const read = (text: string, x0: number, x1: number): EngineWord => ({
    text,
    confidence: 0.9,
    line: 0,
    box: box(x0, 0, x1, 40),
  });

  test('stand where their shapes stand on the page, the first one too, which claims the whole piece', () => {
    expect(toPage([read('To', 4, 196), read('us', 66, 112)], piece)).toEqual([
      { text: 'To', confidence: 0.9, line: 7, box: box(104, 208, 140, 236) },
      { text: 'us', confidence: 0.9, line: 7, box: box(170, 212, 210, 230) },
    ]);
  });

  test('stay where they were read when no shape is there', () => {
    const words = toPage([read('To', 4, 196), read('us', 66, 112), read('.', 150, 160)], piece);
    expect(words[2]?.box).toEqual(box(250, 200, 260, 240));
  });
});
