/**
 * Stage `upload`: writes the master image, a preview and the words with their places through the storage adapter.
 */
import sharp from 'sharp';
import type { Word, WordsFile } from '../contract/ocr.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import type { Bytes } from '../contract/units.ts';
import type { StorageAdapter } from '../storage/storage.ts';
import type { Fetched } from './fetch.ts';
import type { SourceType } from './source-type.ts';

/** Long side of a preview in pixels: a page still readable at a glance on a list. */
const PREVIEW_SIDE = 800;
const PREVIEW_QUALITY = 75;
/** Above this, letter edges show no artefacts and the file only grows. */
const MASTER_QUALITY = 85;
/** Pixels a side that a JPEG can have; what is longer becomes a PNG. */
const LONGEST_JPEG = 65_535;

const extensions: Record<SourceType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

export interface Uploaded {
  /** Key of the master's first page; further pages lie beside it as `master-2.jpg` and so on. */
  readonly master: string;
  readonly preview: string;
  /** Key of a `WordsFile` as JSON. */
  readonly words: string;
  /** All of them together. */
  readonly bytes: Bytes;
}

export interface Results {
  readonly fetched: Fetched;
  /** The pages after enhancement; where it was skipped the source itself is the master, untouched. */
  readonly enhanced: { readonly pages: readonly GreyImage[]; readonly skipped: boolean };
  /** Boxes in pixels of those pages. */
  readonly words: readonly Word[];
}

/**
 * @param folder where in the storage this job's results go
 * @throws BenchError as `StorageAdapter.upload`
 */
export async function uploadResults(
  context: StageContext,
  storage: StorageAdapter,
  folder: string,
  { fetched, enhanced, words }: Results,
): Promise<Uploaded> {
  if (!storage.isOpen) await context.part('load storage client', () => storage.open());
  let bytes = 0;
  const put = async (name: string, content: Uint8Array) => {
    const key = `${folder}/${name}`;
    await context.part('write', () => storage.upload(key, content));
    bytes += content.byteLength;
    return key;
  };

  const masters = enhanced.skipped
    ? [{ name: `master.${extensions[fetched.type]}`, content: fetched.bytes }]
    : await context.part('encode master', () => encodeMasters(enhanced.pages));
  const keys: string[] = [];
  for (const { name, content } of masters) keys.push(await put(name, content));

  const preview = await context.part('encode preview', () => encodePreview(fetched, enhanced));
  const wordsFile: WordsFile = { pages: enhanced.pages.map(({ width, height }) => ({ width, height })), words: [...words] };
  return {
    master: keys[0] ?? '',
    preview: await put('preview.jpg', preview),
    words: await put('words.json', new TextEncoder().encode(JSON.stringify(wordsFile))),
    bytes,
  };
}

async function encodeMasters(pages: readonly GreyImage[]) {
  const masters: { name: string; content: Uint8Array }[] = [];
  for (const [index, page] of pages.entries()) {
    const isTooLong = Math.max(page.width, page.height) > LONGEST_JPEG;
    const content = await (isTooLong ? fromGrey(page).png() : fromGrey(page).jpeg({ quality: MASTER_QUALITY })).toBuffer();
    masters.push({ name: `master${index === 0 ? '' : `-${index + 1}`}.${isTooLong ? 'png' : 'jpg'}`, content });
  }
  return masters;
}

function encodePreview(fetched: Fetched, enhanced: { pages: readonly GreyImage[]; skipped: boolean }): Promise<Buffer> {
  const [first] = enhanced.pages;
  // A page of a PDF was drawn once; drawing it in colour as well would cost as much again.
  const image =
    first === undefined || (enhanced.skipped && fetched.type !== 'application/pdf')
      ? sharp(fetched.bytes, { limitInputPixels: false }).autoOrient().flatten({ background: 'white' })
      : fromGrey(first);
  return image
    .resize(PREVIEW_SIDE, PREVIEW_SIDE, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: PREVIEW_QUALITY })
    .toBuffer();
}

const fromGrey = ({ data, width, height }: GreyImage) =>
  sharp(data, { raw: { width, height, channels: 1 }, limitInputPixels: false });
