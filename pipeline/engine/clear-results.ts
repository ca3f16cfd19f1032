/** What a job had written before it failed or was broken off: nobody names it, and a file in it may be half of one. */
import { rm } from 'node:fs/promises';
import path from 'node:path';

/** @param resultRoot the run's own folder, in which each job has one */
export async function clearResults(resultRoot: string, jobIds: Iterable<string>): Promise<void> {
  for (const id of jobIds) {
    // What stays behind takes room and harms nothing.
    await rm(path.join(resultRoot, id), { recursive: true, force: true }).catch(() => undefined);
  }
}
