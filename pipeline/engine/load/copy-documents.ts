/**
 * Brings the documents of a load test from a bucket to this machine before the first upload: the generator sends files, and what
 * a download takes would make its uploads late.
 */
import type { Bytes } from '../../contract/units.ts';
import { DirectoryStorage } from '../../storage/directory.ts';
import { S3Storage } from '../../storage/s3/s3-storage.ts';
import type { FoundDocument } from '../documents.ts';
import { forget } from './uploads.ts';

/**
 * @param folder where they go, each under its own key
 * @throws BenchError as `StorageAdapter`; a document that cannot be read cannot be sent. Nothing is left in the folder then
 */
export async function copyDocuments(
  documents: readonly FoundDocument[],
  folder: string,
  largestBytes: Bytes,
  { signal, onCopied }: { readonly signal: AbortSignal; readonly onCopied: (done: number) => void },
): Promise<void> {
  const copies = new DirectoryStorage(folder);
  try {
    for (const [at, { root, file, etag }] of documents.entries()) {
      await copies.upload(file, await new S3Storage(root).download(file, largestBytes, etag, signal));
      onCopied(at + 1);
    }
  } catch (thrown) {
    await forget(folder);
    throw thrown;
  }
}
