/**
 * Finds the documents of a run in a folder or a bucket: what is one, in which order, and what is known of it beforehand.
 *
 * Holds: everything named like an image becomes a job, so that a broken one is seen to fail; other files become jobs when
 * their content is an image; what is neither is counted and named, never dropped in silence.
 */
import path from 'node:path';
import { type Manifest, manifestFormat, manifestSchema, type Truth } from '../contract/document.ts';
import type { DocumentSelection } from '../contract/document-selection.ts';
import { BenchError, reasonOf } from '../contract/errors.ts';
import type { DocumentsLook } from '../contract/reader-calls.ts';
import { type DocumentRecord, defaultPathMix } from '../contract/run.ts';
import type { ProcessingPath } from '../contract/stages.ts';
import type { Bytes } from '../contract/units.ts';
import { type Warning, warning } from '../contract/warnings.ts';
import { type DocumentPlace, openPlace } from './places/place.ts';
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
/** Of ten thousand dense documents; a larger one is nobody's. */
const LARGEST_MANIFEST_BYTES = 200_000_000;
/** So many names tell a person that it is the right folder. */
const SHOWN = 5;

export interface DocumentSearch {
  /** A folder, or one document; also as `s3://bucket/…`. */
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
  const opened = await openPlace(place, signal);
  const { files, leftOut } = await listFiles(opened, signal);
  const manifest = await readManifest(opened);
  const chosen = choose(files, selection, manifest.entries);
  if (chosen.length === 0) throw new BenchError('input.no_documents', { folder: place });

  const wanted = chosen.slice(0, count ?? chosen.length);
  const badTruth: string[] = manifest.problem === null ? [] : [`${MANIFEST}: ${manifest.problem}`];
  const described: FoundDocument[] = [];
  for (let from = 0; from < wanted.length; from += opened.atOnce) {
    signal?.throwIfAborted();
    const some = wanted.slice(from, from + opened.atOnce);
    const found = await Promise.all(some.map((file) => describe(opened, file, largestBytes, manifest.entries.get(file))));
    for (const { document, problem } of found) {
      if (problem !== null) badTruth.push(`${document.file}: ${problem}`);
      described.push(document);
      onProgress?.(described.length, wanted.length);
    }
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
  const opened = await openPlace(place, signal);
  const { files, leftOut } = await listFiles(opened, signal);
  const chosen = choose(files, selection, (await readManifest(opened)).entries);
  if (chosen.length === 0) throw new BenchError('input.no_documents', { folder: place });
  let bytes = 0;
  for (const file of chosen) {
    signal?.throwIfAborted();
    bytes += await opened.sizeOf(file);
  }
  return { documents: chosen.length, bytes, left_out: leftOut.length, first: chosen.slice(0, SHOWN) };
}

/** The first `count` of an endless round through the list. */
export function repeat<T>(list: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, index) => list[index % list.length] as T);
}

async function listFiles(place: DocumentPlace, signal: AbortSignal | undefined): Promise<{ files: string[]; leftOut: string[] }> {
  if (place.only !== null) return { files: [place.only], leftOut: [] };

  const files: string[] = [];
  const leftOut: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    const entries = await place.entriesOf(folder).catch((thrown: unknown) => {
      // One closed folder is named and passed over; the one that was asked for is an error.
      if (folder === '') throw new BenchError('input.unreadable', { file: place.root, reason: reasonOf(thrown) });
      leftOut.push(`${folder}/`);
      return [];
    });
    const stems = new Set(entries.filter((entry) => isImageName(entry.name)).map((entry) => stemOf(entry.name)));
    for (const { name, isFolder } of [...entries].sort(byName)) {
      signal?.throwIfAborted();
      const file = folder === '' ? name : `${folder}/${name}`;
      if (name.startsWith('.')) continue;
      if (isImageName(name)) files.push(file);
      else if (isFolder) await visit(file);
      else if (name === MANIFEST || (sidecarExtensions.has(extensionOf(name)) && stems.has(stemOf(name)))) continue;
      else if (await place.isDocument(file)) files.push(file);
      else leftOut.push(file);
    }
  };
  await visit('');
  return { files, leftOut };
}

const extensionOf = (name: string) => path.extname(name).toLowerCase();
const stemOf = (name: string) => name.slice(0, name.length - path.extname(name).length);
const isImageName = (name: string) => imageExtensions.has(extensionOf(name));

/** By code point, so that every machine and locale gives the same order. */
const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);

type ManifestEntries = ReadonlyMap<string, Manifest['documents'][number]>;

/** A `manifest.json` that is not ours is somebody else's and tells nothing; one of ours that is damaged is named. */
async function readManifest(place: DocumentPlace): Promise<{ entries: ManifestEntries; problem: string | null }> {
  const { content: text } = await place.readText(MANIFEST, LARGEST_MANIFEST_BYTES);
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
  place: DocumentPlace,
  file: string,
  largestBytes: Bytes,
  entry: Manifest['documents'][number] | undefined,
) {
  const { bytes, sha256, etag } = await place.fingerprint(file, largestBytes);
  const sidecar = entry === undefined ? await readTruth(place, file) : { truth: entry.truth as Truth, problem: null };
  const document: FoundDocument = {
    file,
    root: place.root,
    bytes,
    sha256,
    etag,
    path_class: entry?.path ?? null,
    type: sidecar.truth?.type ?? null,
    truth: sidecar.truth,
  };
  return { document, problem: sidecar.problem };
}
