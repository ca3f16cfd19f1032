/**
 * Storage in a folder of this machine: the embedded default.
 */
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { BenchError, type ErrorCode, reasonOf, systemCodeOf } from '../contract/errors.ts';
import type { Bytes } from '../contract/units.ts';
import type { StorageAdapter } from './storage.ts';

export class DirectoryStorage implements StorageAdapter {
  readonly isOpen = true;
  private readonly root: string;

  constructor(root: string) {
    this.root = path.resolve(root);
  }

  async open(): Promise<void> {}

  async download(key: string, limit: Bytes): Promise<Buffer> {
    const file = this.fileOf(key);
    let handle: FileHandle | undefined;
    try {
      // Looked at before it is opened: opening a pipe waits for a writer that may never come.
      if (!(await stat(file)).isFile()) throw new BenchError('input.not_a_file', { file: key });
      handle = await open(file, constants.O_RDONLY);
      const { size } = await handle.stat();
      if (size === 0) throw new BenchError('input.empty', { file: key });
      if (size > limit) throw new BenchError('input.too_large', { file: key, bytes: size, limit });
      return await handle.readFile();
    } catch (thrown) {
      throw BenchError.wrap(thrown, readErrorCode(thrown), { file: key });
    } finally {
      await handle?.close();
    }
  }

  async upload(key: string, bytes: Uint8Array): Promise<void> {
    const file = this.fileOf(key);
    try {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFileAtomic(file, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    } catch (thrown) {
      throw writeError(thrown, this.root);
    }
  }

  private fileOf(key: string): string {
    const file = path.resolve(this.root, key);
    if (file !== this.root && !file.startsWith(this.root + path.sep)) {
      throw new BenchError('storage.failed', { folder: this.root, reason: `${key} leads out of it` });
    }
    return file;
  }
}

const readErrorCode = (thrown: unknown): ErrorCode => {
  const code = systemCodeOf(thrown);
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'input.missing' : 'input.unreadable';
};

/** Names a system error of writing: full, not allowed, or anything else. */
export function writeError(thrown: unknown, folder: string): BenchError {
  if (thrown instanceof BenchError) return thrown;
  const code = systemCodeOf(thrown);
  const reason = reasonOf(thrown);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new BenchError('storage.full', { folder }, { cause: thrown });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new BenchError('storage.denied', { folder, reason: code }, { cause: thrown });
  }
  return new BenchError('storage.failed', { folder, reason }, { cause: thrown });
}
