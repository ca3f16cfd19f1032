/**
 * What the app remembers and tells beside its screens: where its window was, which folders were opened, what happened; and
 * that it asks before a run is left.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import type { RunListItem } from '../../pipeline/contract/run.ts';
import { drawDocuments } from '../../scripts/testing/rbench.ts';
import { copied } from './clipboard.ts';
import { type LaunchedApp, launchApp, removeProfile } from './launch.ts';

const DOCUMENTS = 6;
const CANARY = 'canary-3f90-of-the-shell';
const BOUNDS = { x: 61, y: 47, width: 1033, height: 711 };

describe('the shell', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rbench-shell-'));
  const documents = path.join(folder, 'scans of May');
  let app: LaunchedApp;
  beforeAll(() => drawDocuments(documents, DOCUMENTS));
  afterEach(() => app.close().catch(() => undefined));
  afterAll(() => removeProfile(folder));

  const live = async () => (await app.ask('run.live', {})) as LiveRun;
  const bounds = () => app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  const logFolder = () => app.app.evaluate(({ app: electron }) => electron.getPath('logs'));
  const log = async () => readFileSync(path.join(await logFolder(), 'rythmiq-bench.log'), 'utf8');
  const menu = (...labels: string[]) =>
    app.app.evaluate(({ Menu }, wanted) => {
      let items = Menu.getApplicationMenu()?.items ?? [];
      for (const label of wanted.slice(0, -1)) items = items.find((item) => item.label === label)?.submenu?.items ?? [];
      const item = items.find(({ label }) => label.startsWith(wanted.at(-1) ?? ''));
      if (item === undefined) throw new Error(`There is no ${wanted.join(' > ')}.`);
      item.click();
    }, labels);
  /** Answers every question of the app, which is noted. */
  const answer = (response: number) =>
    app.app.evaluate(({ dialog }, given) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      const showMessageBox = async (...words: unknown[]) => {
        const { message, detail, buttons } = words.at(-1) as { message: string; detail: string; buttons: string[] };
        asked.push(`${message} ${detail} ${buttons.join(', ')}`);
        return { response: given, checkboxChecked: false };
      };
      Object.assign(dialog, { showMessageBox });
    }, response);
  const asked = () => app.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

  it('asks before a run is left, and keeps what was measured', async () => {
    app = await launchApp({ folder });
    await app.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), BOUNDS);
    await expect.poll(bounds).toEqual(BOUNDS);
    await app.ask('run.start', { name: 'left', documents, selection: 'all', count: 200, settings: { workers: 1 } });
    await expect.poll(async () => (await live()).jobs.succeeded).toBeGreaterThan(0);

    const GO_ON = 1;
    await answer(GO_ON);
    await app.app.evaluate(({ app: electron }) => electron.quit());
    await expect.poll(asked).toHaveLength(1);
    await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(asked).toHaveLength(2);
    expect((await asked())[0]).toMatch(
      /^A run is going on\. \d+ of 200 documents are done\. What is measured is kept, .*Stop and keep, Go on$/,
    );
    expect((await live()).phase).toBe('running');

    const STOP = 0;
    await answer(STOP);
    const closed = app.app.waitForEvent('close', { timeout: 120_000 });
    // Its answer may be lost with the app.
    await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => undefined);
    await closed;
  });

  it('opens where it was, with the run to be resumed, the folder at hand and the log of it all', async () => {
    app = await launchApp({ folder });
    const { page } = app;
    expect(await bounds()).toEqual(BOUNDS);
    const [run] = (await app.ask('runs.list', { search: 'left', limit: 1, offset: 0 })) as RunListItem[];
    expect(run?.state).toMatch(/^(cancelled|interrupted)$/);

    await page.getByRole('button', { name: 'Recent folders' }).click();
    await page.getByRole('menuitem', { name: 'scans of May' }).click();
    await page.getByText(`${DOCUMENTS} documents`).waitFor();
    await page.getByRole('button', { name: 'Choose nothing' }).click();
    await menu('&File', 'Open recent', 'scans of May');
    await page.getByText(`${DOCUMENTS} documents`).waitFor();

    const missing = path.join(folder, `PGPASSWORD=${CANARY}`);
    await app.ask('run.start', { name: 'short', documents, selection: 'all', count: 1, settings: {} });
    await expect.poll(async () => (await live()).phase).toBe('ended');
    await app.ask('documents.look', { place: missing, selection: 'all' }).catch(() => undefined);
    const copyDiagnostics = async () => {
      await menu('&Help', 'Copy diagnostics');
      await page.getByText('Diagnostics copied').last().waitFor();
    };
    const text = await copied(app, copyDiagnostics, /schema /);
    expect(text).toMatch(/Rythmiq Bench: \d/);
    for (const words of [text, await log()]) {
      expect(words).toMatch(/run: [\da-f-]{36} begun: 1 document\n/);
      expect(words).toMatch(/run: [\da-f-]{36} Run completed: “short”: 1 document measured, 0 failed/);
      expect(words).toContain('window asked documents.look: input.folder_missing');
      expect(words).not.toContain(CANARY);
    }

    const id = (await live()).run_id;
    await app.app.evaluate(
      ({ BrowserWindow }, result) => BrowserWindow.getAllWindows()[0]?.webContents.send('bench:event', result),
      { event: 'show_result', kind: 'run', run: id },
    );
    await page.getByRole('heading', { name: 'short', level: 1 }).waitFor();

    await app.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      Object.assign(shell, { openPath: async (file: string) => opened.push(file) && '' });
    });
    await menu('&Help', 'Open log');
    expect(await app.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([
      path.join(await logFolder(), 'rythmiq-bench.log'),
    ]);
    expect(path.relative(folder, await logFolder())).not.toContain('..');

    // A mistake of the program takes one screen and not the window, and the log hears of it.
    await page.evaluate(() => {
      const numbers = Intl.NumberFormat.prototype;
      const whole = Object.getOwnPropertyDescriptor(numbers, 'format') ?? {};
      Object.assign(window, { mend: () => Object.defineProperty(numbers, 'format', whole) });
      const fail = () => {
        throw new Error('broken on purpose');
      };
      Object.defineProperty(numbers, 'format', { configurable: true, get: fail });
    });
    await page.getByRole('navigation').getByRole('link', { name: 'Runs', exact: true }).click();
    await page.getByText('This screen could not be drawn: broken on purpose.').waitFor();
    await page.getByRole('button', { name: 'Copy diagnostics' }).waitFor();
    await expect.poll(log).toContain('window: the screen at #/runs could not be drawn: Error: broken on purpose');
    await page.evaluate(() => (window as unknown as { mend(): void }).mend());
    await page.getByRole('button', { name: 'Reload this screen' }).click();
    await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
    await page.evaluate(() => void Promise.reject(new Error('heard by nobody')));
    await expect.poll(log).toContain('window: rejection not handled: Error: heard by nobody');

    await rm(documents, { recursive: true });
    await page.getByRole('navigation').getByRole('link', { name: 'Compare', exact: true }).click();
    await page.getByRole('button', { name: 'Recent folders' }).click();
    await page.getByRole('menuitem', { name: 'scans of May (not there any more)' }).click();
    await page.getByText('is not there any more; connect its disk').waitFor();
    await page.getByRole('button', { name: 'Forget it' }).click();
    await page.getByRole('button', { name: 'Recent folders' }).waitFor({ state: 'detached' });
  });
});
