import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { charactersOf, readModel } from './model.ts';

test('the dictionary gets the space that its file leaves out, and once only', () => {
  expect(charactersOf('a\nb\n')).toEqual(['a', 'b', ' ']);
  expect(charactersOf('a\r\nb')).toEqual(['a', 'b', ' ']);
  expect(charactersOf('a\nb\n \n')).toEqual(['a', 'b', ' ']);
});

test('auto is the packaged model, whose dictionary fits the 6,625 classes of its recognition', async () => {
  const [auto, mobile] = [await readModel('auto'), await readModel('mobile')];
  expect(auto).toMatchObject({ name: 'mobile', fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) });
  expect(auto.fingerprint).toBe(mobile.fingerprint);
  expect(auto.characters).toHaveLength(6624);
});

test('a name it does not know is told with those it knows', async () => {
  await expect(readModel('best_int')).rejects.toMatchObject({
    code: 'ocr.model_unknown',
    details: { engine: 'paddle', model: 'best_int', models: 'mobile', file: expect.stringContaining('ppocr_keys_v1.txt') },
  });
});

test('a folder of files of the same names is a model; one that lacks a file is named with that file', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-paddle-'));
  try {
    const packaged = await readModel('mobile');
    await cp(packaged.folder, folder, { recursive: true });
    expect(await readModel(folder)).toMatchObject({ name: folder, fingerprint: packaged.fingerprint });
    await rm(path.join(folder, 'ppocr_keys_v1.txt'));
    await expect(readModel(folder)).rejects.toMatchObject({
      code: 'ocr.model_missing',
      details: { model: folder, folder, remedy: expect.stringContaining('ppocr_keys_v1.txt') },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
