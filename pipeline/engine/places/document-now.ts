/**
 * What a kept document is by now, to tell whether it is still the one that was measured.
 */
import path from 'node:path';
import { isS3 } from '../../contract/place.ts';
import type { DocumentRecord } from '../../contract/run.ts';
import type { Bytes } from '../../contract/units.ts';
import { S3Storage } from '../../storage/s3/s3-storage.ts';
import { fingerprint } from './folder-place.ts';
import type { Fingerprint } from './place.ts';

/** @throws BenchError `s3.*` when the server does not say */
export async function documentNow(
  { root, file }: Pick<DocumentRecord, 'root' | 'file'>,
  largestBytes: Bytes,
  signal?: AbortSignal,
): Promise<Fingerprint> {
  if (!isS3(root)) return fingerprint(path.join(root, file), largestBytes);
  const found = await new S3Storage(root).look(file, signal);
  return { bytes: found?.bytes ?? 0, sha256: null, etag: found?.etag ?? null };
}
