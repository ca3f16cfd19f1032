/** The folder in which a load test keeps uploads until they are read. */
import { readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { DocumentRecord } from '../../contract/run.ts';

/** @param resultRoot the run's own folder */
export const uploadsOf = (resultRoot: string): string => path.join(resultRoot, 'incoming');

/**
 * When a test that was stopped or killed has been brought to its end: copies of documents that lie elsewhere, and what was cut off
 * on its way, are needed no more. What a stranger sent is there alone and stays.
 */
export async function clearUploads(resultRoot: string, documents: Iterable<DocumentRecord>): Promise<void> {
  const folder = uploadsOf(resultRoot);
  const kept = new Set([...documents].filter(({ root }) => root === folder).map(({ file }) => file));
  const there = await readdir(folder).catch(() => []);
  // What stays behind takes room and harms nothing.
  for (const name of there.filter((each) => !kept.has(each)))
    await rm(path.join(folder, name), { force: true }).catch(() => undefined);
  if (kept.size === 0) await rmdir(folder).catch(() => undefined);
}
