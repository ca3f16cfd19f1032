import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { folderOfOnesOwn, plainFolder, readFastModel, readPackagedModel, readTrainedData, systemFolders } from './traineddata.ts';

const newFolder = (): Promise<string> => mkdtemp(path.join(os.tmpdir(), 'rbench-model-'));

async function folderWith(name: string, content: string | Buffer): Promise<string> {
  const folder = await newFolder();
  await writeFile(path.join(folder, name), content);
  return folder;
}

const standardNetwork = 'data [1,36,0,1Ct3,3,16Mp3,3Lfys64Lfx96Lrx96Lfx512O1c1] data';
const fastNetwork = 'data [1,36,0,1Ct3,3,16Mp3,3Lfys48Lfx96Lrx96Lfx192O1c1] data';

test('the packaged models are there and differ', async () => {
  const [bestInt, standard] = await Promise.all([readPackagedModel('best_int'), readPackagedModel('standard')]);
  expect(bestInt.fingerprint).toMatch(/^[0-9a-f]{12}$/);
  expect(bestInt.fingerprint).not.toBe(standard.fingerprint);
});

test('a folder of a person is read, plain or gzipped, and named by its fingerprint', async () => {
  const plain = await readTrainedData('own', await folderWith('eng.traineddata', 'a'));
  const packed = await readTrainedData('own', await folderWith('eng.traineddata.gz', gzipSync('a')));
  expect(plain).toMatchObject({ name: 'own', fingerprint: 'ca978112ca1b' });
  expect(packed.file).toMatch(/eng\.traineddata\.gz$/);
});

test('a folder without a model is named, with what to do', async () => {
  const folder = await newFolder();
  await expect(readTrainedData('own', folder)).rejects.toMatchObject({
    code: 'ocr.model_missing',
    details: { model: 'own', folder, remedy: 'name a folder that holds eng.traineddata or eng.traineddata.gz' },
  });
});

test('a name with a separator is a folder, any other must be known', () => {
  expect(folderOfOnesOwn('tesseract', './models', ['system'])).toBe('./models');
  expect(() => folderOfOnesOwn('tesseract', 'fats', ['system', 'standard'])).toThrow(
    'The engine tesseract has no model fats; name auto, system, standard, or a folder that holds eng.traineddata or eng.traineddata.gz.',
  );
});

describe('the fast model', () => {
  test('is told from a larger one of the same name by its network', async () => {
    const standard = await folderWith('eng.traineddata', standardNetwork);
    const fast = await folderWith('eng.traineddata', fastNetwork);
    const found = await readFastModel(['/nowhere', standard, fast]);
    expect(found).toMatchObject({ name: 'fast', file: path.join(fast, 'eng.traineddata') });
  });

  test('that is nowhere is missing, with the way to it', async () => {
    const standard = await folderWith('eng.traineddata', standardNetwork);
    await expect(readFastModel([standard])).rejects.toMatchObject({
      code: 'ocr.model_missing',
      details: { model: 'fast', folder: standard, remedy: expect.stringContaining('apt install tesseract-ocr-eng') },
    });
  });

  test('is first looked for where TESSDATA_PREFIX points', () => {
    expect(systemFolders({ TESSDATA_PREFIX: '/mine' }).slice(0, 2)).toEqual(['/mine', path.join('/mine', 'tessdata')]);
    expect(systemFolders({})[0]).toBe('/usr/share/tesseract-ocr/5/tessdata');
  });
});

describe('the folder of a plain model', () => {
  test('is its own when the file is plain', async () => {
    const folder = await folderWith('eng.traineddata', 'a');
    expect(await plainFolder(await readTrainedData('own', folder), '/nowhere')).toBe(folder);
  });

  test('holds a gzipped one unpacked, by workers at once and once only', async () => {
    const cache = await newFolder();
    const model = await readTrainedData('own', await folderWith('eng.traineddata.gz', gzipSync('the model')));
    const [folder, other] = await Promise.all([plainFolder(model, cache), plainFolder(model, cache)]);
    const file = path.join(folder, 'eng.traineddata');
    expect(other).toBe(folder);
    expect(await readFile(file, 'utf8')).toBe('the model');
    expect(await readdir(folder)).toEqual(['eng.traineddata']);
    const { ino } = await stat(file);
    await plainFolder(model, cache);
    expect((await stat(file)).ino).toBe(ino);
  });

  test('of a damaged file is missing', async () => {
    const model = await readTrainedData('own', await folderWith('eng.traineddata.gz', gzipSync('the model').subarray(0, 12)));
    await expect(plainFolder(model, await newFolder())).rejects.toMatchObject({ code: 'ocr.model_missing' });
  });

  test('that cannot be made says why, and leaves nothing half written', async () => {
    const model = await readTrainedData('own', await folderWith('eng.traineddata.gz', gzipSync('the model')));
    const cache = await newFolder();
    const blocked = path.join(cache, 'tessdata', model.fingerprint);
    await mkdir(path.dirname(blocked));
    await writeFile(blocked, 'a file where the folder should be');
    await expect(plainFolder(model, cache)).rejects.toMatchObject({ code: 'storage.failed', details: { folder: blocked } });
    expect(await readdir(path.dirname(blocked))).toEqual([model.fingerprint]);
  });
});
