import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { tiff } from '../../fixtures/bad/bytes/tiff.ts';
import { defaultSettings } from '../contract/settings.ts';
import { decodePages } from './decode.ts';

const width = 120;
const height = 80;

/** Black left half, white right half, a mid-grey strip along the top. */
function picture(): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const level = at < 16 * width ? 128 : at % width < width / 2 ? 0 : 255;
    pixels.fill(level, at * 3, at * 3 + 3);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

const decode = (bytes: Buffer, settings = defaultSettings) => decodePages('scan.jpg', bytes, settings);

/** Size, and the levels in the strip and in both halves. */
async function look(bytes: Buffer): Promise<number[]> {
  const page = (await decode(bytes)).pages[0]!;
  const at = (x: number, y: number): number => page.data[y * page.width + x]!;
  return [page.width, page.height, at(20, 6), at(20, 50), at(100, 50)];
}

/** Noise does not compress, so that cutting the file cuts pixels. */
const noisy = (): Sharp =>
  sharp({
    create: { width: 400, height: 300, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  });

const upright = [width, height, 128, 0, 255];

describe('every kind of image becomes the same 8-bit grey', () => {
  test.each<[string, () => Promise<Buffer>]>([
    ['PNG', () => picture().png().toBuffer()],
    ['PNG with a palette', () => picture().png({ palette: true }).toBuffer()],
    ['PNG with 16 bits', () => picture().toColourspace('rgb16').png().toBuffer()],
    ['grey PNG with 16 bits', () => picture().toColourspace('grey16').png().toBuffer()],
    ['TIFF with LZW', () => picture().tiff({ compression: 'lzw' }).toBuffer()],
    ['TIFF with 16 bits', () => picture().toColourspace('grey16').tiff({ compression: 'deflate' }).toBuffer()],
    ['WebP', () => picture().webp({ lossless: true }).toBuffer()],
    ['JPEG', () => picture().jpeg({ quality: 100 }).toBuffer()],
  ])('%s', async (_, encode) => {
    expect(await look(await encode())).toEqual(upright);
  });

  test('TIFF with one bit, where mid-grey is white', async () => {
    const tiff = await picture()
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1, predictor: 'none' })
      .toBuffer();
    expect(await look(tiff)).toEqual([width, height, 255, 0, 255]);
  });

  test('CMYK, whose black is not quite black', async () => {
    const [, , strip, black, white] = await look(await picture().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer());
    expect(strip).toBeGreaterThan(100);
    expect(strip).toBeLessThan(150);
    expect(black).toBeLessThan(25);
    expect(white).toBe(255);
  });

  test('what is transparent is white paper', async () => {
    expect(await look(await picture().ensureAlpha(0).png().toBuffer())).toEqual([width, height, 255, 255, 255]);
    expect(await look(await picture().ensureAlpha(0.5).webp({ lossless: true }).toBuffer())).toEqual([
      width,
      height,
      191,
      128,
      255,
    ]);
  });

  test('light ink on transparent paper is read against black', async () => {
    const pixels = Buffer.alloc(width * height * 4, 255);
    for (let at = 0; at < width * height; at += 1) if (at % width >= width / 2) pixels[at * 4 + 3] = 0;
    const png = await sharp(pixels, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer();
    expect(await look(png)).toEqual([width, height, 255, 255, 0]);
  });

  test.each<[string, number, number, (level: number) => number]>([
    ['twelve bits in sixteen', 16, 1, (level) => level * 16],
    ['floating point up to 1', 32, 3, (level) => level / 255],
    ['floating point up to 255', 32, 3, (level) => level],
    ['whole numbers of 32 bits', 32, 1, (level) => level * 0x01010101],
  ])('TIFF with %s', async (_, bits, sampleFormat, fill) => {
    const levels = await picture().toColourspace('b-w').raw().toBuffer();
    const strip = Buffer.alloc((levels.length * bits) / 8);
    for (const [at, level] of levels.entries()) {
      if (bits === 16) strip.writeUInt16LE(fill(level), at * 2);
      else if (sampleFormat === 3) strip.writeFloatLE(fill(level), at * 4);
      else strip.writeUInt32LE(fill(level), at * 4);
    }
    expect(await look(tiff([{ width, height, bits: [bits], photometric: 1, sampleFormat, strip }]))).toEqual(upright);
  });

  test('a page that EXIF calls turned is turned', async () => {
    const turned = await decode(await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer());
    const page = turned.pages[0]!;
    expect([page.width, page.height]).toEqual([height, width]);
    // A quarter turn clockwise brings the strip along the top to the right edge.
    expect(page.data[20 * page.width + page.width - 6]).toBe(128);
    expect(page.data[20 * page.width + 6]).toBe(0);
  });
});

