import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPreferences, writePreferences } from './preferences.ts';

async function file(content?: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-preferences-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const name = path.join(folder, 'preferences.json');
  if (content !== undefined) await writeFile(name, content);
  return name;
}

test('what was wished is remembered', async () => {
  const name = await file();
  const wished = { ...readPreferences(name), theme: 'dark' as const, guide: { dismissed: true, opened: ['flame' as const] } };
  await writePreferences(name, wished);
  expect(readPreferences(name)).toEqual(wished);
});

test.each([undefined, '', '{', 'null', '[]', '{}', '{"theme":"pink"}', '{"theme":3}', '\0\0'])(
  'a file that holds %j means the defaults',
  async (content) =>
    expect(readPreferences(await file(content))).toEqual({ theme: 'system', guide: { dismissed: false, opened: [] } }),
);

test('what an older or newer version wrote beside it is passed over', async () => {
  expect(readPreferences(await file('{"theme":"light","zoom":2}'))).toEqual({ ...readPreferences(await file()), theme: 'light' });
});
