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
  const found = await fileTypeFromBuffer(bytes);
  const type = imageTypes.find((known) => known === found?.mime);
  if (type === undefined) throw new BenchError('input.unsupported_type', { file, type: found?.mime ?? 'of unknown type' });
  return { file, bytes, type };
}
