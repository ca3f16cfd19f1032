/**
 * Pictures of a job for a screen: the source as it was fetched, the master that was read, the preview. Whatever the format,
 * what leaves here is an upright JPEG, no larger than a screen needs.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { BenchError } from '../contract/errors.ts';
import type { ImageKind } from '../contract/reader-calls.ts';
import type { DocumentRecord, JobRecord, JobResult } from '../contract/run.ts';
import type { Settings } from '../contract/settings.ts';
import { fingerprint } from '../engine/documents.ts';
import { drawPdfPage } from '../stages/pdf/decode.ts';
import { typeOf } from '../stages/source-type.ts';

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
async function readSource({ document: { root, file, sha256 }, page }: PictureOf): Promise<Found> {
  const location = path.join(root, file);
  const found = await fingerprint(location, Number.POSITIVE_INFINITY);
  if (found.sha256 === null) throw new BenchError('input.missing', { file });
  if (sha256 !== null && found.sha256 !== sha256) throw new BenchError('input.changed', { file });
  return { bytes: await readFile(location), page };
}

async function readOutput({ kind, page, document, result, outputFolder }: PictureOf): Promise<Found> {
  const missing = new BenchError('run.output_missing', { what: `${kind} image`, file: document.file });
  if (result === undefined || outputFolder === null) throw missing;
  const { master, preview } = result.outputs;
  // Each enhanced page is a file of its own, `master.jpg` and then `master-2.jpg`; an untouched source holds its pages itself.
  const ownFile = page > 0 && master.endsWith('.jpg');
  const key = kind === 'preview' ? preview : ownFile ? master.replace(/\.jpg$/, `-${page + 1}.jpg`) : master;
  const bytes = await readFile(path.join(outputFolder, key)).catch(() => {
    throw missing;
  });
  return { bytes, page: ownFile || kind === 'preview' ? 0 : page };
}
