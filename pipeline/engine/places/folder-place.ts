/**
 * Documents in a folder of this machine.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { BenchError, reasonOf, systemCodeOf } from '../../contract/errors.ts';
import type { Bytes } from '../../contract/units.ts';
import type { DocumentPlace, Fingerprint, TruthText } from './place.ts';

export async function openFolderPlace(given: string): Promise<DocumentPlace> {
  const place = path.resolve(given);
  const kind = await stat(place).catch((thrown: unknown) => {
    if (systemCodeOf(thrown) === 'ENOENT') throw new BenchError('input.folder_missing', { folder: place });
    throw new BenchError('input.unreadable', { file: place, reason: reasonOf(thrown) });
  });
  const root = kind.isDirectory() ? place : path.dirname(place);
  const at = (file: string) => path.join(root, file);
  return {
    root,
    only: kind.isDirectory() ? null : path.basename(place),
    atOnce: 1,
    entriesOf: async (folder) =>
      (await readdir(at(folder), { withFileTypes: true })).map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() })),
    isDocument: (file) => isDocument(at(file)),
    sizeOf: (file) =>
      stat(at(file)).then(
        ({ size }) => size,
        () => 0,
      ),
    fingerprint: (file, largestBytes) => fingerprint(at(file), largestBytes),
    readText: (file, largestBytes) => readText(at(file), largestBytes),
  };
}

async function isDocument(file: string): Promise<boolean> {
  try {
    if (!(await stat(file)).isFile()) return false;
    const mime = (await fileTypeFromFile(file))?.mime;
    return mime?.startsWith('image/') || mime === 'application/pdf';
  } catch {
    return false;
  }
}

/** A document that cannot be read, or is too large to be, has no hash; its job will say why. */
export async function fingerprint(file: string, largestBytes: Bytes): Promise<Fingerprint> {
  let bytes = 0;
  const unread = () => ({ bytes, sha256: null, etag: null });
  try {
    const found = await stat(file);
    if (!found.isFile()) return unread();
    bytes = found.size;
    if (bytes > largestBytes) return unread();
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    return { bytes, sha256: hash.digest('hex'), etag: null };
  } catch {
    return unread();
  }
}

async function readText(file: string, largestBytes: Bytes): Promise<TruthText> {
  try {
    const found = await stat(file);
    const refuse = (problem: string) => ({ content: null, problem: `${path.basename(file)} ${problem}` });
    // A pipe would be waited on for ever.
    if (!found.isFile()) return refuse('is not a regular file');
    if (found.size > largestBytes) return refuse(`is larger than ${largestBytes} bytes`);
    return { content: (await readFile(file, 'utf8')).replace(/^\uFEFF/, ''), problem: null };
  } catch (thrown) {
    return { content: null, problem: systemCodeOf(thrown) === 'ENOENT' ? null : reasonOf(thrown) };
  }
}
