/**
 * Documents in a bucket of an S3 server. It is listed once; the list says of each object its size and its ETag, so that no document
 * is read before its job reads it.
 */
import { BenchError, reasonOf } from '../../contract/errors.ts';
import { parseS3Address, s3AddressOf } from '../../contract/place.ts';
import { HEAD_BYTES, typeOf } from '../../stages/source-type.ts';
import { S3Storage, type StoredObject } from '../../storage/s3/s3-storage.ts';
import type { DocumentPlace, PlaceEntry, TruthText } from './place.ts';

/** Requests at once: enough to hide the way to the server, few enough not to be slowed down by it. */
const AT_ONCE = 16;

export async function openBucketPlace(given: string, signal?: AbortSignal): Promise<DocumentPlace> {
  const address = parseS3Address(given);
  const folder = await listAll(new S3Storage(s3AddressOf(address)), signal);
  if (folder.length > 0) return placeOf(s3AddressOf(address), folder, null, signal);
  const single = await findSingle(address, signal);
  // Of a folder that holds nothing, a bucket does not even know that it is there.
  if (single === null) throw new BenchError('input.no_documents', { folder: given });
  return placeOf(single.root, single.objects, single.only, signal);
}

async function listAll(storage: S3Storage, signal: AbortSignal | undefined): Promise<StoredObject[]> {
  const objects: StoredObject[] = [];
  for await (const page of storage.list(signal)) objects.push(...page);
  return objects;
}

/** One document that was named by its whole key, with its truth beside it. */
async function findSingle({ bucket, prefix }: { bucket: string; prefix: string }, signal: AbortSignal | undefined) {
  const folders = prefix.split('/').slice(0, -1);
  const only = folders.pop();
  if (only === undefined) return null;
  const root = s3AddressOf({ bucket, prefix: folders.length === 0 ? '' : `${folders.join('/')}/` });
  const storage = new S3Storage(root);
  const stem = only.replace(/\.[^.]*$/, '');
  const names = [only, ...['.txt', '.TXT', '.json', '.JSON'].map((extension) => stem + extension)];
  const objects = (await Promise.all(names.map((name) => storage.look(name, signal)))).filter((found) => found !== null);
  return objects[0]?.key === only ? { root, only, objects } : null;
}

function placeOf(root: string, objects: readonly StoredObject[], only: string | null, signal?: AbortSignal): DocumentPlace {
  const storage = new S3Storage(root);
  const byKey = new Map(objects.map((object) => [object.key, object]));
  const folders = only === null ? foldersOf(objects) : new Map();
  return {
    root,
    only,
    atOnce: AT_ONCE,
    entriesOf: async (folder) => folders.get(folder) ?? [],
    isDocument: async (file) => {
      if ((byKey.get(file)?.bytes ?? 0) === 0) return false;
      const { known, name } = await typeOf(await storage.readHead(file, HEAD_BYTES, signal));
      return known !== null || (name?.startsWith('image/') ?? false);
    },
    sizeOf: async (file) => byKey.get(file)?.bytes ?? 0,
    fingerprint: async (file) => ({ bytes: byKey.get(file)?.bytes ?? 0, sha256: null, etag: byKey.get(file)?.etag ?? null }),
    readText: (file, largestBytes) => readText(storage, byKey.get(file), file, largestBytes, signal),
  };
}

/** A bucket knows keys alone; what stands before a `/` in them is a folder to people. */
function foldersOf(objects: readonly StoredObject[]): Map<string, PlaceEntry[]> {
  const folders = new Map<string, PlaceEntry[]>([['', []]]);
  const enter = (folder: string): PlaceEntry[] => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const entries: PlaceEntry[] = [];
    folders.set(folder, entries);
    const cut = folder.lastIndexOf('/');
    enter(cut < 0 ? '' : folder.slice(0, cut)).push({ name: folder.slice(cut + 1), isFolder: true });
    return entries;
  };
  for (const { key } of objects) {
    const cut = key.lastIndexOf('/');
    enter(cut < 0 ? '' : key.slice(0, cut)).push({ name: key.slice(cut + 1), isFolder: false });
  }
  return folders;
}

async function readText(
  storage: S3Storage,
  object: StoredObject | undefined,
  file: string,
  largestBytes: number,
  signal: AbortSignal | undefined,
): Promise<TruthText> {
  if (object === undefined) return { content: null, problem: null };
  if (object.bytes > largestBytes) return { content: null, problem: `${file} is larger than ${largestBytes} bytes` };
  try {
    const content = object.bytes === 0 ? '' : (await storage.download(file, largestBytes, null, signal)).toString('utf8');
    return { content: content.replace(/^\uFEFF/, ''), problem: null };
  } catch (thrown) {
    signal?.throwIfAborted();
    return { content: null, problem: reasonOf(thrown) };
  }
}
