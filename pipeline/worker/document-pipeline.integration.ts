/**
 * How often the OCR model is loaded, by the setting `batch.size`.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawDocuments } from '../../scripts/testing/rbench.ts';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import { JobRecorder } from '../measure/recorder.ts';
import { newJobId } from '../store/ids.ts';
import { openDocumentPipeline } from './document-pipeline.ts';

const DOCUMENTS = 5;

let folder: string;
let files: string[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-batch-'));
  await drawDocuments(folder, DOCUMENTS);
  files = (await readdir(folder)).sort();
});
afterAll(() => rm(folder, { recursive: true }));

/** For each document, how often a model was loaded in its job. */
async function modelLoads(changes: Partial<Settings>): Promise<number[]> {
  const pipeline = openDocumentPipeline({ settings: { ...defaultSettings, ...changes }, sourceRoot: folder, resultRoot: folder });
  const loads: number[] = [];
  for (const file of files) {
    const recorder = new JobRecorder(0);
    await pipeline.run(newJobId(), { key: file, etag: null }, recorder, { quality: null, path: null });
    loads.push(recorder.finish().spans.filter(({ part }) => part === 'load model').length);
  }
  await pipeline.close();
  return loads;
}

test('a worker keeps its model for life unless it is told otherwise', async () => {
  expect(await modelLoads({})).toEqual([1, 0, 0, 0, 0]);
  expect(await modelLoads({ preOcr: true })).toEqual([1, 0, 0, 0, 0]);
});

test('with a batch size the first document of each batch loads it anew', async () => {
  expect(await modelLoads({ 'batch.size': 2 })).toEqual([1, 0, 1, 0, 1]);
  expect(await modelLoads({ 'batch.size': 1, preOcr: true })).toEqual([1, 1, 1, 1, 1]);
});
