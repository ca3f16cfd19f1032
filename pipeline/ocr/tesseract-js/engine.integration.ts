import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { renderDocument } from '../../../fixtures/generate.ts';
import { corpusErrorRates, type ErrorRates, errorRates } from '../../analysis/accuracy.ts';
import { defaultSettings } from '../../contract/settings.ts';
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
  chargeChild: () => undefined,
};

let engine: OcrEngine;
let page: GreyImage;
let truth: string;

beforeAll(async () => {
  const { file, entry } = await renderDocument({ seed: 1, path: 'fast', index: 2 });
  page = (await decodePages('fixture', file, defaultSettings)).pages[0]!;
  truth = entry.truth.text ?? '';
  engine = await openEngine(defaultSettings, measure);
});

afterAll(() => engine.close());

const read = async (): Promise<string> => {
  const { words } = await engine.recognise(page, measure, 'auto');
  return groupRows(words)
    .map((row) => row.map((word) => word.text).join(' '))
    .join('\n');
};

test('the model is loaded in a part of its own, and named with its fingerprint', () => {
  expect(parts[0]).toBe('load model');
  expect(engine.versions).toMatchObject({ 'tesseract.js': '7.0.0', 'model best_int': expect.stringMatching(/^[0-9a-f]{12}$/) });
});

test('a clean receipt is read, twice the same', async () => {
  const first = await read();
  expect(errorRates(truth, first).cer).toBeLessThan(0.06);
  expect(await read()).toBe(first);
});

test('a thread that dies while reading fails that page, and the next page gets a fresh one', async () => {
  const terminate = vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function (this: Worker) {
    void this.terminate();
  });
  await expect(read()).rejects.toMatchObject({ code: 'ocr.failed', details: { reason: expect.stringContaining('thread') } });
  terminate.mockRestore();
  parts.length = 0;
  expect(errorRates(truth, await read()).cer).toBeLessThan(0.06);
  expect(parts).toEqual(['load model', 'recognise']);
});

describe('a model that cannot be had is named with its place', () => {
  const open = (model: string) => openEngine({ ...defaultSettings, 'ocr.model': model }, measure);

  test('a folder that is not there', async () => {
    await expect(open('/nowhere/at/all')).rejects.toMatchObject({
      code: 'ocr.model_missing',
      details: { model: '/nowhere/at/all', folder: '/nowhere/at/all', remedy: expect.stringContaining('eng.traineddata') },
    });
  });

  test('a file that is no model', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-model-'));
    await writeFile(path.join(folder, 'eng.traineddata'), 'not a model');
    await expect(open(folder)).rejects.toMatchObject({ code: 'ocr.model_missing' });
  });
});

describe('several recognisers on one page', () => {
  const PAGES = 4;

  async function readAll(threads: number) {
    const many = await openEngine({ ...defaultSettings, 'ocr.threads': threads }, measure);
    const rates: ErrorRates[] = [];
    for (let index = 1; index <= PAGES; index += 1) {
      const { file, entry } = await renderDocument({ seed: 1, path: 'fast', index });
      const [image] = (await decodePages('fixture', file, defaultSettings)).pages;
      const { words } = await many.recognise(image!, measure, defaultSettings['ocr.pageSegmentation']);
      const lines = words.map(({ line }) => line);
      expect(lines).toEqual(lines.toSorted((one, other) => one - other));
      const text = groupRows(words).map((row) => row.map((word) => word.text).join(' '));
      rates.push(errorRates(entry.truth.text ?? '', text.join('\n')));
    }
    await many.close();
    return corpusErrorRates(rates).cer;
  }

  test('read as well as one does, line after line', async () => {
    expect(await readAll(2)).toBeLessThan((await readAll(1)) + 0.005);
  });
});

test('a name that is no model is told from those that are', async () => {
  await expect(openEngine({ ...defaultSettings, 'ocr.model': 'huge' }, measure)).rejects.toMatchObject({
    code: 'ocr.model_unknown',
    details: { models: expect.stringContaining('best_int') },
  });
});
