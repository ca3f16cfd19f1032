/** What a job had written before it failed or was broken off: nobody names it, and a file in it may be half of one. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { isS3 } from '../contract/place.ts';

/** @param resultRoot the run's own folder, in which each job has one */
export async function clearResults(resultRoot: string, jobIds: Iterable<string>): Promise<void> {
  // An object is whole or not there, and is written over when its job is done again.
  if (isS3(resultRoot)) return;
  for (const id of jobIds) {
    // What stays behind takes room and harms nothing.
    await rm(path.join(resultRoot, id), { recursive: true, force: true }).catch(() => undefined);
  }
}
