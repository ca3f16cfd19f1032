/**
 * Bytes of an image file → its pages as 8-bit grey. Whatever the file says about orientation, colour space, depth and
 * transparency is applied here, so that no later stage has to know of it.
 *
 * The size is read from the header before a pixel is unpacked: a bomb is refused while it is still small. Any warning of the
 * decoder is a failure: a JPEG cut short would otherwise pass as a page whose lower half is grey.
 */
import sharp, { type Metadata } from 'sharp';
import { BenchError, reasonOf } from '../contract/errors.ts';
import type { Settings } from '../contract/settings.ts';
import type { GreyImage } from '../contract/stage-context.ts';
import { toGrey } from './image/to-grey.ts';

export interface DecodedFile {
  readonly pages: readonly GreyImage[];
  /** The tag of the first page; null where the file has none. */
  readonly dotsPerInch: number | null;
  /** Whether a PDF carries text of its own, which is not used; null for images. */
  readonly textLayer: boolean | null;
}

const PIXELS_PER_MEGAPIXEL = 1_000_000;

/** Only TIFF holds documents of several pages; the further pages of a WebP are frames of an animation. */
const pagesOf = (header: Metadata): number => (header.format === 'tiff' ? (header.pages ?? 1) : 1);

/**
 * @param file only names the document in errors
 * @throws BenchError `input.broken`, `input.too_many_pixels`
 */
export async function decodePages(file: string, bytes: Buffer, settings: Settings): Promise<DecodedFile> {
  const limit = Math.floor(settings['input.maxMegapixels'] * PIXELS_PER_MEGAPIXEL);
  const pages: GreyImage[] = [];
  const first = await readHeader(file, bytes, 0);
  const headers = [first];
  let pixels = first.width * first.height;
  refuseAbove(limit, pixels, file);
  for (let page = 1; page < pagesOf(first); page += 1) {
    const header = await readHeader(file, bytes, page);
    headers.push(header);
    pixels += header.width * header.height;
    refuseAbove(limit, pixels, file);
  }
  for (const [page, header] of headers.entries()) pages.push(await decodePage(file, bytes, page, header));
  return { pages, dotsPerInch: first.density ?? null, textLayer: null };
}

/** The size has been checked by then, so sharp's own limit, which knows neither our setting nor our error, is off. */
const open = (bytes: Buffer, page: number) => sharp(bytes, { page, failOn: 'warning', limitInputPixels: false });

async function readHeader(file: string, bytes: Buffer, page: number): Promise<Metadata> {
  try {
    return await open(bytes, page).metadata();
  } catch (error) {
    throw broken(file, page, error);
  }
}

function refuseAbove(limit: number, pixels: number, file: string): void {
  if (pixels > limit) throw new BenchError('input.too_many_pixels', { file, pixels, limit });
}

async function decodePage(file: string, bytes: Buffer, page: number, header: Metadata): Promise<GreyImage> {
  try {
    return await toGrey(() => open(bytes, page).autoOrient(), header);
  } catch (error) {
    throw broken(file, page, error);
  }
}

function broken(file: string, page: number, error: unknown): BenchError {
  const reason = page === 0 ? reasonOf(error) : `page ${page + 1}: ${reasonOf(error)}`;
  return new BenchError('input.broken', { file, reason }, { cause: error });
}
