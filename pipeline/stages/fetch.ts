/**
 * Stage `fetch`: reads the source's bytes through the storage adapter and tells its type by content, whatever its name says.
 */
import { fileTypeFromBuffer } from 'file-type';
import { BenchError } from '../contract/errors.ts';
import { largestInput } from '../contract/settings.ts';
import type { StageContext } from '../contract/stage-context.ts';
import type { StorageAdapter } from '../storage/storage.ts';

export const imageTypes = ['image/jpeg', 'image/png', 'image/tiff', 'image/webp'] as const;
export type ImageType = (typeof imageTypes)[number];

export interface Fetched {
  /** The key the bytes were read under: what error sentences name. */
  readonly file: string;
  readonly bytes: Buffer;
  readonly type: ImageType;
}

/** @throws BenchError as `StorageAdapter.download`, and `input.unsupported_type` */
export async function fetchDocument(context: StageContext, storage: StorageAdapter, file: string): Promise<Fetched> {
  const bytes = await storage.download(file, largestInput(context.settings));
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? beginsAs(bytes);
  const type = imageTypes.find((known) => known === (found === ANIMATED_PNG ? 'image/png' : found));
  if (type === undefined) throw new BenchError('input.unsupported_type', { file, type: found ?? 'of unknown type' });
  return { file, bytes, type };
}

/** Its first picture is what every viewer shows, as with an animated WebP. */
const ANIMATED_PNG = 'image/apng';

/** What a file begins as that is cut off or damaged before its type is beyond doubt: the decoder will say what is wrong. */
const signatures: readonly (readonly [signature: string, type: ImageType])[] = [
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
  ['II+\0', 'image/tiff'],
  ['MM\0+', 'image/tiff'],
];

function beginsAs(bytes: Buffer): ImageType | undefined {
  const head = bytes.toString('latin1', 0, 8);
  return signatures.find(([signature]) => head.startsWith(signature))?.[1];
}
