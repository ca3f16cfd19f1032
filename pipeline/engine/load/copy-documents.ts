/**
 * Brings the documents of a load test from a bucket to this machine before the first upload: the generator sends files, and what
 * a download takes would make its uploads late.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Bytes } from '../../contract/units.ts';
import { S3Storage } from '../../storage/s3/s3-storage.ts';
import type { FoundDocument } from '../documents.ts';

/**
 * @param folder where they go, each under its own key
 * @throws BenchError as `StorageAdapter.download`; a document that cannot be read cannot be sent
 */
export async function copyDocuments(
  documents: readonly FoundDocument[],
  folder: string,
  largestBytes: Bytes,
  { signal, onCopied }: { readonly signal: AbortSignal; readonly onCopied: (done: number) => void },
): Promise<void> {
  for (const [at, { root, file, etag }] of documents.entries()) {
    const bytes = await new S3Storage(root).download(file, largestBytes, etag, signal);
    const copy = path.join(folder, file);
    await mkdir(path.dirname(copy), { recursive: true });
    await writeFile(copy, bytes);
    onCopied(at + 1);
  }
}
