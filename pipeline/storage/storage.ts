/**
 * Where documents come from and results go. Keys use `/` between folders and never leave the adapter's root.
 */
import { isS3 } from '../contract/place.ts';
import type { Bytes } from '../contract/units.ts';
import { DirectoryStorage } from './directory.ts';
import { S3Storage } from './s3/s3-storage.ts';

export interface StorageAdapter {
  /** False until `open` has loaded what the adapter needs: the first job that needs it pays for it. */
  readonly isOpen: boolean;
  open(): Promise<void>;

  /**
   * Reads a whole object.
   * @param etag what it must still be, where that is known
   * @throws BenchError `input.missing`, `input.empty`, `input.not_a_file`, `input.unreadable`, `input.too_large`, `s3.*`
   */
  download(key: string, limit: Bytes, etag?: string | null): Promise<Buffer>;

  /**
   * Writes a whole object so that a reader sees the old one or the new one, never a part.
   * @throws BenchError `storage.full`, `storage.denied`, `storage.failed`, `s3.*`
   */
  upload(key: string, bytes: Uint8Array): Promise<void>;
}

/** @param root a folder, or `s3://bucket/folder` */
export const storageAt = (root: string): StorageAdapter => (isS3(root) ? new S3Storage(root) : new DirectoryStorage(root));
