/** The files that jobs wrote: each is there and whole, and nothing half-written lies beside them. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { Books } from './books.ts';

/** What is wrong with them; nothing where all is in order. */
export async function wrongOutputs(books: Books): Promise<string[]> {
  const broken: string[] = [];
  const [run] = books.runs;
  if (run?.folder == null) return [];
  const { folder } = run;
  const named = new Set(books.documents.map((file) => path.relative(folder, file)));
  for (const keys of books.outputs.values())
    for (const key of keys.filter((each) => each !== '')) {
      named.add(path.normalize(key));
      if (!(await isWhole(path.join(folder, key)))) broken.push(key);
    }
  const there = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const left = there
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !named.has(file));
  return [
    ...(broken.length > 0 ? [`${broken.length} files of results are missing or half-written, ${broken[0]} first`] : []),
    ...(left.length > 0 ? [`${left.length} files lie among the results that no job names, ${left[0]} first`] : []),
  ];
}

async function isWhole(file: string): Promise<boolean> {
  try {
    if (file.endsWith('.json')) JSON.parse(await readFile(file, 'utf8'));
    else await sharp(file, { failOn: 'truncated' }).stats();
    return true;
  } catch {
    return false;
  }
}
