/**
 * Finds and reads the trained data of Tesseract: one of the two models of `@tesseract.js-data/eng`, or any folder that holds
 * `eng.traineddata`, plain or gzipped. Always a local file: tesseract.js would otherwise fetch it from a CDN.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BenchError } from '../contract/errors.ts';

const packages = createRequire(import.meta.url);

/** Folder of each named model inside the npm package. */
const packagedModels: Readonly<Record<string, string>> = { best_int: '4.0.0_best_int', standard: '4.0.0' };

const fileNames = ['eng.traineddata', 'eng.traineddata.gz'] as const;

export interface TesseractModel {
  readonly name: string;
  readonly folder: string;
  /** As on disk; tesseract.js unpacks gzip itself. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** First 12 hexadecimal digits of the SHA-256, so that two runs can tell whether they used the same model. */
  readonly fingerprint: string;
}

function folderOf(name: string): string {
  const packaged = packagedModels[name];
  if (packaged === undefined) return name;
  try {
    return join(dirname(packages.resolve('@tesseract.js-data/eng/package.json')), packaged);
  } catch (error) {
    throw modelMissing(name, '@tesseract.js-data/eng', error);
  }
}

export function modelMissing(model: string, folder: string, cause?: unknown): BenchError {
  return new BenchError('ocr.model_missing', { model, folder, file: fileNames.join(' or ') }, { cause });
}

/** @throws BenchError `ocr.model_missing` */
export async function readModel(name: string): Promise<TesseractModel> {
  const folder = folderOf(name);
  let missing: unknown;
  for (const fileName of fileNames) {
    try {
      const bytes = new Uint8Array(await readFile(join(folder, fileName)));
      return { name, folder, bytes, fingerprint: createHash('sha256').update(bytes).digest('hex').slice(0, 12) };
    } catch (error) {
      missing = error;
    }
  }
  throw modelMissing(name, folder, missing);
}
