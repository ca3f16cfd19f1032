import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { makePdf, type PdfPage } from '../../fixtures/bad/bytes/pdf.ts';
import { BenchError } from '../contract/errors.ts';
import type { DocumentRecord, JobRecord } from '../contract/run.ts';
import { defaultSettings } from '../contract/settings.ts';
import { sampleDocument, sampleResult } from '../store/testing/samples.ts';
import { type PictureOf, readPicture } from './pictures.ts';

const colours = { red: [255, 0, 0], green: [0, 128, 0], blue: [0, 0, 255], white: [255, 255, 255] } as const;
type Colour = keyof typeof colours;

const plain = (background: Colour, width = 40, height = 20) => sharp({ create: { width, height, channels: 3, background } });

/** Which colour a picture is of, in its middle and in its top left corner. */
async function look({ bytes, type, width, height }: Awaited<ReturnType<typeof readPicture>>) {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray((y * width + x) * info.channels).subarray(0, 3)];
  const nearest = (pixel: readonly number[]) => {
    const distance = (colour: Colour) => Math.hypot(...colours[colour].map((value, channel) => value - (pixel[channel] ?? 0)));
    return (Object.keys(colours) as Colour[]).sort((one, other) => distance(one) - distance(other))[0];
  };
  return { type, width, height, middle: nearest(at(width >> 1, height >> 1)), corner: nearest(at(2, 2)) };
}

/** A job of a file with this content, whose outputs are these. */
async function jobOf(file: string, content: Buffer, outputs: Readonly<Record<string, Buffer>> = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-pictures-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outputFolder = path.join(folder, 'results');
  await mkdir(path.join(outputFolder, 'job'), { recursive: true });
  await writeFile(path.join(folder, file), content);
  for (const [name, bytes] of Object.entries(outputs)) await writeFile(path.join(outputFolder, 'job', name), bytes);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const document: DocumentRecord = { ...sampleDocument({ root: folder, file, sha256 }), id: 1, etag: null };
  const extension = Object.keys(outputs).find((name) => /^master\.\w+$/.test(name)) ?? 'master.jpg';
  const result = { ...sampleResult, outputs: { master: `job/${extension}`, preview: 'job/preview.jpg', words: null } };
  const read = (change: Partial<PictureOf> = {}) =>
    readPicture({
      kind: 'source',
      page: 0,
      job: {} as JobRecord,
      document,
      result,
      outputFolder,
      settings: defaultSettings,
      ...change,
    });
  return { folder, document, read };
}

const twoPages = async () =>
  sharp([await plain('red').png().toBuffer(), await plain('green').png().toBuffer()], { join: { animated: true } })
    .tiff()
    .toBuffer();

const coded = (code: string, details = {}) => expect.objectContaining({ code, details: expect.objectContaining(details) });

test('each page of a TIFF is a picture of its own, in a form that a window can show', async () => {
  const { read } = await jobOf('two.tif', await twoPages());
  const pages = [await look(await read()), await look(await read({ page: 1 }))];
  expect(pages).toEqual([
    { type: 'image/jpeg', width: 40, height: 20, middle: 'red', corner: 'red' },
    { type: 'image/jpeg', width: 40, height: 20, middle: 'green', corner: 'green' },
  ]);
  await expect(read({ page: 2 })).rejects.toEqual(coded('input.broken', { file: 'two.tif' }));
});

test('a photograph that lies on its side is shown upright', async () => {
  const lying = plain('white').composite([{ input: await plain('blue', 10, 10).png().toBuffer(), left: 0, top: 10 }]);
  // 6: the camera was turned, the left lower corner is the upper left one.
  const { read } = await jobOf('photo.jpg', await lying.withMetadata({ orientation: 6 }).jpeg().toBuffer());
  expect(await look(await read())).toMatchObject({ width: 20, height: 40, corner: 'blue', middle: 'white' });
});

test('a large scan is shown smaller, a transparent one on white, a small one as it is', async () => {
  const large = await jobOf('large.png', await plain('red', 4800, 100).png().toBuffer());
  expect(await look(await large.read())).toMatchObject({ width: 2400, height: 50 });
  const clear = { create: { width: 9, height: 9, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } } as const;
  const transparent = await jobOf('clear.webp', await sharp(clear).webp({ lossless: true }).toBuffer());
  expect(await look(await transparent.read())).toMatchObject({ width: 9, middle: 'white' });
});

