/**
 * Finds the documents of a run in a folder: what is one, in which order, and what is known of it beforehand.
 *
 * Holds: everything named like an image becomes a job, so that a broken one is seen to fail; other files become jobs when
 * their content is an image; what is neither is counted and named, never dropped in silence.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { type Manifest, manifestFormat, manifestSchema, type Truth } from '../contract/document.ts';
import type { DocumentSelection } from '../contract/document-selection.ts';
import { BenchError, reasonOf, systemCodeOf } from '../contract/errors.ts';
import type { DocumentsLook } from '../contract/reader-calls.ts';
import { type DocumentRecord, defaultPathMix } from '../contract/run.ts';
import type { ProcessingPath } from '../contract/stages.ts';
import type { Bytes } from '../contract/units.ts';
import { type Warning, warning } from '../contract/warnings.ts';
import { readTruth } from './truth.ts';

export type FoundDocument = Omit<DocumentRecord, 'id'>;

export interface FoundDocuments {
  readonly documents: readonly FoundDocument[];
  readonly warnings: readonly Warning[];
}

const imageExtensions = new Set([
  '.jpg',
  '.jpeg',
  '.jpe',
  '.jfif',
  '.png',
  '.tif',
  '.tiff',
  '.webp',
  '.pdf',
  '.bmp',
  '.gif',
  '.heic',
  '.jp2',
]);
const sidecarExtensions = new Set(['.txt', '.json']);
const MANIFEST = 'manifest.json';
/** So many names tell a person that it is the right folder. */
const SHOWN = 5;

export interface DocumentSearch {
  /** A folder, or one document. */
  readonly place: string;
  readonly selection: DocumentSelection;
  readonly count: number | null;
  /** Files above this fail in their job; they are not read to be fingerprinted. */
  readonly largestBytes: Bytes;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * @throws BenchError `input.folder_missing`, `input.no_documents`, `input.unreadable`; the signal's reason when it is aborted
 */
export async function findDocuments({
  place,
  selection,
  count,
  largestBytes,
  signal,
  onProgress,
}: DocumentSearch): Promise<FoundDocuments> {
  const { root, files, leftOut } = await listFiles(path.resolve(place), signal);
  const manifest = await readManifest(root);
  const chosen = choose(files, selection, manifest.entries);
  if (chosen.length === 0) throw new BenchError('input.no_documents', { folder: place });

  const wanted = chosen.slice(0, count ?? chosen.length);
  const badTruth: string[] = manifest.problem === null ? [] : [`${MANIFEST}: ${manifest.problem}`];
  const described: FoundDocument[] = [];
  for (const file of wanted) {
    signal?.throwIfAborted();
    const { document, problem } = await describe(path.join(root, file), { root, file, largestBytes }, manifest.entries.get(file));
    if (problem !== null) badTruth.push(`${file}: ${problem}`);
    described.push(document);
    onProgress?.(described.length, wanted.length);
  }

  const warnings: Warning[] = [];
  const [firstLeftOut] = leftOut;
  if (firstLeftOut !== undefined) warnings.push(warning('documents.left_out', { count: leftOut.length, first: firstLeftOut }));
  const [firstBad] = badTruth;
  if (firstBad !== undefined) warnings.push(warning('documents.bad_truth', { count: badTruth.length, first: firstBad }));
  return { documents: repeat(described, count ?? described.length), warnings };
}

/**
 * What a run of this place would begin with, by names and sizes alone.
 * @throws BenchError as `findDocuments`
 */
export async function lookAtDocuments(place: string, selection: DocumentSelection, signal?: AbortSignal): Promise<DocumentsLook> {
  const { root, files, leftOut } = await listFiles(path.resolve(place), signal);
  const chosen = choose(files, selection, (await readManifest(root)).entries);
  if (chosen.length === 0) throw new BenchError('input.no_documents', { folder: place });
  let bytes = 0;
  for (const file of chosen) {
    signal?.throwIfAborted();
    bytes += await stat(path.join(root, file)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return { documents: chosen.length, bytes, left_out: leftOut.length, first: chosen.slice(0, SHOWN) };
}

/** The first `count` of an endless round through the list. */
export function repeat<T>(list: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, index) => list[index % list.length] as T);
}

async function listFiles(
  place: string,
  signal: AbortSignal | undefined,
): Promise<{ root: string; files: string[]; leftOut: string[] }> {
  const kind = await stat(place).catch((thrown: unknown) => {
    if (systemCodeOf(thrown) === 'ENOENT') throw new BenchError('input.folder_missing', { folder: place });
    throw new BenchError('input.unreadable', { file: place, reason: reasonOf(thrown) });
  });
  if (!kind.isDirectory()) return { root: path.dirname(place), files: [path.basename(place)], leftOut: [] };

  const files: string[] = [];
  const leftOut: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    const entries = await readdir(path.join(place, folder), { withFileTypes: true }).catch((thrown: unknown) => {
      // One closed folder is named and passed over; the one that was asked for is an error.
      if (folder === '') throw new BenchError('input.unreadable', { file: place, reason: reasonOf(thrown) });
      leftOut.push(`${folder}/`);
      return [];
    });
    const stems = new Set(entries.filter((entry) => isImageName(entry.name)).map((entry) => stemOf(entry.name)));
    for (const { name, isFolder } of entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() })).sort(byName)) {
      signal?.throwIfAborted();
      const file = folder === '' ? name : `${folder}/${name}`;
      if (name.startsWith('.')) continue;
      if (isImageName(name)) files.push(file);
      else if (isFolder) await visit(file);
      else if (name === MANIFEST || (sidecarExtensions.has(extensionOf(name)) && stems.has(stemOf(name)))) continue;
      else if (await isImage(path.join(place, file))) files.push(file);
      else leftOut.push(file);
    }
  };
  await visit('');
  return { root: place, files, leftOut };
}

