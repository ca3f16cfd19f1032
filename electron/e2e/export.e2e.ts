/** From the app into a real Postgres server over TLS; and that a password is never where the window could read it. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mixedDocuments, storeRun } from '../../pipeline/cli/testing/stored-run.ts';
import { systemCodeOf } from '../../pipeline/contract/errors.ts';
import { authority, certificate } from '../../pipeline/export/postgres/testing/certificates.ts';
import { rowsHere, rowsThere } from '../../pipeline/export/postgres/testing/pushed.ts';
import { debianBinaries, PostgresServer, type ServerBinaries } from '../../pipeline/export/postgres/testing/server.ts';
import { openStore } from '../../pipeline/store/store.ts';
import { graveFindings } from './accessibility.ts';
import { type LaunchedApp, launchApp, removeProfile } from './launch.ts';
import { giveSecret } from './secret.ts';

const binaries = debianBinaries();
const CANARY = 'canary-5b21e7-of-the-window';
const ROWS = 40;

describe.skipIf(binaries === null)('export', () => {
  let app: LaunchedApp;
  let folder: string;
  let server: PostgresServer;
  let ca: string;
  let run: string;
  beforeAll(async () => {
    const trusted = await authority('Bench Test Authority');
    server = await PostgresServer.start(binaries as ServerBinaries, {
      certificate: await certificate({ by: trusted, hosts: ['localhost'], addresses: ['127.0.0.1'] }),
    });
    await server.sql(`CREATE ROLE bench LOGIN PASSWORD '${CANARY}'`);
    await server.sql('CREATE DATABASE production OWNER bench');
    folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-export-'));
    ca = path.join(folder, 'ca.pem');
    await writeFile(ca, trusted.cert);
    await storeRun(path.join(folder, 'bench.sqlite'), 'an older run', mixedDocuments(20, 1, 2));
    run = await storeRun(path.join(folder, 'bench.sqlite'), 'baseline', mixedDocuments(ROWS, 1, 2));
    app = await launchApp({ folder });
    await app.page.getByRole('navigation').getByRole('link', { name: 'Export', exact: true }).click();
    await app.page.getByRole('heading', { name: 'Export', level: 1 }).waitFor();
  });
  afterAll(async () => {
    await app?.close();
    await server?.stop();
    await removeProfile(folder);
  });

  const button = (name: string) => app.page.getByRole('button', { name, exact: true });
  const lines = () => app.page.getByRole('list', { name: 'What was found on the server' }).getByRole('listitem');

  async function expectAccessible(where: string): Promise<void> {
    for (const theme of ['light', 'dark'] as const) {
      await app.ask('setTheme', { theme });
      await app.page.locator(`html[data-scheme=${theme}]`).waitFor();
      expect(await graveFindings(app.page), `${where}, ${theme}`).toEqual([]);
    }
  }

  it('asks for a server first', async () => {
    await app.page.getByText('Fill in host, database and user.').waitFor();
    expect(await button('Push').isDisabled()).toBe(true);
    expect(await app.page.getByRole('checkbox', { name: /baseline/ }).isChecked()).toBe(true);
    await expectAccessible('an empty form');
  });

  it('takes a URL apart in a window of its own; the password goes no further', async () => {
    await giveSecret(app, null);
    expect(await app.page.getByRole('textbox', { name: 'Host', exact: true }).inputValue()).toBe('');
    await giveSecret(app, `postgresql://bench:${CANARY}@127.0.0.1:${server.port}/production?sslmode=require`);
    await app.page.getByText('The URL says sslmode=require; the server is verified in full all the same').waitFor();
    expect(await app.page.getByRole('textbox', { name: 'Host', exact: true }).inputValue()).toBe('127.0.0.1');
    expect(await app.page.getByRole('textbox', { name: 'User', exact: true }).inputValue()).toBe('bench');
    await app.page.getByText(/^The password is kept/).waitFor();
  });

  it('does not trust an authority that nobody named', async () => {
    await button('Test connection').click();
    await app.page.getByRole('alert').getByText('postgres.tls_untrusted').waitFor();
    await app.page.getByRole('textbox', { name: 'CA certificate' }).fill(ca);
    await button('Test connection').click();
    await lines().getByText('was verified in full').waitFor();
    await lines().getByText('postgres.no_table').waitFor();
    await expectAccessible('tables are missing');
  });

  it('offers to make what is missing, foretells, pushes, and keeps the history', async () => {
    await button('Create them when pushing').click();
    await button('Dry run').click();
    await app.page.getByText('Nothing was written. This is what a push would do.').waitFor();
    await button('Push').click();
    await app.page.getByText(`All ${ROWS} rows are there; count and checksum are the same on both sides.`).waitFor();
    const store = openStore(app.database, { mode: 'read' });
    expect(await rowsThere(server, 'production')).toEqual(rowsHere(store, [run]));
    store.close();
    const history = app.page.getByRole('list', { name: 'Pushes so far' }).getByRole('listitem');
    await history.nth(0).getByText('complete', { exact: true }).waitFor();
    expect(await history.nth(0).textContent()).toMatch(
      /1 run, 40 rows insertedcompletebench@127\.0\.0\.1:\d+\/production\.public$/,
    );
    expect(await history.nth(1).textContent()).toMatch(/40 rows to insertdry run/);
    await expectAccessible('pushed');
  });

  it('pushes more runs, and finds what is there', async () => {
    await app.page.getByRole('checkbox', { name: /an older run/ }).check();
    await button('Push').click();
    await app.page.getByText(`All ${ROWS + 20} rows are there`).waitFor();
    const table = app.page.getByRole('table', { name: 'What was pushed' });
    expect(await table.getByRole('row').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^.{8}40040/), expect.stringMatching(/^.{8}20200/)]),
    );
  });

  it('keeps the password for that user and server alone', async () => {
    await app.page.getByRole('textbox', { name: 'User', exact: true }).fill('somebody');
    await app.page.getByText('No password is kept for this user and server.').waitFor();
    await button('Test connection').click();
    await app.page.getByRole('alert').getByText('postgres.login').waitFor();
    await app.page.getByRole('textbox', { name: 'User', exact: true }).fill('bench');
  });

  it('has the password in no heap of the window, no file, no list of processes', async () => {
    const heap = await heapOf(app.page);
    expect(heap.includes('for this user and server'), 'the heap is read').toBe(true);
    expect(heap.includes(CANARY)).toBe(false);
    for (const name of readdirSync(app.folder, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const file = path.join(name.parentPath, name.name);
      expect(contentOf(file)?.includes(CANARY) ?? false, file).toBe(false);
    }
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      expect(contentOf(`/proc/${pid}/cmdline`)?.includes(CANARY) ?? false, pid).toBe(false);
    }
  });
});

/** Null: it has gone meanwhile. */
function contentOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (thrown) {
    if (['ENOENT', 'ESRCH'].includes(systemCodeOf(thrown) ?? '')) return null;
    throw thrown;
  }
}

/** Every string that the page holds or held and that was not collected. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot');
  await session.detach();
  return chunks.join('');
}
