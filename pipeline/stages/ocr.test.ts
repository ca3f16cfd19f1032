import { describe, expect, test } from 'vitest';
import { BenchError } from '../contract/errors.ts';
import type { Quarters } from '../contract/ocr.ts';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import type { EngineWord, OcrEngine, PageSegmentation } from '../ocr/engine.ts';
import { turnImage } from './image/quarter-turns.ts';
import { drawPage } from './image/test-page.ts';
import { recognise } from './ocr.ts';

const blank = (width: number, height: number): GreyImage => ({ data: new Uint8Array(width * height).fill(255), width, height });

const word = (text: string, x0: number, y0: number, confidence: number): EngineWord => ({
  text,
  confidence,
  line: 0,
  box: { x0, y0, x1: x0 + 50, y1: y0 + 10 },
});

function context(settings: Partial<Settings> = {}): StageContext & { parts: string[] } {
  const parts: string[] = [];
  return {
    parts,
    settings: { ...defaultSettings, ...settings },
    part: async (name, work) => {
      parts.push(name);
      return work();
    },
    chargeChild: () => undefined,
  };
}

/** Says what it was asked and answers each page with the next of `answers`. */
function fakeEngine(...answers: EngineWord[][]) {
  const seen: { width: number; height: number; mode: PageSegmentation }[] = [];
  const engine: OcrEngine = {
    name: 'tesseract.js',
    versions: {},
    wantsHelp: true,
    longestSide: 32_000,
    recognise: async ({ width, height }, { part }, mode) =>
      part('recognise', () => {
        seen.push({ width, height, mode });
        return { words: answers[Math.min(seen.length, answers.length) - 1] ?? [] };
      }),
    close: async () => undefined,
  };
  return { engine, seen };
}

const xHeights = (each: number | null) => [each, each];

const readable = [word('Total', 10, 20, 0.9), word('18.40', 100, 20, 0.95)];

test('words carry their page, pages are parted by a blank line, confidence is weighted by length', async () => {
  const { engine } = fakeEngine([word('aaaaaaaaa', 10, 20, 1)], [word('b', 10, 20, 0.5)]);
  const result = await recognise(context(), engine, [blank(600, 800), blank(600, 800)], xHeights(20));
  expect(result.text).toBe('aaaaaaaaa\n\nb');
  expect(result.words.map((each) => each.page)).toEqual([0, 1]);
  expect(result.confidence).toBeCloseTo((9 * 1 + 1 * 0.5) / 10);
});

test('a page without words has confidence 0 and no text', async () => {
  const { engine } = fakeEngine([]);
  expect(await recognise(context(), engine, [blank(60, 80)], xHeights(null))).toMatchObject({
    text: '',
    words: [],
    confidence: 0,
  });
});

test('a page is resized to the text height, and boxes are in pixels of the page again', async () => {
  const { engine, seen } = fakeEngine(readable);
  const stage = context({ 'ocr.textHeight': 20 });
  const result = await recognise(stage, engine, [blank(600, 800)], xHeights(10));
  expect(seen[0]).toMatchObject({ width: 1200, height: 1600 });
  expect(stage.parts).toEqual(['resize', 'recognise', 'check']);
  expect(result.words[0]?.box).toEqual({ x0: 5, y0: 10, x1: 30, y1: 15 });
});

test('a page is never enlarged beyond the longest side', async () => {
  const { engine, seen } = fakeEngine(readable);
  await recognise(context({ 'ocr.textHeight': 60, 'ocr.maxSide': 2400 }), engine, [blank(1500, 2000)], xHeights(10));
  expect(seen[0]).toMatchObject({ width: 1800, height: 2400 });
});

test('large print is not reduced to the text height', async () => {
  const { engine, seen } = fakeEngine(readable);
  await recognise(context({ 'ocr.textHeight': 12 }), engine, [blank(600, 800)], xHeights(30));
  expect(seen[0]).toMatchObject({ width: 600, height: 800 });
});