test('each page of a TIFF is decoded, in order', async () => {
  const [plain, negative] = [await picture().png().toBuffer(), await picture().negate().png().toBuffer()];
  const tiff = await sharp([plain, negative, plain], { join: { animated: true } })
    .tiff()
    .toBuffer();
  const { pages } = await decode(tiff);
  expect(pages.map((page) => [page.width, page.height, page.data[50 * width + 20]])).toEqual([
    [width, height, 0],
    [width, height, 255],
    [width, height, 0],
  ]);
});

test('only the first frame of an animated WebP is a page', async () => {
  const frame = await picture().png().toBuffer();
  const webp = await sharp([frame, frame], { join: { animated: true } })
    .webp()
    .toBuffer();
  expect((await decode(webp)).pages).toHaveLength(1);
});

test('the tag for dots per inch is read, and null where there is none', async () => {
  expect((await decode(await picture().withMetadata({ density: 300 }).jpeg().toBuffer())).dotsPerInch).toBe(300);
  expect((await decode(await picture().png().toBuffer())).dotsPerInch).toBeNull();
});

describe('a file that is not whole is broken', () => {
  const cut = (bytes: Buffer, part: number): Buffer => bytes.subarray(0, Math.floor(bytes.length * part));

  test.each<[string, () => Promise<Buffer>]>([
    ['JPEG cut at 60 %', async () => cut(await noisy().jpeg().toBuffer(), 0.6)],
    ['JPEG cut at 97 %', async () => cut(await noisy().jpeg().toBuffer(), 0.97)],
    ['progressive JPEG cut at 60 %', async () => cut(await noisy().jpeg({ progressive: true }).toBuffer(), 0.6)],
    ['PNG cut at 60 %', async () => cut(await noisy().png().toBuffer(), 0.6)],
    ['TIFF cut at 60 %', async () => cut(await noisy().tiff({ compression: 'lzw' }).toBuffer(), 0.6)],
    ['WebP cut at 60 %', async () => cut(await noisy().webp().toBuffer(), 0.6)],
    ['text with the name of an image', async () => Buffer.from('Dear Sir or Madam,')],
    ['nothing', async () => Buffer.alloc(0)],
    [
      'JPEG whose end marker stands in the middle',
      async () => {
        const bytes = await noisy().jpeg().toBuffer();
        bytes.writeUInt16BE(0xffd9, bytes.length >> 1);
        return bytes;
      },
    ],
  ])('%s', async (_, make) => {
    await expect(decode(await make())).rejects.toMatchObject({ code: 'input.broken', details: { file: 'scan.jpg' } });
  });
});

describe('a bomb is refused by its header', () => {
  const settings = { ...defaultSettings, 'input.maxMegapixels': 1 };

  test('with its size and the limit', async () => {
    const bytes = await sharp({ create: { width: 1500, height: 1000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await expect(decode(bytes, settings)).rejects.toMatchObject({
      code: 'input.too_many_pixels',
      details: { file: 'scan.jpg', pixels: 1_500_000, limit: 1_000_000 },
    });
    await expect(decode(bytes)).resolves.toBeDefined();
  });

  test('without unpacking it: 900 megapixels are refused sooner than 9 are read', async () => {
    const bytes = await sharp({ create: { width: 30_000, height: 10, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    // The height in the PNG's header becomes 30,000; its checksum is mended.
    bytes.writeUInt32BE(30_000, 20);
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
    const readable = await sharp({ create: { width: 3000, height: 3000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const took = async (work: Promise<unknown>): Promise<number> => {
      const started = performance.now();
      await work;
      return performance.now() - started;
    };
    const reading = await took(decode(readable));
    const refusing = await took(
      expect(decode(bytes)).rejects.toMatchObject({ code: 'input.too_many_pixels', details: { pixels: 900_000_000 } }),
    );
    expect(refusing).toBeLessThan(reading);
  });

  test('over all pages together', async () => {
    const page = await sharp({ create: { width: 800, height: 800, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const tiff = await sharp([page, page], { join: { animated: true } })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    await expect(decode(tiff, settings)).rejects.toMatchObject({ code: 'input.too_many_pixels', details: { pixels: 1_280_000 } });
  });
});