test('what changed or went since it was measured is not shown', async () => {
  const { folder, document, read } = await jobOf('scan.png', await plain('red').png().toBuffer());
  await writeFile(path.join(folder, 'scan.png'), await plain('blue').png().toBuffer());
  await expect(read()).rejects.toEqual(coded('input.changed', { file: 'scan.png' }));
  // Of a file that could not be read when it was planned, nothing is known that could have changed.
  expect(await look(await read({ document: { ...document, sha256: null } }))).toMatchObject({ middle: 'blue' });
  await rm(path.join(folder, 'scan.png'));
  await expect(read()).rejects.toEqual(coded('input.missing', { file: 'scan.png' }));
});

test('a file that is no image is broken', async () => {
  const { read } = await jobOf('text.jpg', Buffer.from('this is text'));
  await expect(read()).rejects.toEqual(coded('input.broken', { file: 'text.jpg' }));
});

test('each enhanced page is a file of its own, and a preview is of the first', async () => {
  const jpeg = (colour: Colour) => plain(colour).jpeg().toBuffer();
  const outputs = { 'master.jpg': await jpeg('red'), 'master-2.jpg': await jpeg('green'), 'preview.jpg': await jpeg('blue') };
  const { read } = await jobOf('two.tif', await twoPages(), outputs);
  const seen = async (kind: PictureOf['kind'], page: number) => (await look(await read({ kind, page }))).middle;
  expect([await seen('master', 0), await seen('master', 1)]).toEqual(['red', 'green']);
  expect([await seen('preview', 0), await seen('preview', 1)]).toEqual(['blue', 'blue']);
});

test('a master that is the untouched source holds its pages itself', async () => {
  const outputs = { 'master.tif': await twoPages(), 'preview.jpg': await plain('blue').jpeg().toBuffer() };
  const { read } = await jobOf('two.tif', await twoPages(), outputs);
  expect(await look(await read({ kind: 'master', page: 1 }))).toMatchObject({ middle: 'green' });
  expect(await look(await read({ kind: 'preview', page: 1 }))).toMatchObject({ middle: 'blue' });
});

test('an output that is not there any more, or never was, is named', async () => {
  const { read } = await jobOf('scan.png', await plain('red').png().toBuffer());
  const missing = (what: string) => coded('run.output_missing', { what, file: 'scan.png' });
  await expect(read({ kind: 'master' })).rejects.toEqual(missing('master image'));
  await expect(read({ kind: 'preview' })).rejects.toEqual(missing('preview image'));
  await expect(read({ kind: 'master', outputFolder: null })).rejects.toEqual(missing('master image'));
  await expect(read({ kind: 'master', result: undefined })).rejects.toEqual(missing('master image'));
});

test('each page of a PDF is drawn in colour, as large as it was read, and of a kept PDF as well', async () => {
  const fill = (colour: string): PdfPage => ({ width: 144, height: 72, content: `${colour} rg 0 0 144 72 re f` });
  const pdf = makePdf([fill('1 0 0'), fill('0 0 1')]);
  const { read } = await jobOf('two.pdf', pdf, { 'master.pdf': pdf });
  for (const kind of ['source', 'master'] as const) {
    const pages = [await look(await read({ kind })), await look(await read({ kind, page: 1 }))];
    expect(pages).toEqual([
      { type: 'image/jpeg', width: 400, height: 200, middle: 'red', corner: 'red' },
      { type: 'image/jpeg', width: 400, height: 200, middle: 'blue', corner: 'blue' },
    ]);
  }
  await expect(read({ page: 2 })).rejects.toEqual(coded('input.broken', { file: 'two.pdf' }));
});

test('a PDF that held its worker too long is not drawn here', async () => {
  const { read } = await jobOf('slow.pdf', makePdf([{}]));
  const error = { ...new BenchError('job.timeout', { file: 'slow.pdf', seconds: 120 }).toInfo(), stage: null };
  await expect(read({ job: { error } as JobRecord })).rejects.toEqual(coded('job.timeout', { file: 'slow.pdf' }));
});
