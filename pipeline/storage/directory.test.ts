import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DirectoryStorage, writeError } from './directory.ts';

describe('DirectoryStorage', () => {
  let root: string;
  let storage: DirectoryStorage;
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'rbench-storage-'));
    storage = new DirectoryStorage(root);
  });
  afterEach(() => rm(root, { recursive: true }));

  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'no error',
      (error) => error.code,
    );

  it.each(['plain.jpg', 'with space.jpg', `quote'"s.jpg`, 'line\nbreak.jpg', 'Übung-日本語.jpg', 'deep/er/file.jpg'])(
    'gives back what was written as %j',
    async (key) => {
      await storage.upload(key, Buffer.from('content'));
      expect((await storage.download(key, 100)).toString()).toBe('content');
    },
  );

  it('replaces an object whole and leaves nothing else behind', async () => {
    await storage.upload('a.jpg', Buffer.alloc(1000, 'x'));
    await storage.upload('a.jpg', Buffer.from('short'));
    expect(await readFile(path.join(root, 'a.jpg'), 'utf8')).toBe('short');
    expect(await readdir(root)).toEqual(['a.jpg']);
  });

  it('names what is wrong with a source', async () => {
    await writeFile(path.join(root, 'empty.jpg'), '');
    await mkdir(path.join(root, 'folder.jpg'));
    await writeFile(path.join(root, 'large.jpg'), 'more than ten bytes');
    await symlink('nowhere', path.join(root, 'dangling.jpg'));
    expect(await codeOf(storage.download('gone.jpg', 10))).toBe('input.missing');
    expect(await codeOf(storage.download('dangling.jpg', 10))).toBe('input.missing');
    expect(await codeOf(storage.download('empty.jpg', 10))).toBe('input.empty');
    expect(await codeOf(storage.download('folder.jpg', 10))).toBe('input.not_a_file');
    expect(await codeOf(storage.download('large.jpg', 10))).toBe('input.too_large');
  });

  it('never leaves its root', async () => {
    expect(await codeOf(storage.download('../secret', 10))).toBe('storage.failed');
    expect(await codeOf(storage.upload('../../secret', Buffer.from('x')))).toBe('storage.failed');
  });

  it('says that a folder cannot be made where a file is', async () => {
    await writeFile(path.join(root, 'file'), 'x');
    expect(await codeOf(storage.upload('file/a.jpg', Buffer.from('x')))).toBe('storage.failed');
  });

  it.each([
    ['ENOSPC', 'storage.full'],
    ['EDQUOT', 'storage.full'],
    ['EROFS', 'storage.denied'],
    ['EACCES', 'storage.denied'],
    ['EIO', 'storage.failed'],
  ])('calls %s %s', (code, expected) => {
    expect(writeError(Object.assign(new Error('no'), { code }), root).code).toBe(expected);
  });
});
