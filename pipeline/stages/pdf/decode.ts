/**
 * Bytes of a PDF file → its pages as 8-bit grey, drawn.
 *
 * A page that is a scan is drawn at the scan's own resolution, dot for dot, so that nothing is blurred and a scan costs the same
 * in a PDF as in an image file. A drawn page has no resolution; `pdf.dpi` gives it one. 200 is the least at which 8-point print takes
 * the fast path: the same pages at 100, 150, 200 and 300 dpi had a CER of 0.47, 0.14, 0.20 and 0.20 % for 1.75, 1.83, 1.83 and 1.79
 * CPU seconds (tesseract.js, which reads at most 2400 pixels a side). Text that the file carries is not used:
 * it is what some program believed, and OCR is never skipped. The sizes of all pages, and what the images on them and in their
 * stamps and fields say of themselves, are held against the limit before anything is drawn.
 */
import { BenchError } from '../../contract/errors.ts';
import type { Settings } from '../../contract/settings.ts';
import type { GreyImage, MeasurePart } from '../../contract/stage-context.ts';
import type { DecodedFile } from '../decode.ts';
import { isPdfiumLoaded, loadPdfium, type PdfDocument, type PdfPage, POINTS_PER_INCH, withPdf } from './document.ts';

const PIXELS_PER_MEGAPIXEL = 1_000_000;
/** No scan is coarser: many small pages are refused by this before they are read. */
const COARSEST_DOTS_PER_INCH = 50;

interface Decoding {
  readonly file: string;
  readonly bytes: Buffer;
  readonly settings: Settings;
  readonly part: MeasurePart;
}

/** @throws BenchError `input.encrypted`, `input.broken`, `input.no_pages`, `input.too_many_pixels` */
export async function decodePdf({ file, bytes, settings, part }: Decoding): Promise<DecodedFile> {
  if (!isPdfiumLoaded()) await part('load PDF renderer', loadPdfium);
  return withPdf(file, bytes, async (document) => {
    const pages = await part('open pages', () => openPages(document, file, settings));
    const drawn: GreyImage[] = [];
    for (const { page, width, height } of pages) {
      const data = await part('draw page', () => page.draw(width, height, 'grey'));
      page.close();
      drawn.push({ data, width, height });
    }
    const [first] = pages;
    return {
      pages: drawn,
      dotsPerInch: first === undefined ? null : Math.round(first.dotsPerInch),
      textLayer: pages.some(({ page }) => page.content.hasText),
    };
  });
}

const limitOf = (settings: Pick<Settings, 'input.maxMegapixels'>): number =>
  Math.floor(settings['input.maxMegapixels'] * PIXELS_PER_MEGAPIXEL);

function refuseAbove(limit: number, pixels: number, file: string): void {
  if (pixels > limit) throw new BenchError('input.too_many_pixels', { file, pixels: Math.round(pixels), limit });
}

interface OpenPage {
  readonly page: PdfPage;
  readonly dotsPerInch: number;
  readonly width: number;
  readonly height: number;
}

function openPages(document: PdfDocument, file: string, settings: Settings): OpenPage[] {
  const limit = limitOf(settings);
  let least = 0;
  for (let at = 0; at < document.pageCount; at += 1) {
    const { width, height } = document.sizeOf(at);
    least += (width * height * COARSEST_DOTS_PER_INCH ** 2) / POINTS_PER_INCH ** 2;
    refuseAbove(limit, least, file);
  }
  const pages: OpenPage[] = [];
  let pixels = 0;
  for (let at = 0; at < document.pageCount; at += 1) {
    const page = document.openPage(at);
    const dotsPerInch = page.content.scanDotsPerInch ?? settings['pdf.dpi'];
    const size = pageSize(page, dotsPerInch);
    pages.push({ page, dotsPerInch, ...size });
    refuseAbove(limit, page.content.imagePixels, file);
    pixels += size.width * size.height;
    refuseAbove(limit, pixels, file);
  }
  return pages;
}

export interface PdfPicture {
  /** 4 bytes to a pixel: red, green, blue, and one that is not used. */
  readonly data: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/**
 * One page for a person to look at: in colour, and as large as it was read unless that is larger than wanted.
 * @param page from 0
 * @throws BenchError as `decodePdf`
 */
export function drawPdfPage(wanted: {
  readonly file: string;
  readonly bytes: Buffer;
  readonly page: number;
  readonly settings: Pick<Settings, 'pdf.dpi' | 'input.maxMegapixels'>;
  readonly longestSide: number;
}): Promise<PdfPicture> {
  const { file, bytes, page: at, settings, longestSide } = wanted;
  return withPdf(file, bytes, (document) => {
    const page = document.openPage(at);
    const limit = limitOf(settings);
    refuseAbove(limit, page.content.imagePixels, file);
    const size = pageSize(page, page.content.scanDotsPerInch ?? settings['pdf.dpi']);
    const part = Math.min(1, longestSide / Math.max(size.width, size.height));
    const [width, height] = [size.width, size.height].map((side) => Math.max(1, Math.round(side * part))) as [number, number];
    return { data: page.draw(width, height, 'colour'), width, height };
  });
}

/** Pixels of a page, at least one. */
function pageSize({ width, height }: PdfPage, dotsPerInch: number): { width: number; height: number } {
  const pixels = (points: number) => Math.max(1, Math.round((points * dotsPerInch) / POINTS_PER_INCH));
  return { width: pixels(width), height: pixels(height) };
}
