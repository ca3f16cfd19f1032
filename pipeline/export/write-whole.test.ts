import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testFolder } from '../store/testing/folders.ts';
import { writeWhole } from './write-whole.ts';

function outFile() {
  const { path } = testFolder(onTestFinished);
  return { folder: path, file: join(path, 'out.json') };
}

test('each piece is on its way before the next is asked for, and the file appears whole', async () => {
  const { folder, file } = outFile();
  const written: number[] = [];
  function* pieces() {
    for (let index = 0; index < 5; index += 1) {
      expect(existsSync(file)).toBe(false);
      written.push(...readdirSync(folder).map((name) => statSync(join(folder, name)).size));
      yield 'é'.repeat(1000);
    }
  }
  expect(await writeWhole(file, pieces())).toBe(10_000);
  expect(written).toEqual([0, 2000, 4000, 6000, 8000]);
  expect(readFileSync(file, 'utf8')).toBe('é'.repeat(5000));
  expect(readdirSync(folder)).toEqual(['out.json']);
});

test('what is cancelled leaves nothing behind, and an older file as it was', async () => {
  const { folder, file } = outFile();
  writeFileSync(file, 'older');
  for (const abortAt of [0, 2, 4]) {
    const stop = new AbortController();
    const reason = new Error('enough');
    let asked = 0;
    function* pieces() {
      for (; asked < 4; asked += 1) {
        if (asked === abortAt) stop.abort(reason);
        yield 'newer';
      }
      stop.abort(reason);
    }
    await expect(writeWhole(file, pieces(), stop.signal)).rejects.toBe(reason);
    expect(asked).toBe(abortAt);
    expect(readdirSync(folder)).toEqual(['out.json']);
    expect(readFileSync(file, 'utf8')).toBe('older');
  }
});

test('what fails half-way leaves nothing behind, and says what it was', async () => {
  const { folder, file } = outFile();
  function* pieces() {
    yield 'something';
    throw new TypeError('a mistake');
  }
  await expect(writeWhole(file, pieces())).rejects.toMatchObject({ code: 'internal', details: { reason: 'a mistake' } });
  expect(readdirSync(folder)).toEqual([]);
});

test('a file that is replaced keeps its rights, and a link goes on pointing to it', async () => {
  const { folder, file } = outFile();
  const link = join(folder, 'link.json');
  writeFileSync(file, 'older');
  chmodSync(file, 0o600);
  symlinkSync('out.json', link);
  await writeWhole(link, ['newer']);
  expect(readFileSync(file, 'utf8')).toBe('newer');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink())).toHaveLength(1);
});

test('a place that cannot be written is named with the reason', async () => {
  const { folder, file } = outFile();
  mkdirSync(file);
  await expect(writeWhole(file, ['x'])).rejects.toMatchObject({
    code: 'export.failed',
    details: { file, reason: 'it is a folder' },
  });
  const missing = join(folder, 'missing', 'out.json');
  await expect(writeWhole(missing, ['x'])).rejects.toMatchObject({ code: 'export.failed', details: { file: missing } });
  const below = join(folder, 'file', 'out.json');
  writeFileSync(join(folder, 'file'), '');
  await expect(writeWhole(below, ['x'])).rejects.toMatchObject({ code: 'export.failed', details: { file: below } });
});

test.skipIf(!existsSync('/dev/full'))('a device is written as it is, and a full disk is called that', async () => {
  await expect(writeWhole('/dev/full', ['x'])).rejects.toMatchObject({ code: 'export.disk_full' });
  expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  expect(await writeWhole('/dev/null', ['x', 'y'])).toBe(2);
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});