const extensionOf = (name: string) => path.extname(name).toLowerCase();
const stemOf = (name: string) => name.slice(0, name.length - path.extname(name).length);
const isImageName = (name: string) => imageExtensions.has(extensionOf(name));

/** By code point, so that every machine and locale gives the same order. */
const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);

async function isImage(file: string): Promise<boolean> {
  try {
    if (!(await stat(file)).isFile()) return false;
    const mime = (await fileTypeFromFile(file))?.mime;
    return mime?.startsWith('image/') || mime === 'application/pdf';
  } catch {
    return false;
  }
}

type ManifestEntries = ReadonlyMap<string, Manifest['documents'][number]>;

/** A `manifest.json` that is not ours is somebody else's and tells nothing; one of ours that is damaged is named. */
async function readManifest(root: string): Promise<{ entries: ManifestEntries; problem: string | null }> {
  const text = await readFile(path.join(root, MANIFEST), 'utf8').catch(() => null);
  const none = { entries: new Map(), problem: null };
  if (text === null || !text.includes(manifestFormat)) return none;
  try {
    return {
      entries: new Map(manifestSchema.parse(JSON.parse(text)).documents.map((entry) => [entry.file, entry])),
      problem: null,
    };
  } catch {
    return { ...none, problem: 'it is damaged' };
  }
}

function choose(files: readonly string[], selection: DocumentSelection, manifest: ManifestEntries): string[] {
  const on = (wanted: ProcessingPath) => files.filter((file) => manifest.get(file)?.path === wanted);
  switch (selection) {
    case 'all':
      return [...files];
    case 'fast':
    case 'standard':
      return on(selection);
    case 'mixed':
      return mix(on('fast'), on('standard'));
  }
}

/** Interleaves so that any first stretch holds close to the mix. Stops when one list is used up. */
export function mix(fast: readonly string[], standard: readonly string[]): string[] {
  const mixed: string[] = [];
  let standards = 0;
  for (;;) {
    const due = Math.floor((mixed.length + 1) * defaultPathMix.standard + 1e-9) > standards;
    const next = due ? standard[standards] : fast[mixed.length - standards];
    if (next === undefined) return mixed;
    if (due) standards++;
    mixed.push(next);
  }
}

async function describe(
  location: string,
  { root, file, largestBytes }: { readonly root: string; readonly file: string; readonly largestBytes: Bytes },
  entry: Manifest['documents'][number] | undefined,
) {
  const { bytes, sha256 } = await fingerprint(location, largestBytes);
  const sidecar = entry === undefined ? await readTruth(location) : { truth: entry.truth as Truth, problem: null };
  const document: FoundDocument = {
    file,
    root,
    bytes,
    sha256,
    path_class: entry?.path ?? null,
    type: sidecar.truth?.type ?? null,
    truth: sidecar.truth,
  };
  return { document, problem: sidecar.problem };
}

/** A document that cannot be read, or is too large to be, has no hash; its job will say why. */
export async function fingerprint(file: string, largestBytes: Bytes): Promise<{ bytes: Bytes; sha256: string | null }> {
  let bytes = 0;
  try {
    const found = await stat(file);
    if (!found.isFile()) return { bytes, sha256: null };
    bytes = found.size;
    if (bytes > largestBytes) return { bytes, sha256: null };
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    return { bytes, sha256: hash.digest('hex') };
  } catch {
    return { bytes, sha256: null };
  }
}
