import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentSelection } from '../contract/document-selection.ts';
import { type DocumentSearch, findDocuments, mix, repeat } from './documents.ts';
import { parseTruth } from './truth.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'rbench-documents-'));
  const image = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  const put = (name: string, content: string | Buffer) => writeFile(path.join(root, name), content);
  await mkdir(path.join(root, 'sub'));
  await mkdir(path.join(root, 'folder.jpg'));
  await put('b.png', image);
  await put('a.jpg', 'this is text');
  await put('a.txt', 'TRUE TEXT');
  await put('a.json', JSON.stringify({ type: 'receipt', fields: { total: 9.5, shoe_size: '44' } }));
  await put('scan.dat', image);
  await put('notes.md', 'not a document');
  await put('empty.tif', '');
  await put('.hidden.jpg', image);
  await put(`sub/it's "ü".jpg`, image);
  await put('sub/new\nline.jpg', image);
});
afterAll(() => rm(root, { recursive: true }));

const find = (
  place: string,
  selection: DocumentSelection = 'all',
  count: number | null = null,
  search: Partial<DocumentSearch> = {},
) => findDocuments({ place, selection, count, largestBytes: 1e6, ...search });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error) => error.code,
  );

describe('findDocuments', () => {
  it('takes what is named or made like an image, in a fixed order, and names the rest', async () => {
    const { documents, warnings } = await find(root);
    expect(documents.map(({ file }) => file)).toEqual([
      'a.jpg',
      'b.png',
      'empty.tif',
      'folder.jpg',
      'scan.dat',
      `sub/it's "ü".jpg`,
      'sub/new\nline.jpg',
    ]);
    expect(warnings.map(({ code, details }) => [code, details.first])).toEqual([
      ['documents.left_out', 'notes.md'],
      ['documents.bad_truth', 'a.jpg: cannot use shoe_size'],
    ]);
  });

  it('reads the truth beside a document and keeps the fields it knows', async () => {
    const { documents } = await find(path.join(root, 'a.jpg'));
    expect(documents).toMatchObject([{ file: 'a.jpg', type: 'receipt', truth: { fields: { total: '9.5' }, text: 'TRUE TEXT' } }]);
    expect(documents[0]!.truth!.fields).toEqual({ total: '9.5' });
  });

  it('fingerprints what can be read, and only that', async () => {
    const { documents } = await find(root);
    const hashes = new Map(documents.map(({ file, sha256 }) => [file, sha256]));
    expect(hashes.get('b.png')).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes.get('b.png')).toBe(hashes.get('scan.dat'));
    expect(hashes.get('folder.jpg')).toBeNull();
  });

  it('goes round when more are wanted than there are', async () => {
    const { documents } = await find(root, 'all', 9);
    expect(documents.map(({ file }) => file).slice(7)).toEqual(['a.jpg', 'b.png']);
  });

  it('does not read what is too large to be measured', async () => {
    const { documents } = await find(root, 'all', null, { largestBytes: 10 });
    expect(documents.find(({ file }) => file === 'b.png')).toMatchObject({ sha256: null });
    expect(documents.find(({ file }) => file === 'b.png')!.bytes).toBeGreaterThan(10);
  });

  it('can be stopped', async () => {
    await expect(find(root, 'all', null, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
  });

  it('says what is wrong with the folder', async () => {
    expect(await codeOf(find(path.join(root, 'gone')))).toBe('input.folder_missing');
    await mkdir(path.join(root, '..', `${path.basename(root)}-empty`));
    expect(await codeOf(find(`${root}-empty`))).toBe('input.no_documents');
    await rm(`${root}-empty`, { recursive: true });
    expect(await codeOf(find(root, 'fast'))).toBe('input.no_documents');
  });
});

describe('mix', () => {
  const fast = Array.from({ length: 70 }, (_, index) => `f${index}`);
  const standard = Array.from({ length: 30 }, (_, index) => `s${index}`);

  it('gives 7 fast and 3 standard in the baseline of 10', () => {
    expect(mix(fast, standard).slice(0, 10)).toEqual(['f0', 'f1', 'f2', 's0', 'f3', 'f4', 's1', 'f5', 'f6', 's2']);
  });

  it('holds the mix in every beginning, and uses everything', () => {
    const mixed = mix(fast, standard);
    expect(new Set(mixed).size).toBe(100);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (length) => {
        const standards = mixed.slice(0, length).filter((file) => file.startsWith('s')).length;
        expect(Math.abs(standards - 0.3 * length)).toBeLessThan(1);
      }),
    );
  });
});

describe('repeat', () => {
  it('cuts or goes round', () => {
    expect(repeat([1, 2, 3], 2)).toEqual([1, 2]);
    expect(repeat([1, 2, 3], 7)).toEqual([1, 2, 3, 1, 2, 3, 1]);
  });
});

describe('parseTruth', () => {
  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (content) => void parseTruth(content)));
  });
  it.each(['', '[]', '3', '{"fields":[1]}'])('refuses %j with a reason', (content) => {
    const { truth, problem } = parseTruth(content);
    expect(truth).toBeNull();
    expect(problem).not.toBeNull();
  });
  it.each([
    ['{"type":"poem","fields":{"total":"1"}}', 'cannot use type'],
    ['{"company":"flat"}', 'cannot use company'],
    ['{"fields":{"total":{"amount":1}}}', 'cannot use total'],
    ['{"fields":{"total":null,"date":"1/2/2020"}}', null],
  ])('says what of %s it cannot use', (content, problem) => expect(parseTruth(content).problem).toBe(problem));
});
