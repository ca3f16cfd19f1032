import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { A4, drawLines, drawScan, makePdf, type PdfPage } from '../../../fixtures/bad/bytes/pdf.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import type { MeasurePart } from '../../contract/stage-context.ts';
import { decodePdf, drawPdfPage } from './decode.ts';
import { loadPdfium } from './library.ts';

const decode = (bytes: Buffer, settings: Partial<Settings> = {}, part: MeasurePart = async (_, work) => work()) =>
  decodePdf({ file: 'letter.pdf', bytes, settings: { ...defaultSettings, ...settings }, part });

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error) => error.code,
  );

/** A page whose left half is black and whose right half is white, as a JPEG. */
async function jpegOf(width: number, height: number, ink = 0) {
  const pixels = Buffer.alloc(width * height, 255);
  for (let row = 0; row < height; row += 1) pixels.fill(ink, row * width, row * width + width / 2);
  const bytes = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .jpeg({ quality: 100 })
    .toBuffer();
  return { bytes, width, height, colours: 1 as const };
}

const darkest = (pixels: Uint8Array): number => pixels.reduce((least, level) => Math.min(least, level), 255);

const letter: PdfPage = { content: drawLines(['Invoice 4711', 'Total 12.50']) };

describe('pages', () => {
  test('a drawn page has the resolution that the setting gives it, and black print on white paper', async () => {
    const { pages, dotsPerInch } = await decode(makePdf([letter]), { 'pdf.dpi': 150 });
    const [page] = pages;
    expect([page!.width, page!.height, dotsPerInch]).toEqual([1240, 1754, 150]);
    expect([darkest(page!.data), page!.data[0]]).toEqual([0, 255]);
  });

  test('each has its own size, in their order', async () => {
    const bytes = makePdf([letter, { width: 300, height: 200, content: '0 g 0 0 150 200 re f' }, { width: 72, height: 720 }]);
    const { pages } = await decode(bytes, { 'pdf.dpi': 72 });
    expect(pages.map(({ width, height }) => [width, height])).toEqual([
      [595, 842],
      [300, 200],
      [72, 720],
    ]);
    expect([pages[1]!.data[100 * 300 + 75], pages[1]!.data[100 * 300 + 225]]).toEqual([0, 255]);
  });

  test('one that the file turns is turned', async () => {
    const turned: PdfPage = { width: 300, height: 200, content: '0 g 0 0 150 200 re f', entries: '/Rotate 90' };
    const [page] = (await decode(makePdf([turned]), { 'pdf.dpi': 72 })).pages;
    expect([page!.width, page!.height]).toEqual([200, 300]);
    // The left half comes to the top.
    expect([page!.data[75 * 200 + 100], page!.data[225 * 200 + 100]]).toEqual([0, 255]);
  });

  test('a scan keeps its own pixels, each of them, whatever the setting', async () => {
    const [width, height, dpi] = [907, 1849, 320];
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const image = sharp({ create: { width, height, channels: 3, background: '#fff', noise } }).toColourspace('b-w');
    const jpeg = { bytes: await image.jpeg({ quality: 100 }).toBuffer(), width, height, colours: 1 as const };
    const size = [(width * 72) / dpi, (height * 72) / dpi] as const;
    const bytes = makePdf([{ width: size[0], height: size[1], content: drawScan(...size), jpeg }]);
    const { pages, dotsPerInch } = await decode(bytes, { 'pdf.dpi': 300 });
    const [page] = pages;
    expect([page!.width, page!.height, dotsPerInch]).toEqual([width, height, dpi]);
    const pixels = await sharp(jpeg.bytes).extractChannel(0).raw().toBuffer();
    expect(page!.data.reduce((most, level, at) => Math.max(most, Math.abs(level - pixels[at]!)), 0)).toBeLessThanOrEqual(2);
  });

  test('a scan that was cut into strips keeps them too, and a logo makes no scan', async () => {
    const jpeg = await jpegOf(600, 100);
    const strips = Array.from({ length: 8 }, (_, at) => `q 595 0 0 100 0 ${at * 100} cm /Im Do Q`).join('\n');
    expect((await decode(makePdf([{ content: strips, jpeg }]))).dotsPerInch).toBe(72);
    const logo = `${letter.content} q 100 0 0 50 400 700 cm /Im Do Q`;
    expect((await decode(makePdf([{ content: logo, jpeg }]))).dotsPerInch).toBe(200);
  });

  test('what was stamped on it and filled in is on the page', async () => {
    const shape = { entries: '/Type /XObject /Subtype /Form /BBox [0 0 9 9]', stream: Buffer.from('0 g 0 0 9 9 re f') };
    const stamp = { entries: '/Type /Annot /Subtype /Stamp /Rect [100 100 200 200] /F 4 /AP << /N 6 0 R >>' };
    const filled = {
      entries: '/Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (x) /Rect [300 100 400 200] /F 4 /AP << /N 6 0 R >>',
    };
    const bytes = makePdf([{ entries: '/Annots [7 0 R 8 0 R]' }], {
      more: [shape, stamp, filled],
      catalog: '/AcroForm << /Fields [8 0 R] >>',
    });
    const [page] = (await decode(bytes, { 'pdf.dpi': 72 })).pages;
    const middle = (x: number) => page!.data[(842 - 150) * 595 + x];
    expect([middle(150), middle(250), middle(350)]).toEqual([0, 255, 0]);
  });
});

