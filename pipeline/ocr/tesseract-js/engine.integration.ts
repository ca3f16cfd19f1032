import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { renderDocument } from '../../../fixtures/generate.ts';
import { errorRates } from '../../analysis/accuracy.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import type { GreyImage, StageMeasure } from '../../contract/stage-context.ts';
import { decodePages } from '../../stages/decode.ts';
import { type OcrEngine, openEngine } from '../engine.ts';
import { groupRows } from '../rows.ts';

const parts: string[] = [];
const measure: StageMeasure = {
  part: async (name, work) => {
    parts.push(name);
    return work();
  },
  chargeChild: () => {
    throw new Error('tesseract.js has no child process');
  },
};

interface Sample {
  readonly page: GreyImage;
  readonly truth: string;
}

const open = (settings: Partial<Settings>): Promise<OcrEngine> => openEngine({ ...defaultSettings, ...settings }, measure);

async function sample(sampleIndex: number, pathClass: 'fast' | 'standard'): Promise<Sample> {
  const { file, entry } = await renderDocument({ seed: 1, path: pathClass, index: sampleIndex });
  const [page] = (await decodePages('fixture', file, defaultSettings)).pages;
  return { page: page!, truth: entry.truth.text ?? '' };
}

async function read(engine: OcrEngine, page: GreyImage): Promise<string> {
  const { words } = await engine.recognise(page, measure, 'column');
  return groupRows(words)
    .map((row) => row.map((word) => word.text).join(' '))
    .join('\n');
}

let receipt: Sample;
const engines = new Map<number, OcrEngine>();
const withThreads = (threads: number): OcrEngine => engines.get(threads)!;

beforeAll(async () => {
  receipt = await sample(2, 'fast');
  for (const threads of [1, 2, 4]) engines.set(threads, await open({ 'ocr.threads': threads }));
});

afterAll(() => Promise.all([...engines.values()].map((engine) => engine.close())));

test('the model is loaded in a part of its own, also into many threads, and named with its fingerprint', () => {
  expect(parts.slice(0, 3)).toEqual(['load model', 'load model', 'load model']);
  expect(withThreads(2).versions).toEqual({
    'tesseract.js': '7.0.0',
    'tesseract.js-core': '7.0.0',
    'model best_int': expect.stringMatching(/^[0-9a-f]{12}$/),
  });
});

test.each([1, 2])('a clean receipt is read by %d threads, twice the same', async (threads) => {
  const first = await read(withThreads(threads), receipt.page);
  expect(errorRates(receipt.truth, first).cer).toBeLessThan(0.06);
  expect(await read(withThreads(threads), receipt.page)).toBe(first);
});

describe('many threads on one page', () => {
  test('first find its lines and then read them', async () => {
    parts.length = 0;
    await read(withThreads(2), receipt.page);
    expect(parts).toEqual(['find lines', 'recognise']);
  });

  test.each([
    ['fast', 1],
    ['fast', 3],
    ['standard', 1],
  ] as const)('read what one reads: %s document %d', async (pathClass, index) => {
    const { page, truth } = await sample(index, pathClass);
    const [one, two, four] = await Promise.all([1, 2, 4].map((threads) => read(withThreads(threads), page)));
    expect(two).toBe(four);
    // A rectangle that differs by a pixel changes a doubtful letter; that no line is lost or cut is what counts.
    expect(errorRates(one!, two!).cer).toBeLessThan(0.02);
    expect(errorRates(truth, two!).cer).toBeLessThan(errorRates(truth, one!).cer + 0.01);
  });

  test('place words where one places them, each line with a number of its own', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map((threads) => withThreads(threads).recognise(receipt.page, measure, 'column')),
    );
    const places = new Map(one!.words.map(({ text, box, line }) => [`${text} ${line}`, box]));
    const shared = two!.words.filter(({ text, line }) => places.has(`${text} ${line}`));
    expect(shared.length).toBeGreaterThan(0.75 * two!.words.length);
    const apart = shared.filter(({ text, line, box }) => {
      const { x0, y0, x1, y1 } = places.get(`${text} ${line}`)!;
      return Math.max(Math.abs(x0 - box.x0), Math.abs(x1 - box.x1), Math.abs(y0 - box.y0), Math.abs(y1 - box.y1)) > 10;
    });
    expect(apart.length).toBeLessThan(0.05 * shared.length);
  });

  test('have nothing to do on a blank page', async () => {
    const blank = { data: new Uint8Array(400 * 300).fill(255), width: 400, height: 300 };
    expect((await withThreads(4).recognise(blank, measure, 'column')).words).toEqual([]);
  });
});

describe('a thread that dies while reading fails that page, and the next page gets a fresh one', () => {
  /** Ends the thread that is sent the first request of this kind after so many others of it. */
  function killAt(action: string, others: number) {
    const postMessage = Worker.prototype.postMessage;
    let seen = 0;
    return vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, message, ...rest) {
      if ((message as { action?: string }).action === action && seen++ === others) void this.terminate();
      else postMessage.call(this, message, ...(rest as []));
    });
  }

  test.each([
    [1, 0, ['load model', 'recognise']],
    [2, 0, ['load model', 'find lines', 'recognise']],
    [2, 7, ['load model', 'find lines', 'recognise']],
  ] as const)('of %d threads, after %d answers', async (threads, answers, expected) => {
    const killing = killAt('recognize', answers);
    await expect(read(withThreads(threads), receipt.page)).rejects.toMatchObject({
      code: 'ocr.failed',
      details: { reason: expect.stringContaining('thread') },
    });
    killing.mockRestore();
    parts.length = 0;
    expect(errorRates(receipt.truth, await read(withThreads(threads), receipt.page)).cer).toBeLessThan(0.06);
    expect(parts).toEqual(expected);
  });
});

test('a file that is no model is named with its place, and no thread is left behind', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-model-'));
  await writeFile(path.join(folder, 'eng.traineddata'), 'not a model');
  const ended = vi.spyOn(Worker.prototype, 'terminate');
  await expect(open({ 'ocr.model': folder, 'ocr.threads': 3 })).rejects.toMatchObject({
    code: 'ocr.model_missing',
    details: { model: folder, folder, remedy: 'the file there is no model of Tesseract 4 or 5' },
  });
  expect(new Set(ended.mock.contexts).size).toBe(3);
  ended.mockRestore();
});
