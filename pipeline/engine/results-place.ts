/**
 * Where the results of a run go: a folder of its own name, beside the database unless another place is named.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { BenchError, reasonOf } from '../contract/errors.ts';
import { isS3, parseS3Address, s3AddressOf } from '../contract/place.ts';
import { S3Storage } from '../storage/s3/s3-storage.ts';

/** Objects that are deleted at once. */
const AT_ONCE = 16;

/**
 * @param given a folder, `s3://bucket/folder`, or null
 * @throws BenchError `s3.*` when the bucket cannot be used: found out now, and not once in every job
 */
export async function resultsPlace(given: string | null, database: string, run: string, signal: AbortSignal): Promise<string> {
  if (given === null || !isS3(given)) return path.join(path.resolve(given ?? path.join(path.dirname(database), 'results')), run);
  const place = `${s3AddressOf(parseS3Address(given))}/${run}`;
  for await (const _ of new S3Storage(place).list(signal)) break;
  return place;
}

/**
 * Removes what a deleted run wrote. Only a folder that carries the run's own name was made for it.
 * @throws BenchError `run.results_left`
 */
export async function removeResults(place: string, run: string): Promise<void> {
  if (path.posix.basename(place) !== run && path.basename(place) !== run) return;
  try {
    await (isS3(place) ? removeObjects(place) : rm(place, { recursive: true, force: true }));
  } catch (thrown) {
    // The advice of an error of ours is for who chooses a place for results.
    const reason = (thrown instanceof BenchError && thrown.details.reason) || reasonOf(thrown);
    throw new BenchError('run.results_left', { run, folder: place, reason }, { cause: thrown });
  }
}

async function removeObjects(place: string): Promise<void> {
  const storage = new S3Storage(place);
  for await (const objects of storage.list()) {
    for (let from = 0; from < objects.length; from += AT_ONCE) {
      await Promise.all(objects.slice(from, from + AT_ONCE).map(({ key }) => storage.remove(key)));
    }
  }
}
