/**
 * Pictures of a job for a screen: the source as it was fetched, the master that was read, the preview. Whatever the format,
 * what leaves here is an upright JPEG, no larger than a screen needs.
 */
import sharp, { type Sharp } from 'sharp';
import { BenchError } from '../contract/errors.ts';
import type { ImageKind } from '../contract/reader-calls.ts';
import type { DocumentRecord, JobRecord, JobResult } from '../contract/run.ts';
import type { Settings } from '../contract/settings.ts';
import { documentNow } from '../engine/places/document-now.ts';
import { drawPdfPage } from '../stages/pdf/decode.ts';
import { typeOf } from '../stages/source-type.ts';
import { type StorageAdapter, storageAt } from '../storage/storage.ts';

const LONGEST_SIDE = 2400;
const QUALITY = 88;

export interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly width: number;
  readonly height: number;
}

export interface PictureOf {
  readonly kind: ImageKind;
  /** From 0. */
  readonly page: number;
  readonly job: JobRecord;
  readonly document: DocumentRecord;
  readonly result: JobResult | undefined;
  readonly outputFolder: string | null;
  /** Of the run: at which resolution a PDF was drawn. */
  readonly settings: Settings;
}

/** @throws BenchError `input.missing`, `input.changed`, `run.output_missing`, `input.broken`; of a PDF as `decodePdf`, and `job.timeout` */
export async function readPicture(wanted: PictureOf): Promise<Picture> {
  const found = wanted.kind === 'source' ? await readSource(wanted) : await readOutput(wanted);
  try {
    const { data, info } = await (await openImage(found, wanted))
      .flatten({ background: 'white' })
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    return { bytes: new Uint8Array(data), type: 'image/jpeg', width: info.width, height: info.height };
  } catch (thrown) {
    throw BenchError.wrap(thrown, 'input.broken', { file: wanted.document.file });
  }
}

async function openImage({ bytes, page }: Found, { job, document: { file }, settings }: PictureOf): Promise<Sharp> {
  if ((await typeOf(bytes)).known !== 'application/pdf')
    return sharp(bytes, { page, limitInputPixels: false, failOn: 'none' }).autoOrient();
  // Drawing cannot be interrupted. What held a worker until it was stopped would hold this process for ever.
  if (job.error?.code === 'job.timeout') throw BenchError.from(job.error);
  const { data, width, height } = await drawPdfPage({ file, bytes, page, settings, longestSide: LONGEST_SIDE });
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false }).removeAlpha();
}

interface Found {
  readonly bytes: Buffer;
  /** The page inside the file. */
  readonly page: number;
}

/** Only what was measured is shown as what was measured. */
async function readSource({ document: { root, file, sha256, etag }, page }: PictureOf): Promise<Found> {
  const now = await documentNow({ root, file }, Number.POSITIVE_INFINITY);
  if (now.sha256 === null && now.etag === null) throw new BenchError('input.missing', { file });
  const isSame = (sha256 === null || now.sha256 === sha256) && (etag === null || now.etag === etag);
  if (!isSame) throw new BenchError('input.changed', { file });
  return { bytes: await storageAt(root).download(file, Number.POSITIVE_INFINITY, etag), page };
}

async function readOutput({ kind, page, document, result, outputFolder }: PictureOf): Promise<Found> {
  const missing = new BenchError('run.output_missing', { what: `${kind} image`, file: document.file });
  if (result === undefined || outputFolder === null) throw missing;
  const { master, preview } = result.outputs;
  // Each enhanced page is a file of its own, `master.jpg` and then `master-2.jpg`, or `.png` where it is longer than a JPEG can be;
  // an untouched source of several pages holds them itself.
  const ownFile = page > 0 && /\.(jpg|png)$/.test(master);
  const stem = master.replace(/\.\w+$/, `-${page + 1}`);
  const keys = kind === 'preview' ? [preview] : ownFile ? [`${stem}.jpg`, `${stem}.png`] : [master];
  const bytes = await firstOf(storageAt(outputFolder), keys).catch((thrown: unknown) => {
    throw BenchError.wrap(thrown).code.startsWith('s3.') ? thrown : missing;
  });
  return { bytes, page: ownFile || kind === 'preview' ? 0 : page };
}

async function firstOf(storage: StorageAdapter, [key = '', ...others]: readonly string[]): Promise<Buffer> {
  try {
    return await storage.download(key, Number.POSITIVE_INFINITY);
  } catch (thrown) {
    if (others.length === 0 || BenchError.wrap(thrown).code !== 'input.missing') throw thrown;
    return firstOf(storage, others);
  }
}
