import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RecentFolders } from './recent-folders.ts';

function recents(content?: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rbench-recent-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'recent.json');
  if (content !== undefined) writeFileSync(file, content);
  const changes: (readonly string[])[] = [];
  return { folder, file, changes, list: new RecentFolders(file, (places) => changes.push(places)) };
}

test('the latest comes first, once, and after ten the oldest goes', async () => {
  const { list, file } = recents();
  for (let number = 0; number < 12; number++) await list.note(`/scans/${number}`);
  await list.note('/scans/5');
  await list.note('/scans/5/');
  const expected = [5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map((number) => path.resolve(`/scans/${number}`));
  expect(list.places).toEqual(expected);
  expect(new RecentFolders(file, () => undefined).places).toEqual(expected);
});

test('what is chosen again in a row is no change', async () => {
  const { list, changes } = recents();
  await list.note('/scans/a');
  await list.note('/scans/a');
  expect(changes).toHaveLength(1);
});

test('a folder that is gone stays, is told, is not used, and can be forgotten', async () => {
  const { folder, list } = recents();
  const here = path.join(folder, 'here');
  const gone = path.join(folder, 'gone');
  mkdirSync(here);
  await list.note(gone);
  await list.note(here);
  const [first, second] = await list.list();
  expect([first, second]).toMatchObject([
    { place: here, missing: false },
    { place: gone, missing: true },
  ]);
  await expect(list.place(first?.key ?? '')).resolves.toBe(here);
  await expect(list.place(second?.key ?? '')).rejects.toMatchObject({ code: 'input.folder_missing', details: { folder: gone } });
  await list.forget(second?.key ?? '');
  expect(list.places).toEqual([here]);
  await list.forgetAll();
  expect(list.places).toEqual([]);
});

test.each(['', '/scans/a', '../a', 'nothing'])('a key that is not of the list, such as %j, is refused', async (key) => {
  const { list } = recents();
  await list.note('/scans/a');
  await expect(list.place(key)).rejects.toMatchObject({ code: 'message.invalid' });
  await expect(list.forget(key)).rejects.toMatchObject({ code: 'message.invalid' });
});

test.each([undefined, '', '{', 'null', '{}', '[1]', '[""]', '\0'])('a file that holds %j means that none are known', (content) =>
  expect(recents(content).list.places).toEqual([]),
);

test('what cannot be a path is not kept', async () => {
  const { list } = recents();
  await list.note('');
  await list.note(`/${'x'.repeat(5000)}`);
  expect(list.places).toEqual([]);
});

test('a folder is not gone because the app was held up for longer than it waits for a disk', async () => {
  const { folder, list } = recents();
  await list.note(folder);
  const listed = list.list();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
  expect(await listed).toMatchObject([{ place: folder, missing: false }]);
});
