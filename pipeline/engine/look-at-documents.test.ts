import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { manifestFormat } from '../contract/document.ts';
import type { DocumentSelection } from '../contract/document-selection.ts';
import { findDocuments, lookAtDocuments } from './documents.ts';

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-look-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

const coded = (code: string) => expect.objectContaining({ code });

test('a look tells how many documents there are, their bytes, what is left out, and the first five', async () => {
  const pages = Object.fromEntries(['f', 'e', 'd', 'c', 'b', 'a'].map((name, size) => [`${name}.jpg`, 'x'.repeat(size)]));
  const folder = await folderWith({ ...pages, 'sub/g.png': 'xx', 'a.txt': 'truth', 'notes.md': 'no', 'other.bin': 'no' });
  expect(await lookAtDocuments(folder, 'all')).toEqual({
    documents: 7,
    bytes: 0 + 1 + 2 + 3 + 4 + 5 + 2,
    left_out: 2,
    first: ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg'],
  });
  expect(await lookAtDocuments(path.join(folder, 'b.jpg'), 'all')).toEqual({
    documents: 1,
    bytes: 4,
    left_out: 0,
    first: ['b.jpg'],
  });
});

test('a look at a selection sees what a run of it would take', async () => {
  const names = ['1.jpg', '2.jpg', '3.jpg', '4.jpg'];
  const documents = names.map((file, index) => ({
    file,
    sha256: 'ab'.repeat(32),
    bytes: 1,
    path: index % 2 === 0 ? 'fast' : 'standard',
    defects: {},
    truth: { type: 'invoice', fields: {}, text: '' },
  }));
  const manifest = JSON.stringify({ format: manifestFormat, version: 1, seed: 1, generator: {}, documents });
  const folder = await folderWith({ ...Object.fromEntries(names.map((name) => [name, name])), 'manifest.json': manifest });
  for (const selection of ['all', 'fast', 'standard', 'mixed'] satisfies DocumentSelection[]) {
    const run = await findDocuments({ place: folder, selection, count: null, largestBytes: 1e6 });
    const look = await lookAtDocuments(folder, selection);
    expect(look).toMatchObject({ documents: run.documents.length, first: run.documents.map(({ file }) => file) });
  }
  expect(await lookAtDocuments(folder, 'fast')).toMatchObject({ first: ['1.jpg', '3.jpg'] });
});

test('nothing to be seen is an error that says which', async () => {
  const folder = await folderWith({ 'notes.md': 'no' });
  await expect(lookAtDocuments(folder, 'all')).rejects.toEqual(coded('input.no_documents'));
  await expect(lookAtDocuments(path.join(folder, 'gone'), 'all')).rejects.toEqual(coded('input.folder_missing'));
});