describe('text of its own', () => {
  test.each<[string, PdfPage[], boolean]>([
    ['is in a page that was written', [letter], true],
    ['is in a scan that was read before', [{ content: drawLines(['read'], { invisible: true }) }], true],
    ['is in one page of two', [{}, letter], true],
    ['is not in drawn lines', [{ content: '0 g 10 10 100 2 re f' }], false],
  ])('%s', async (_, pages, textLayer) => {
    expect((await decode(makePdf(pages))).textLayer).toBe(textLayer);
  });
});

describe('what is wrong with a file', () => {
  const whole = makePdf([letter]);
  const text = whole.toString('latin1');
  const latin = (content: string) => Buffer.from(content, 'latin1');
  const encrypted = makePdf([letter], {
    trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >> /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]`,
  });

  test.each<[string, Buffer, string]>([
    ['its end was cut off', whole.subarray(0, whole.length * 0.9), 'input.broken'],
    ['it is text', Buffer.from('Dear Sir or Madam, %%EOF'), 'input.broken'],
    ['it is a header alone', Buffer.from('%PDF-1.7\n%%EOF'), 'input.broken'],
    ['it is locked with a password', encrypted, 'input.encrypted'],
    [
      'it is locked in a way that nobody knows',
      latin(encrypted.toString('latin1').replace('/Standard', '/Unheard_of')),
      'input.encrypted',
    ],
    ['it has no page', makePdf([]), 'input.no_pages'],
    [
      'a page of it is missing',
      latin(makePdf([letter, letter]).toString('latin1').replace('6 0 obj', '9 0 obj')),
      'input.broken',
    ],
    ['a page is as large as a field', makePdf([{ width: 14_400, height: 14_400 }]), 'input.too_many_pixels'],
    ['it has 5,000 pages', makePdf(Array.from({ length: 5000 }, () => letter)), 'input.too_many_pixels'],
  ])('%s', async (_, bytes, code) => {
    await expect(decode(bytes)).rejects.toMatchObject({ code, details: { file: 'letter.pdf' } });
  });

  test('a table of contents that points nowhere is mended', async () => {
    const broken = latin(text.replace(/startxref\n\d+/, 'startxref\n7').replace(/\d{10} 00000 n/g, '0000000003 00000 n'));
    const [page] = (await decode(broken)).pages;
    expect(darkest(page!.data)).toBe(0);
  });

  test('an image that would unpack to too much is refused by what it says of itself', async () => {
    const { bytes } = await jpegOf(16, 16);
    const bomb = { bytes, width: 60_000, height: 60_000, colours: 1 as const };
    const before = (await loadPdfium()).HEAPU8.length;
    expect(await codeOf(decode(makePdf([{ content: drawScan(), jpeg: bomb }])))).toBe('input.too_many_pixels');
    expect((await loadPdfium()).HEAPU8.length).toBe(before);
  });

  test.each(['Stamp', 'Widget'])('so is one in a %s, which is drawn with the page', async (subtype) => {
    const { bytes } = await jpegOf(16, 16);
    const image = '/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceGray';
    const look = '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Im 6 0 R >> >>';
    const field = `/Type /Annot /Subtype /${subtype} /FT /Tx /T (a) /V (x) /Rect [9 9 99 99] /F 4 /AP << /N 7 0 R >>`;
    const bomb = makePdf([{ ...letter, entries: '/Annots [8 0 R]' }], {
      more: [
        { entries: `${image} /Filter /DCTDecode`, stream: bytes },
        { entries: look, stream: Buffer.from('q 9 0 0 9 0 0 cm /Im Do Q') },
        { entries: field },
      ],
      catalog: '/AcroForm << /Fields [8 0 R] >>',
    });
    expect(await codeOf(decode(bomb))).toBe('input.too_many_pixels');
  });

  test('the letters of a stamp are no text of the page', async () => {
    const look =
      '/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>';
    const stamped = makePdf([{ entries: '/Annots [6 0 R]' }], {
      more: [
        { entries: '/Type /Annot /Subtype /Stamp /Rect [100 100 200 200] /F 4 /AP << /N 7 0 R >>' },
        { entries: look, stream: Buffer.from(drawLines(['PAID'], { top: 50, left: 10 })) },
      ],
    });
    expect((await decode(stamped)).textLayer).toBe(false);
  });

  test('forms within forms for ever end', async () => {
    const loop = {
      entries: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fm 6 0 R >> >>',
      stream: Buffer.from('/Fm Do'),
    };
    await decode(makePdf([{ content: '/Fm Do', forms: '/Fm 6 0 R' }], { more: [loop] }));
  });

  test('what a file would run is not run, and what it carries is not a page', async () => {
    const bytes = makePdf([letter], {
      catalog: '/OpenAction << /S /JavaScript /JS (while(true){}) >> /Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>',
      more: [
        { entries: '/Type /Filespec /F (a.exe) /EF << /F 7 0 R >>' },
        { entries: '/Type /EmbeddedFile', stream: Buffer.from('MZ') },
      ],
    });
    expect((await decode(bytes)).pages).toHaveLength(1);
  });

  test('after a broken file the next one is read', async () => {
    expect(await codeOf(decode(whole.subarray(0, 200)))).toBe('input.broken');
    expect(await codeOf(decode(encrypted))).toBe('input.encrypted');
    expect((await decode(whole)).pages).toHaveLength(1);
  });
});

test('memory that one large document took is given back', async () => {
  const small = await loadPdfium();
  await decode(makePdf([{ ...letter, width: 4000, height: 4000 }]), { 'pdf.dpi': 300, 'input.maxMegapixels': 2000 });
  const after = await loadPdfium();
  expect(after).not.toBe(small);
  expect(after.HEAPU8.length).toBeLessThan(64 * 1024 * 1024);
});

test('the same document thirty times takes no more memory than once', async () => {
  const jpeg = await jpegOf(826, 1169);
  const bytes = makePdf([letter, { content: drawScan(), jpeg }]);
  for (let round = 0; round < 3; round += 1) await decode(bytes, { 'pdf.dpi': 50 });
  const before = (await loadPdfium()).HEAPU8.length;
  for (let round = 0; round < 27; round += 1) await decode(bytes, { 'pdf.dpi': 50 });
  expect((await loadPdfium()).HEAPU8.length).toBe(before);
});

test('opening and each page are parts of their own', async () => {
  const parts: string[] = [];
  await loadPdfium();
  await decode(makePdf([letter, letter]), {}, async (name, work) => {
    parts.push(name);
    return work();
  });
  expect(parts).toEqual(['open pages', 'draw page', 'draw page']);
});

test('a person sees a page in colour, no larger than wanted', async () => {
  const bytes = makePdf([{}, { content: '1 0 0 rg 0 0 595 842 re f' }]);
  const wanted = { file: 'a.pdf', bytes, settings: defaultSettings };
  const { data, width, height } = await drawPdfPage({ ...wanted, page: 1, longestSide: 842 });
  expect([width, height, data[0], data[1], data[2]]).toEqual([595, 842, 255, 0, 0]);
  const whole = await drawPdfPage({ ...wanted, page: 0, longestSide: 10_000 });
  expect([whole.width, whole.height]).toEqual([Math.round((A4.width * 200) / 72), Math.round((A4.height * 200) / 72)]);
  expect(await codeOf(drawPdfPage({ ...wanted, page: 2, longestSide: 842 }))).toBe('input.broken');
});
