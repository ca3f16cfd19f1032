import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { renderDocument } from '../../fixtures/generate.ts';
import { errorRates } from '../analysis/accuracy.ts';
import { defaultSettings } from '../contract/settings.ts';
import type { GreyImage, MeasurePart } from '../contract/stage-context.ts';
import { decodePages } from '../stages/decode.ts';
import { type OcrEngine, openEngine } from './engine.ts';
import { groupRows } from './rows.ts';

const parts: string[] = [];
const part: MeasurePart = async (name, work) => {
  parts.push(name);
  return work();
};

let engine: OcrEngine;
let page: GreyImage;
let truth: string;

beforeAll(async () => {
  const { file, entry } = await renderDocument({ seed: 1, path: 'fast', index: 2 });
  page = (await decodePages('fixture', file, defaultSettings)).pages[0]!;
  truth = entry.truth.text ?? '';
  engine = await openEngine(defaultSettings, part);
});

afterAll(() => engine.close());

const read = async (): Promise<string> => {
  const { words } = await engine.recognise(page, part, 'auto');
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
  const open = (model: string) => openEngine({ ...defaultSettings, 'ocr.model': model }, part);

  test('a folder that is not there', async () => {
    await expect(open('/nowhere/at/all')).rejects.toMatchObject({
      code: 'ocr.model_missing',
      details: { model: '/nowhere/at/all', folder: '/nowhere/at/all', file: 'eng.traineddata or eng.traineddata.gz' },
    });
  });

  test('a file that is no model', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-model-'));
    await writeFile(path.join(folder, 'eng.traineddata'), 'not a model');
    await expect(open(folder)).rejects.toMatchObject({ code: 'ocr.model_missing' });
  });
});
