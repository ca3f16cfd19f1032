import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunListItem } from '../../pipeline/contract/run.ts';
import { drawDocuments } from '../../scripts/testing/rbench.ts';
import { chooseDocuments, startRun, watchToTheEnd } from './journey.ts';
import { type LaunchedApp, launchApp, removeProfile } from './launch.ts';

let app: LaunchedApp;
let folder: string;
let documents: string;
beforeAll(async () => {
  documents = await mkdtemp(path.join(os.tmpdir(), 'rbench-runs-'));
  await drawDocuments(documents, 2);
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-runs-profile-'));
  app = await launchApp({ folder });
  for (const name of ['first', 'second']) {
    await chooseDocuments(app.page, { documents, workers: 2, name });
    await startRun(app.page);
    await watchToTheEnd(app.page);
    await app.page.getByRole('button', { name: 'New run' }).click();
  }
  await app.page.getByRole('navigation').getByRole('link', { name: 'Runs', exact: true }).click();
});
afterAll(async () => {
  await app.close();
  await removeProfile(folder);
  await rm(documents, { recursive: true });
});

const runs = async () => (await app.ask('runs.list', { search: '', limit: 10, offset: 0 })) as RunListItem[];
const row = (name: string) => app.page.getByRole('row', { name: new RegExp(name) });

it('a run is named, tagged and noted, and found by each', async () => {
  const { page } = app;
  await row('first').getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit run' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('renamed');
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('night, quiet');
  await dialog.getByRole('textbox', { name: 'Notes' }).fill('fans off');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row('renamed').waitFor();
  expect((await runs()).find(({ name }) => name === 'renamed')).toMatchObject({ tags: ['night', 'quiet'], notes: 'fans off' });

  for (const word of ['renam', 'quiet', 'fans']) {
    await page.getByRole('searchbox', { name: 'Search runs' }).fill(word);
    await row('second').waitFor({ state: 'detached' });
    await row('renamed').waitFor();
  }
  await page.getByRole('searchbox', { name: 'Search runs' }).fill('');
  await row('second').waitFor();
});

it('what is typed into the dialog stays while it is open, whatever is pressed, and when it cannot be saved', async () => {
  const { page } = app;
  await row('renamed').getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit run' });
  await dialog.getByRole('textbox', { name: 'Notes' }).fill('a long thought');
  for (const key of ['Control+1', 'Control+k', 'F1']) await page.keyboard.press(key);
  await app.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.send('bench:event', { event: 'navigate', to: 'environment' });
    window?.webContents.send('bench:event', { event: 'show', what: 'help' });
  });
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('x'.repeat(5000));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(await dialog.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('a long thought');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await page.getByRole('button', { name: 'Close the help' }).count()).toBe(0);
  await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
});

it('one run is the baseline, and pinning another takes it over', async () => {
  for (const name of ['second', 'renamed']) {
    await row(name).getByRole('button', { name: 'Pin as baseline' }).click();
    await row(name).getByRole('button', { name: 'Unpin baseline' }).waitFor();
  }
  expect((await runs()).filter(({ pinned }) => pinned).map(({ name }) => name)).toEqual(['renamed']);
});

it('a deleted run can be brought back', async () => {
  await row('second').getByRole('button', { name: 'Delete' }).click();
  await row('second').waitFor({ state: 'detached' });
  expect((await runs()).map(({ name }) => name)).toEqual(['renamed']);
  // It stays for half a minute while it is pointed at.
  await app.page.getByRole('button', { name: 'Undo' }).hover();
  // Without it the keyboard would begin again at the top of the window.
  const focusedRow = () => app.page.evaluate(() => document.activeElement?.closest('tr')?.textContent ?? '');
  await expect.poll(focusedRow).toContain('renamed');
  await app.page.keyboard.press('F6');
  await app.page.keyboard.press('Enter');
  await row('second').waitFor();
  await app.page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
  await expect.poll(focusedRow).toContain('renamed');
});

it('resuming a run takes back that it was to be deleted', async () => {
  const [run] = (await runs()).filter(({ name }) => name === 'second');
  await app.ask('runs.delete', { run: run?.id });
  await app.ask('run.resume', { run: run?.id }).catch(() => undefined);
  expect((await runs()).map(({ name }) => name)).toContain('second');
});

it('a deleted run that nobody brings back is gone when the app has quit', async () => {
  const [run] = (await runs()).filter(({ name }) => name === 'second');
  await row('second').getByRole('button', { name: 'Delete' }).click();
  await row('second').waitFor({ state: 'detached' });
  await app.close();
  app = await launchApp({ folder });
  expect((await runs()).map(({ id }) => id)).not.toContain(run?.id);
});
