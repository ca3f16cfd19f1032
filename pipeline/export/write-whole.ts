/**
 * Writes a file piece by piece, so that it may be larger than memory, and whole or not at all: the pieces go to a file beside
 * it, which takes its name when the last one is on the disk. An older file of that name stays until then.
 */
import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { BenchError, reasonOf, systemCodeOf } from '../contract/errors.ts';
import type { Bytes } from '../contract/units.ts';

/**
 * The next piece is asked for when the last one is written. Returns the size of the file.
 * @throws BenchError `export.*`; whatever `signal` was aborted with
 */
export async function writeWhole(file: string, pieces: Iterable<string | Uint8Array>, signal?: AbortSignal): Promise<Bytes> {
  try {
    // A link stays a link: what it points to is replaced.
    const target = await realpath(file).catch(() => path.resolve(file));
    const existing = await stat(target).catch(() => null);
    // A pipe or a device (/dev/stdout) has no name to take, and must not lose its own.
    if (existing !== null && !existing.isFile()) return await writeInto(await open(target, 'w'), pieces, signal);
    return await writeBeside(target, existing, pieces, signal);
  } catch (thrown) {
    throw signal?.aborted ? signal.reason : exportError(thrown, file);
  }
}

async function writeBeside(
  target: string,
  existing: Stats | null,
  pieces: Iterable<string | Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<Bytes> {
  const temporary = path.join(path.dirname(target), `.rbench-${randomUUID()}.tmp`);
  const handle = await open(temporary, 'wx', existing?.mode);
  try {
    const bytes = await writeInto(handle, pieces, signal);
    await rename(temporary, target);
    return bytes;
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}

/** Closes the handle, whatever happens. */
async function writeInto(
  handle: FileHandle,
  pieces: Iterable<string | Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<Bytes> {
  try {
    let bytes = 0;
    for (const piece of pieces) {
      signal?.throwIfAborted();
      const encoded = Buffer.from(piece);
      // A disk that is nearly full takes a part of what it is given.
      for (let written = 0; written < encoded.length; ) written += (await handle.write(encoded, written)).bytesWritten;
      bytes += encoded.length;
    }
    // A pipe has nothing to bring to the disk.
    if ((await handle.stat()).isFile()) await handle.sync();
    signal?.throwIfAborted();
    return bytes;
  } finally {
    await handle.close();
  }
}

function exportError(thrown: unknown, file: string): BenchError {
  switch (systemCodeOf(thrown)) {
    // A mistake of ours, or an error that has its own sentence.
    case undefined:
      return BenchError.wrap(thrown);
    case 'ENOSPC':
    case 'EDQUOT':
      return new BenchError('export.disk_full', { file }, { cause: thrown });
    case 'ENOENT':
      return new BenchError('export.failed', { file, reason: 'its folder does not exist' }, { cause: thrown });
    case 'EISDIR':
      return new BenchError('export.failed', { file, reason: 'it is a folder' }, { cause: thrown });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new BenchError('export.failed', { file, reason: 'this user may not write there' }, { cause: thrown });
    default:
      return new BenchError('export.failed', { file, reason: reasonOf(thrown) }, { cause: thrown });
  }
}