test('a page above the longest side is reduced to it, whatever its print', async () => {
  const { engine, seen } = fakeEngine(readable);
  const result = await recognise(context({ 'ocr.maxSide': 1200 }), engine, [blank(1800, 2400)], xHeights(null));
  expect(seen[0]).toMatchObject({ width: 900, height: 1200 });
  expect(result.words[0]?.box).toEqual({ x0: 20, y0: 40, x1: 120, y1: 60 });
});

test('a page longer than the engine can take is read in sections, each word in its place', async () => {
  const { engine, seen } = fakeEngine(readable);
  const result = await recognise(context(), { ...engine, longestSide: 1000 }, [blank(600, 2300)], xHeights(20));
  expect(seen.map(({ height }) => height).every((height) => height <= 1000)).toBe(true);
  expect(seen.reduce((sum, { height }) => sum + height, 0)).toBe(2300);
  expect(result.text).toBe('Total 18.40\nTotal 18.40\nTotal 18.40');
  const tops = seen.map((_, index) => seen.slice(0, index).reduce((sum, { height }) => sum + height, 0));
  expect(result.words.filter(({ text }) => text === 'Total').map(({ box }) => box.y0)).toEqual(tops.map((top) => top + 20));
});

test('a page wider than the engine can take is reduced', async () => {
  const { engine, seen } = fakeEngine(readable);
  await recognise(context(), { ...engine, longestSide: 1000 }, [blank(2000, 300)], xHeights(20));
  expect(seen[0]).toMatchObject({ width: 1000, height: 150 });
});

describe('a page that lies wrong', () => {
  /** Ruled along its left edge when it is upright: no rule looks like a letter, whichever way it lies. */
  const upright: GreyImage = blank(600, 800);
  for (let y = 0; y < 800; y += 1) if (y % 80 < 60) for (let x = 0; x < 100; x += 4) upright.data[y * 600 + x] = 0;
  const inkOf = ({ data, width }: GreyImage, from: number, to: number): number => {
    let ink = 0;
    for (const [at, level] of data.entries()) if (level === 0 && at % width >= from * width && at % width < to * width) ink += 1;
    return ink;
  };
  const sure = [word('Kestrel', 10, 20, 0.95), word('Plumbing', 100, 20, 0.95)];
  const garbage = [word('|eJ1say', 10, 20, 0.3), word('6u1qwn|d', 100, 20, 0.4)];
  const seeing = (): OcrEngine => ({
    ...fakeEngine().engine,
    recognise: async (image) => ({ words: inkOf(image, 0, 0.25) > 0 && inkOf(image, 0.25, 1) === 0 ? sure : garbage }),
  });

  test.each<[string, Quarters]>([
    ['upside down', 2],
    ['on its right side', 1],
    ['on its left side', 3],
  ])('%s is turned and read, its boxes in pixels of the turned page', async (_, lies) => {
    const stage = context();
    const result = await recognise(stage, seeing(), [turnImage(upright, lies)], xHeights(12));
    expect(result.text).toBe('Kestrel Plumbing');
    expect(result.pages).toEqual([upright]);
    expect(result.words[0]?.box).toEqual(sure[0]?.box);
    expect(stage.parts).toContain('try turned');
  });

  test('is left as it is when the setting says so, and when no turn helps', async () => {
    const page = turnImage(upright, 2);
    const untried = context({ 'ocr.turnPages': false });
    expect((await recognise(untried, seeing(), [page], xHeights(12))).pages[0]).toBe(page);
    expect(untried.parts).not.toContain('try turned');
    const { engine } = fakeEngine(garbage);
    const result = await recognise(context(), engine, [page], xHeights(12));
    expect(result.pages[0]).toBe(page);
    expect(result.text).toBe('|eJ1say 6u1qwn|d');
  });

  test('is not looked for where the page is read', async () => {
    const stage = context();
    expect((await recognise(stage, seeing(), [upright], xHeights(12))).pages[0]).toBe(upright);
    expect(stage.parts).not.toContain('try turned');
  });

  test('is turned as an engine says that finds out by itself, and its boxes with it', async () => {
    const told: OcrEngine = {
      ...fakeEngine().engine,
      wantsHelp: false,
      recognise: async () => ({ words: [word('Kestrel', 10, 20, 0.95)], quarters: 1 }),
    };
    const result = await recognise(context(), told, [turnImage(upright, 3)], xHeights(12));
    expect(result.pages).toEqual([upright]);
    expect(result.words[0]?.box).toEqual({ x0: 570, y0: 10, x1: 580, y1: 60 });
  });
});

