import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PreferenceKeeper, readPreferences, writePreferences } from './preferences.ts';

const defaults = { theme: 'system', notices: true, guide: { dismissed: false, opened: [] } };

async function file(content?: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-preferences-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const name = path.join(folder, 'preferences.json');
  if (content !== undefined) await writeFile(name, content);
  return name;
}

test('what was wished is remembered', async () => {
  const name = await file();
  const guide = { dismissed: true, opened: ['flame' as const] };
  const wished = { theme: 'dark' as const, notices: false, guide };
  await writePreferences(name, wished);
  expect(readPreferences(name)).toEqual(wished);
});

test.each([undefined, '', '{', 'null', '[]', '{}', '{"theme":"pink"}', '{"theme":3}', '{"notices":1}', '\0\0'])(
  'a file that holds %j means the defaults',
  async (content) => expect(readPreferences(await file(content))).toEqual(defaults),
);

test('what an older or newer version wrote beside it is passed over', async () => {
  expect(readPreferences(await file('{"theme":"light","zoom":2}'))).toEqual({ ...defaults, theme: 'light' });
});

test('a wish that changes is told to whoever shows it, and kept beside the others', async () => {
  const name = await file('{"theme":"dark"}');
  const told: unknown[] = [];
  const keeper = new PreferenceKeeper(name, (preferences) => told.push(preferences));
  await keeper.set({ notices: false });
  const now = { ...defaults, theme: 'dark', notices: false };
  expect([keeper.get(), told, readPreferences(name)]).toEqual([now, [now], now]);
});
