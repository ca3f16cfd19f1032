import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePdf } from '../../fixtures/bad/bytes/pdf.ts';
import { chunk } from '../../fixtures/bad/bytes/png.ts';
import { defaultSettings } from '../contract/settings.ts';
import type { StageContext } from '../contract/stage-context.ts';
import { DirectoryStorage } from '../storage/directory.ts';
import { fetchDocument } from './fetch.ts';

const context = (settings: Partial<typeof defaultSettings> = {}): StageContext => ({
  settings: { ...defaultSettings, ...settings },
  part: async (_name, work) => work(),
  chargeChild: () => undefined,
});

describe('fetch', () => {
  let root: string;
  let storage: DirectoryStorage;
  beforeAll(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'rbench-fetch-'));
    storage = new DirectoryStorage(root);
    const image = sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } });
    for (const format of ['jpeg', 'png', 'tiff', 'webp', 'gif'] as const) {
      await writeFile(path.join(root, `a.${format}`), await image.clone().toFormat(format).toBuffer());
    }
    await writeFile(path.join(root, 'lying.png'), await image.clone().jpeg().toBuffer());
    await writeFile(path.join(root, 'a.pdf'), makePdf([{}]));
    await writeFile(path.join(root, 'mailed.pdf'), Buffer.concat([Buffer.from('Subject: scan\r\n\r\n'), makePdf([{}])]));
    await writeFile(path.join(root, 'letter.jpg'), 'Dear Sir or Madam');
  });
  afterAll(() => rm(root, { recursive: true }));

  it.each([
    ['a.jpeg', 'image/jpeg'],
    ['a.png', 'image/png'],
    ['a.tiff', 'image/tiff'],
    ['a.webp', 'image/webp'],
    ['lying.png', 'image/jpeg'],
    ['a.pdf', 'application/pdf'],
    ['mailed.pdf', 'application/pdf'],
  ])('knows %s by its content as %s', async (file, type) => {
    expect(await fetchDocument(context(), storage, { key: file, etag: null })).toMatchObject({ file, type });
  });

  it.each(['a.gif', 'letter.jpg'])('refuses %s', async (file) => {
    await expect(fetchDocument(context(), storage, { key: file, etag: null })).rejects.toMatchObject({
      code: 'input.unsupported_type',
      details: { file },
    });
  });

  it('takes an animated PNG for a PNG, and a file cut off after its signature for what it begins as', async () => {
    const plain = await readFile(path.join(root, 'a.png'));
    const control = chunk('acTL', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]));
    await writeFile(path.join(root, 'moving.png'), Buffer.concat([plain.subarray(0, 33), control, plain.subarray(33)]));
    await writeFile(path.join(root, 'cut.png'), plain.subarray(0, 8));
    await writeFile(path.join(root, 'cut.tif'), 'II*\0\xff\xff\0\0', 'latin1');
    const types = ['moving.png', 'cut.png', 'cut.tif'].map((file) =>
      fetchDocument(context(), storage, { key: file, etag: null }),
    );
    expect((await Promise.all(types)).map(({ type }) => type)).toEqual(['image/png', 'image/png', 'image/tiff']);
  });

  it('refuses a file over the limit before it reads it', async () => {
    const small = context({ 'input.maxMegabytes': 0.00001 });
    await expect(fetchDocument(small, storage, { key: 'a.png', etag: null })).rejects.toMatchObject({ code: 'input.too_large' });
  });
});
