import { expect, test } from 'vitest';
import { BenchError } from '../contract/errors.ts';
import type { Quality } from '../contract/quality.ts';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import type { EngineWord, OcrEngine, PageSegmentation } from '../ocr/engine.ts';
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
    name: 'fake',
    versions: {},
    recognise: async ({ width, height }, part, mode) =>
      part('recognise', () => {
        seen.push({ width, height, mode });
        return { words: answers[Math.min(seen.length, answers.length) - 1] ?? [] };
      }),
    close: async () => undefined,
  };
  return { engine, seen };
}

const quality = (xHeight: number | null): Quality => ({
  score: 0.9,
  parts: { sharpness: 1, contrast: 1, noise: 1, resolution: 1, skew: 1 },
  measured: {
    edge_gradient: 100,
    contrast_levels: 200,
    noise_levels: 0,
    x_height_pixels: xHeight,
    skew_degrees: 0,
    dots_per_inch: null,
  },
  width: 600,
  height: 800,
  pages: 1,
});

const readable = [word('Total', 10, 20, 0.9), word('18.40', 100, 20, 0.95)];

test('words carry their page, pages are parted by a blank line, confidence is weighted by length', async () => {
  const { engine } = fakeEngine([word('aaaaaaaaa', 10, 20, 1)], [word('b', 10, 20, 0.5)]);
  const result = await recognise(context(), engine, [blank(600, 800), blank(600, 800)], quality(20));
  expect(result.text).toBe('aaaaaaaaa\n\nb');
  expect(result.words.map((each) => each.page)).toEqual([0, 1]);
  expect(result.confidence).toBeCloseTo((9 * 1 + 1 * 0.5) / 10);
});

test('a page without words has confidence 0 and no text', async () => {
  const { engine } = fakeEngine([]);
  expect(await recognise(context(), engine, [blank(60, 80)], quality(null))).toEqual({ text: '', words: [], confidence: 0 });
});

test('a page is resized to the text height, and boxes are in pixels of the page again', async () => {
  const { engine, seen } = fakeEngine(readable);
  const stage = context({ 'ocr.textHeight': 20 });
  const result = await recognise(stage, engine, [blank(600, 800)], quality(10));
  expect(seen[0]).toMatchObject({ width: 1200, height: 1600 });
  expect(stage.parts).toEqual(['resize', 'recognise']);
  expect(result.words[0]?.box).toEqual({ x0: 5, y0: 10, x1: 30, y1: 15 });
});

test('a page is never enlarged beyond the longest side', async () => {
  const { engine, seen } = fakeEngine(readable);
  await recognise(context({ 'ocr.textHeight': 60, 'ocr.maxSide': 2400 }), engine, [blank(1500, 2000)], quality(10));
  expect(seen[0]).toMatchObject({ width: 1800, height: 2400 });
});

test('an engine failure names the page', async () => {
  const { engine } = fakeEngine();
  const failing: OcrEngine = { ...engine, recognise: () => Promise.reject(new BenchError('ocr.failed', { reason: 'out of memory' })) };
  await expect(recognise(context(), failing, [blank(60, 80)], quality(20))).rejects.toMatchObject({
    code: 'ocr.failed',
    details: { file: 'page 1', reason: 'out of memory' },
  });
});
