/** The folder in which a load test keeps uploads until they are read. */
import { readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { DocumentRecord } from '../../contract/run.ts';

/** @param resultRoot the run's own folder */
export const uploadsOf = (resultRoot: string): string => path.join(resultRoot, 'incoming');

/** Where documents of a bucket lie that the test sends. */
export const copiesOf = (resultRoot: string): string => path.join(resultRoot, 'sent');

/** What is needed no more. What stays behind takes room and harms nothing. */
export const forget = (place: string): Promise<void> => rm(place, { recursive: true, force: true }).catch(() => undefined);

/**
 * When a test has been brought to its end: copies of documents that lie elsewhere, and what was cut off
 * on its way, are needed no more. What a stranger sent is there alone and stays.
 */
export async function clearUploads(resultRoot: string, documents: Iterable<DocumentRecord>): Promise<void> {
  await forget(copiesOf(resultRoot));
  const folder = uploadsOf(resultRoot);
  const kept = new Set([...documents].filter(({ root }) => root === folder).map(({ file }) => file));
  const there = await readdir(folder).catch(() => []);
  for (const name of there.filter((each) => !kept.has(each))) await forget(path.join(folder, name));
  if (kept.size === 0) await rmdir(folder).catch(() => undefined);
}
