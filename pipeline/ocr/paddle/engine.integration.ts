import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderDocument } from '../../../fixtures/generate.ts';
import { errorRates } from '../../analysis/accuracy.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import { cpuMicroseconds } from '../../contract/spans.ts';
import type { GreyImage, StageMeasure } from '../../contract/stage-context.ts';
import { processCpu } from '../../measure/cpu.ts';
import { decodePages } from '../../stages/decode.ts';
import { type EngineWord, findEngine, type OcrEngine, openEngine } from '../engine.ts';
import { groupRows } from '../rows.ts';
import { readModel } from './model.ts';

const parts: string[] = [];
const measure: StageMeasure = {
  part: async (name, work) => {
    parts.push(name);
    return work();
  },
  chargeChild: () => undefined,
};
const settings: Settings = { ...defaultSettings, 'ocr.engine': 'paddle' };

let engine: OcrEngine;
let page: GreyImage;
let truth: string;

beforeAll(async () => {
  const { file, entry } = await renderDocument({ seed: 1, path: 'fast', index: 2 });
  page = (await decodePages('fixture', file, defaultSettings)).pages[0]!;
  truth = entry.truth.text ?? '';
  engine = await openEngine(settings, measure);
});

afterAll(() => engine.close());

const read = async (image: GreyImage): Promise<readonly EngineWord[]> => (await engine.recognise(image, measure, 'column')).words;
const textOf = (words: readonly EngineWord[]): string =>
  groupRows(words)
    .map((row) => row.map((word) => word.text).join(' '))
    .join('\n');
const inOwnOrder = (words: readonly EngineWord[]): string => words.map((word) => word.text).join(' ');

const filled = (width: number, height: number, grey: (at: number) => number): GreyImage => ({
  data: Uint8Array.from({ length: width * height }, (_, at) => grey(at)),
  width,
  height,
});

/** Turned clockwise by a quarter. */
function quarterTurn({ data, width, height }: GreyImage): GreyImage {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) turned[x * height + height - 1 - y] = data[y * width + x]!;
  }
  return { data: turned, width: height, height: width };
}

test('the engine names its runtime and its model, and finds them without loading', async () => {
  const expected = { 'onnxruntime-node': '1.30.0', 'model mobile': expect.stringMatching(/^[0-9a-f]{12}$/) };
  expect(engine.versions).toEqual(expected);
  expect(engine.wantsHelp).toBe(false);
  expect(await findEngine(settings)).toMatchObject({ model: 'mobile', versions: engine.versions });
});

test('a clean receipt is read with its spaces, part by part, twice the same', async () => {
  parts.length = 0;
  const words = await read(page);
  expect(parts).toEqual(['detect', 'angle', 'recognise']);
  const { cer, wer } = errorRates(truth, textOf(words));
  expect(cer).toBeLessThan(0.03);
  expect(wer).toBeLessThan(0.12);
  expect(await read(page)).toEqual(words);
});

test('boxes lie on the page, around the ink of their word', async () => {
  for (const { box, confidence } of await read(page)) {
    expect(box.x0).toBeGreaterThanOrEqual(0);
    expect(box.y1).toBeLessThanOrEqual(page.height);
    expect(box.x1).toBeGreaterThan(box.x0);
    expect(box.y1).toBeGreaterThan(box.y0);
    expect(confidence).toBeGreaterThan(0);
    let darkest = 255;
    for (let y = Math.floor(box.y0); y < box.y1; y += 1) {
      for (let x = Math.floor(box.x0); x < box.x1; x += 1) darkest = Math.min(darkest, page.data[y * page.width + x]!);
    }
    expect(darkest).toBeLessThan(160);
  }
});

describe('a page that was laid down otherwise is read in its own order', () => {
  test('upside down', async () => {
    expect(errorRates(truth, inOwnOrder(await read({ ...page, data: page.data.toReversed() }))).cer).toBeLessThan(0.05);
  });

  test('on its side', async () => {
    expect(errorRates(truth, inOwnOrder(await read(quarterTurn(page)))).cer).toBeLessThan(0.05);
  });
});

describe('pages without print', () => {
  test('blank, and of one pixel, have no words', async () => {
    expect(await read(filled(600, 800, () => 255))).toEqual([]);
    expect(await read(filled(600, 800, () => 0))).toEqual([]);
    expect(await read(filled(1, 1, () => 0))).toEqual([]);
    expect(await read(filled(2000, 1, (at) => at % 256))).toEqual([]);
  });

  test('noise is no text', async () => {
    let state = 1;
    const noise = filled(800, 1000, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return (state >> 16) & 255;
    });
    expect((await read(noise)).length).toBeLessThan(5);
  });
});

test('a till roll many times as long as wide is read as well as its pieces', async () => {
  const copies = Math.ceil((10 * page.width) / page.height);
  const data = new Uint8Array(page.data.length * copies);
  for (let copy = 0; copy < copies; copy += 1) data.set(page.data, copy * page.data.length);
  const words = await read({ data, width: page.width, height: page.height * copies });
  expect(errorRates(new Array(copies).fill(truth).join('\n'), textOf(words)).cer).toBeLessThan(0.04);
});

test('threads that may spin burn CPU after a run, others do not', async () => {
  const open = (spinning: boolean) => openEngine({ ...settings, 'ocr.threads': 4, 'ocr.spinning': spinning }, measure);
  const [spinning, sleeping] = [await open(true), await open(false)];
  const burntAfter = async (engine: typeof spinning): Promise<number> => {
    await engine.recognise(page, measure, 'column');
    const before = cpuMicroseconds(processCpu());
    await sleep(200);
    return cpuMicroseconds(processCpu()) - before;
  };
  try {
    // Both are open and take turns, so that whatever else this process does meets them alike.
    const burnt = { spinning: 0, sleeping: 0 };
    for (let round = 0; round < 2; round += 1) {
      burnt.spinning += await burntAfter(spinning);
      burnt.sleeping += await burntAfter(sleeping);
    }
    expect(burnt.spinning).toBeGreaterThan(burnt.sleeping * 2);
  } finally {
    await spinning.close();
    await sleeping.close();
  }
});

test('a model file that is none, or a dictionary of another model, is an error of the engine', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-paddle-'));
  try {
    await cp((await readModel('mobile')).folder, folder, { recursive: true });
    await writeFile(path.join(folder, 'ppocr_keys_v1.txt'), 'a\nb\n');
    const other = await openEngine({ ...settings, 'ocr.model': folder }, measure);
    await expect(other.recognise(page, measure, 'column')).rejects.toMatchObject({
      code: 'ocr.failed',
      details: { reason: expect.stringContaining('dictionary') },
    });
    await other.close();
    await writeFile(path.join(folder, 'ch_PP-OCRv4_rec_infer.onnx'), 'not a model');
    await expect(openEngine({ ...settings, 'ocr.model': folder }, measure)).rejects.toMatchObject({ code: 'ocr.failed' });
  } finally {
    await rm(folder, { recursive: true });
  }
});
