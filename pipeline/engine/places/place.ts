/**
 * What the search for documents asks of the place where they lie, be it a folder of this machine or one in a bucket.
 */
import { isS3 } from '../../contract/place.ts';
import type { Bytes } from '../../contract/units.ts';
import { openBucketPlace } from './bucket-place.ts';
import { openFolderPlace } from './folder-place.ts';

export interface PlaceEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

export interface Fingerprint {
  readonly bytes: Bytes;
  /** Of the content; null where it was not read. */
  readonly sha256: string | null;
  /** By which a bucket tells one content from another; null in a folder. */
  readonly etag: string | null;
}

export interface TruthText {
  /** Null where there is no such file. */
  readonly content: string | null;
  readonly problem: string | null;
}

/** Files are named relative to the root, with `/` between folders. */
export interface DocumentPlace {
  readonly root: string;
  /** The one document that was named; null where a folder was. */
  readonly only: string | null;
  /** How many documents are worth being described at once: requests to a server wait, reading a disk does not. */
  readonly atOnce: number;
  /** @throws whatever says why a folder cannot be looked into */
  entriesOf(folder: string): Promise<readonly PlaceEntry[]>;
  isDocument(file: string): Promise<boolean>;
  sizeOf(file: string): Promise<Bytes>;
  /** A file that cannot be read, or is larger than what is read, has no hash; its job will say why. */
  fingerprint(file: string, largestBytes: Bytes): Promise<Fingerprint>;
  readText(file: string, largestBytes: Bytes): Promise<TruthText>;
}

/**
 * @param place a folder, one document, or the same as `s3://bucket/…`
 * @throws BenchError `input.folder_missing`, `input.unreadable`, `s3.*`
 */
export const openPlace = (place: string, signal?: AbortSignal): Promise<DocumentPlace> =>
  isS3(place) ? openBucketPlace(place, signal) : openFolderPlace(place);
