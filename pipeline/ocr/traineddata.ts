/**
 * Finds and reads the trained data of Tesseract: a model of `@tesseract.js-data/eng`, the small one that systems ship, or any
 * folder that holds `eng.traineddata`, plain or gzipped. Always a local file: tesseract.js would otherwise fetch it from a CDN.
 */
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import envPaths from 'env-paths';
import { BenchError, reasonOf } from '../contract/errors.ts';
import type { FoundEngine } from './engine.ts';

const packages = createRequire(import.meta.url);

const plainName = 'eng.traineddata';
const fileNames = [plainName, `${plainName}.gz`] as const;
const modelFile = fileNames.join(' or ');

/** Folder of each model inside the npm package. */
const packagedModels = { best_int: '4.0.0_best_int', standard: '4.0.0' } as const;
export type PackagedModel = keyof typeof packagedModels;

/** Layers of the network of `tessdata_fast`, as its file names them; those of the other models are wider. */
const FAST_NETWORK = 'Lfys48Lfx96Lrx96Lfx192';

export interface TrainedData {
  readonly name: string;
  readonly file: string;
  /** As on disk; tesseract.js unpacks gzip itself. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** First 12 hexadecimal digits of the SHA-256, so that two runs can tell whether they used the same model. */
  readonly fingerprint: string;
}

export const modelMissing = (model: string, folder: string, remedy: string, cause?: unknown): BenchError =>
  new BenchError('ocr.model_missing', { model, folder, remedy }, { cause });

/** A model that is none of the engine's own names is a folder, and a folder is written with a separator: `./models`. */
export function folderOfOnesOwn(engine: string, model: string, models: readonly string[]): string {
  if (/[/\\]/.test(model)) return model;
  throw new BenchError('ocr.model_unknown', { engine, model, models: ['auto', ...models].join(', '), file: modelFile });
}

/** @throws BenchError `ocr.model_missing` */
export async function readTrainedData(name: string, folder: string, remedy?: string): Promise<TrainedData> {
  let missing: unknown;
  for (const fileName of fileNames) {
    const file = path.join(folder, fileName);
    try {
      const bytes = new Uint8Array(await readFile(file));
      return { name, file, bytes, fingerprint: createHash('sha256').update(bytes).digest('hex').slice(0, 12) };
    } catch (error) {
      missing = error;
    }
  }
  throw modelMissing(name, folder, remedy ?? `name a folder that holds ${modelFile}`, missing);
}

/** @throws BenchError `ocr.model_missing` */
export async function readPackagedModel(name: PackagedModel): Promise<TrainedData> {
  const packageName = '@tesseract.js-data/eng';
  const remedy = 'install this program anew, the model comes with it';
  let folder: string;
  try {
    folder = path.dirname(packages.resolve(`${packageName}/package.json`));
  } catch (error) {
    throw modelMissing(name, packageName, remedy, error);
  }
  return readTrainedData(name, path.join(folder, packagedModels[name]), remedy);
}

/** Where systems keep Tesseract's models, most wanted first. */
export function systemFolders(environment: NodeJS.ProcessEnv = process.env): string[] {
  const prefix = environment.TESSDATA_PREFIX;
  const windows = environment.ProgramFiles;
  return [
    ...(prefix ? [prefix, path.join(prefix, 'tessdata')] : []),
    '/usr/share/tesseract-ocr/5/tessdata',
    '/usr/share/tesseract-ocr/4.00/tessdata',
    '/usr/share/tessdata',
    '/usr/local/share/tessdata',
    '/opt/homebrew/share/tessdata',
    '/opt/local/share/tessdata',
    ...(windows ? [path.join(windows, 'Tesseract-OCR', 'tessdata')] : []),
  ];
}

/**
 * The first model in these folders that fits.
 * @throws BenchError `ocr.model_missing`
 */
export async function readFirstModel(
  name: string,
  folders: readonly string[],
  remedy: string,
  fits: (bytes: Buffer) => boolean = () => true,
): Promise<TrainedData> {
  for (const folder of folders) {
    const found = await readTrainedData(name, folder).catch(() => null);
    if (found !== null && fits(Buffer.from(found.bytes.buffer))) return found;
  }
  throw modelMissing(name, folders.join(', '), remedy);
}

/**
 * Some systems ship the standard model where others keep the fast one, so the file itself is asked.
 * @throws BenchError `ocr.model_missing`
 */
export const readFastModel = (folders: readonly string[] = systemFolders()): Promise<TrainedData> =>
  readFirstModel(
    'fast',
    folders,
    'install it (Debian: apt install tesseract-ocr-eng; macOS: brew install tesseract), or name a folder that holds the file of tessdata_fast',
    (bytes) => bytes.includes(FAST_NETWORK),
  );

/** A model as `find` tells of it. */
export const foundModel = (model: TrainedData, versions: Readonly<Record<string, string>>): FoundEngine => ({
  model: model.name,
  versions: { ...versions, [`model ${model.name}`]: model.fingerprint },
  detail: `${(model.bytes.length / 1e6).toFixed(1)} MB, ${model.file}`,
});

const unpack = promisify(gunzip);

/**
 * The folder of the model as plain `eng.traineddata`, for a program that does not unpack. A gzipped one is unpacked into a
 * cache, once: its folder there is named by the fingerprint.
 * @throws BenchError `ocr.model_missing`, `storage.failed`
 */
export async function plainFolder(
  model: TrainedData,
  cache: string = envPaths('rythmiq-bench', { suffix: '' }).cache,
): Promise<string> {
  if (!model.file.endsWith('.gz')) return path.dirname(model.file);
  const folder = path.join(cache, 'tessdata', model.fingerprint);
  const file = path.join(folder, plainName);
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  const plain = await unpack(model.bytes).catch((error: unknown) => {
    throw modelMissing(model.name, path.dirname(model.file), `${model.file} is damaged, fetch it anew`, error);
  });
  // Two workers may come here at once; each writes a file of its own, and renaming is atomic.
  const unfinished = `${file}.${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(unfinished, plain);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw new BenchError('storage.failed', { folder, reason: reasonOf(error) }, { cause: error });
  }
  return folder;
}
