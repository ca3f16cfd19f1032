/**
 * Documents of several pages, from the file to the fields: text in the order of the pages, words on their page, fields from
 * whichever page they stand on; as a TIFF and as a PDF, scanned and written.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { A4, drawLines, drawScan, makePdf } from '../../fixtures/bad/bytes/pdf.ts';
import { wordsFileSchema } from '../contract/ocr.ts';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import { JobRecorder } from '../measure/recorder.ts';
import { decodePdf } from '../stages/pdf/decode.ts';
import { newJobId } from '../store/ids.ts';
import { openDocumentPipeline } from './document-pipeline.ts';

const first = [
  'Northwind Traders Ltd',
  '12 Harbour Road, Bristol',
  'INVOICE',
  'Invoice No: 4711',
  'Date: 2025-03-14',
  'Paper, A4     2   10.00   20.00',
];
const second = [
  'Envelopes, C5     3   5.00   15.00',
  'Subtotal: 35.00',
  'VAT 20 %: 7.00',
  'Total: 42.00',
  'Thank you for your business',
];
const written = makePdf([{ content: drawLines(first) }, { ...A4, height: 420, content: drawLines(second, { top: 380 }) }]);

let folder: string;
let pages: { bytes: Buffer; width: number; height: number }[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-pages-'));
  const drawn = await decodePdf({ file: '', bytes: written, settings: defaultSettings, part: async (_, work) => work() });
  pages = await Promise.all(
    drawn.pages.map(async ({ data, width, height }) => {
      const image = sharp(data, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
      return { bytes: await image.jpeg({ quality: 92 }).toBuffer(), width, height };
    }),
  );
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, bytes: Buffer, changes: Partial<Settings> = {}) {
  await writeFile(path.join(folder, name), bytes);
  const settings = { ...defaultSettings, ...changes };
  const pipeline = openDocumentPipeline({ settings, sourceRoot: folder, resultRoot: path.join(folder, 'results') });
  const recorder = new JobRecorder(0);
  try {
    const { result } = await pipeline.run(newJobId(), { key: name, etag: null }, recorder, { quality: null, path: null });
    const words = wordsFileSchema.parse(JSON.parse(await readFile(path.join(folder, 'results', result.words), 'utf8')));
    const { spans } = recorder.finish();
    return { result, words, parts: spans.filter(({ stage }) => stage === 'quality_scoring').map(({ part }) => part) };
  } finally {
    await pipeline.close();
  }
}

const scanned = () =>
  makePdf(
    pages.map(({ bytes, width, height }) => {
      const [across, down] = [(width * 72) / 200, (height * 72) / 200];
      return {
        width: across,
        height: down,
        content: drawScan(across, down),
        jpeg: { bytes, width, height, colours: 1 as const },
      };
    }),
  );
/** Pages of one size, as this library writes them; the second is padded with paper. */
const tiff = async () => {
  const [{ width, height }] = pages as [(typeof pages)[number]];
  const same = pages.map((page) =>
    sharp(page.bytes)
      .extend({ bottom: height - page.height, background: '#fff' })
      .png()
      .toBuffer(),
  );
  expect(width).toBe(pages[1]?.width);
  return sharp(await Promise.all(same), { join: { animated: true } })
    .tiff({ compression: 'deflate' })
    .toBuffer();
};

describe.each<[string, () => Buffer | Promise<Buffer>, boolean | undefined]>([
  ['written.pdf', () => written, true],
  ['scanned.pdf', scanned, false],
  ['scanned.tif', tiff, undefined],
])('%s', (name, make, textLayer) => {
  test('is read page by page', async () => {
    const { result, words, parts } = await read(name, await make());
    expect(result.pages).toBe(2);
    expect(result.text_layer).toBe(textLayer);
    expect(words.pages).toHaveLength(2);
    expect([...new Set(words.words.map(({ page }) => page))]).toEqual([0, 1]);
    const [head, tail] = result.text.split('\n\n');
    expect(head).toContain('4711');
    expect(tail).toContain('42.00');
    for (const { box, page } of words.words) {
      expect(box.x1).toBeLessThanOrEqual(words.pages[page]!.width);
      expect(box.y1).toBeLessThanOrEqual(words.pages[page]!.height);
    }
    // The letterhead of the first page, the total of the last.
    const { fields } = result.document;
    expect(fields).toMatchObject({
      document_number: { value: '4711', page: 0 },
      date: { value: '2025-03-14', page: 0 },
      total: { value: '42.00', page: 1 },
    });
    expect(parts.some((part) => part.endsWith('draw page'))).toBe(name.endsWith('.pdf'));
  });
});

test('each enhanced page is a file of its own, turned by its own angle', async () => {
  const tilted = await Promise.all(
    pages.map(async ({ bytes }, at) => {
      const { data, info } = await sharp(bytes)
        .rotate([2, -2][at], { background: '#fff' })
        .jpeg()
        .toBuffer({ resolveWithObject: true });
      return { bytes: data, width: info.width, height: info.height };
    }),
  );
  const bytes = makePdf(
    tilted.map(({ bytes: jpeg, width, height }) => {
      const [across, down] = [(width * 72) / 200, (height * 72) / 200];
      return {
        width: across,
        height: down,
        content: drawScan(across, down),
        jpeg: { bytes: jpeg, width, height, colours: 3 as const },
      };
    }),
  );
  const { result } = await read('tilted.pdf', bytes, { 'enhancement.skip': 'never' });
  expect(result.master).toMatch(/master\.jpg$/);
  const masters = [result.master, result.master.replace('.jpg', '-2.jpg')].map((key) => path.join(folder, 'results', key));
  for (const master of masters) expect((await sharp(master).metadata()).format).toBe('jpeg');
  expect(result.text).toContain('4711');
  expect(result.text).toContain('42.00');
});
