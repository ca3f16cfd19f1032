/**
 * Where documents come from and results go. Keys use `/` between folders and never leave the adapter's root.
 */
import type { Bytes } from '../contract/units.ts';

export interface StorageAdapter {
  /**
   * Reads a whole object.
   * @throws BenchError `input.missing`, `input.empty`, `input.not_a_file`, `input.unreadable`, `input.too_large`
   */
  download(key: string, limit: Bytes): Promise<Buffer>;

  /**
   * Writes a whole object so that a reader sees the old one or the new one, never a part.
   * @throws BenchError `storage.full`, `storage.denied`, `storage.failed`
   */
  upload(key: string, bytes: Uint8Array): Promise<void>;
}
