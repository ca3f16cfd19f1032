/**
 * Stage `fetch`: reads the source's bytes through the storage adapter and tells its type by content, whatever its name says.
 */
import { BenchError } from '../contract/errors.ts';
import { largestInput } from '../contract/settings.ts';
import type { StageContext } from '../contract/stage-context.ts';
import type { StorageAdapter } from '../storage/storage.ts';
import { type SourceType, typeOf } from './source-type.ts';

export interface Fetched {
  /** The key the bytes were read under: what error sentences name. */
  readonly file: string;
  readonly bytes: Buffer;
  readonly type: SourceType;
}

/** @throws BenchError as `StorageAdapter.download`, and `input.unsupported_type` */
export async function fetchDocument(
  context: StageContext,
  storage: StorageAdapter,
  { key: file, etag }: { readonly key: string; readonly etag: string | null },
): Promise<Fetched> {
  if (!storage.isOpen) await context.part('load storage client', () => storage.open());
  const bytes = await storage.download(file, largestInput(context.settings), etag);
  const { known, name } = await typeOf(bytes);
  if (known === null) throw new BenchError('input.unsupported_type', { file, type: name ?? 'of unknown type' });
  return { file, bytes, type: known };
}