describe('letters that the engine passed over', () => {
  /** The drawn page's lines lie between these heights; a word over all of them counts every letter as read. */
  const everything: EngineWord = { text: 'everything', confidence: 0.9, line: 0, box: { x0: 0, y0: 0, x1: 900, y1: 1100 } };
  const upperHalf: EngineWord = { ...everything, text: 'upper', box: { x0: 0, y0: 0, x1: 900, y1: 550 } };

  test('are read again, apart from what was read', async () => {
    const { engine, seen } = fakeEngine([upperHalf], [word('lower', 40, 30, 0.8)]);
    const stage = context({ 'ocr.textHeight': 0 });
    const result = await recognise(stage, engine, [await drawPage()], xHeights(14));
    expect(stage.parts).toEqual(['recognise', 'check', 'retry', 'recognise']);
    expect(seen[1]?.mode).toBe('block');
    expect(seen[1]?.height).toBeLessThan(600);
    expect(result.text).toBe('upper\nlower');
    // The box is in pixels of the page: the cut-out begins near its middle.
    expect(result.words[1]?.box.y0).toBeGreaterThan(500);
    expect(new Set(result.words.map((each) => each.line)).size).toBe(2);
  });

  test('cause no second look where there are none', async () => {
    const { engine, seen } = fakeEngine([everything]);
    await recognise(context(), engine, [await drawPage()], xHeights(14));
    expect(seen).toHaveLength(1);
  });

  test('include those in words that the engine does not believe, and the better reading stays', async () => {
    const { engine } = fakeEngine([{ ...everything, text: 'garbage', confidence: 0.05 }], [word('sense', 40, 30, 0.8)]);
    expect((await recognise(context({ 'ocr.textHeight': 0 }), engine, [await drawPage()], xHeights(14))).text).toBe('sense');
  });

  test('keep the doubtful word where the second look finds nothing', async () => {
    const { engine } = fakeEngine([{ ...everything, text: 'doubtful', confidence: 0.15 }], []);
    expect((await recognise(context(), engine, [await drawPage()], xHeights(14))).text).toBe('doubtful');
  });
});

test('marks read out of lines and folds are left out', async () => {
  const { engine } = fakeEngine([
    word('|', 10, 20, 0.3),
    word('Total', 30, 20, 0.9),
    word('~~', 100, 20, 0.5),
    word('3', 200, 20, 0.2),
  ]);
  expect((await recognise(context(), engine, [blank(600, 800)], xHeights(20))).text).toBe('Total 3');
});

test('an engine failure names the page', async () => {
  const { engine } = fakeEngine();
  const failing: OcrEngine = {
    ...engine,
    recognise: () => Promise.reject(new BenchError('ocr.failed', { reason: 'out of memory' })),
  };
  await expect(recognise(context(), failing, [blank(60, 80)], xHeights(20))).rejects.toMatchObject({
    code: 'ocr.failed',
    details: { file: 'page 1', reason: 'out of memory' },
  });
});

test('an engine that wants no help gets small print as it is, and no second look', async () => {
  const { engine, seen } = fakeEngine([]);
  const page = await drawPage({ width: 600, height: 800 });
  const inside = context({ 'ocr.textHeight': 20 });
  await recognise(inside, { ...engine, wantsHelp: false }, [page], xHeights(8));
  expect(seen).toMatchObject([{ width: 600, height: 800 }]);
  expect(inside.parts).toEqual(['recognise']);
});

test('each page is enlarged for its own print', async () => {
  const { engine, seen } = fakeEngine([]);
  await recognise(context({ 'ocr.textHeight': 12 }), engine, [blank(600, 800), blank(300, 400)], [24, 6]);
  expect(seen.map(({ width, height }) => [width, height])).toEqual([
    [600, 800],
    [600, 800],
  ]);
});
