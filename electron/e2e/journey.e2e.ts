import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateFixtures } from '../../fixtures/generate.ts';
import type { DocumentsLook } from '../../pipeline/contract/reader-calls.ts';
import type { RunListItem } from '../../pipeline/contract/run.ts';
import { lookAtDocuments } from '../../pipeline/engine/documents.ts';
import { graveFindings } from './accessibility.ts';
import { chooseDocuments, openFirstDocument, openFlameChart, showWords, startRun, watchToTheEnd } from './journey.ts';
import { type LaunchedApp, launchApp } from './launch.ts';

/** Real receipts where they are at hand, generated documents elsewhere. */
const receipts = process.env.RBENCH_RECEIPTS;
const GENERATED = { fast: 3, standard: 1 };
/** More than are done before somebody cancels. */
const TOO_MANY = 200;

let documents: string;
beforeAll(async () => {
  documents = receipts ?? (await mkdtemp(path.join(os.tmpdir(), 'rbench-journey-')));
  if (receipts === undefined) await generateFixtures({ out: documents, ...GENERATED });
});
afterAll(async () => {
  if (receipts === undefined) await rm(documents, { recursive: true });
});

describe.each(['node', 'utility'] as const)('a first run with %s workers', (host) => {
  let app: LaunchedApp;
  let found: DocumentsLook;
  beforeAll(async () => {
    found = await lookAtDocuments(documents, 'all');
    app = await launchApp({ args: [`--host=${host}`] });
  });
  afterAll(() => app.close());

  it('goes from a dropped folder to the words over an image', async () => {
    const { page } = app;
    await chooseDocuments(page, { documents, workers: 2, name: 'receipts' });
    expect(await page.getByRole('main').textContent()).toContain(`${found.documents} documents`);
    await startRun(page);
    await page.getByRole('button', { name: 'Cancel' }).waitFor();
    await page.getByRole('progressbar', { name: 'Documents done' }).waitFor();
    await watchToTheEnd(page);

    const chart = await openFlameChart(page);
    await chart.focus();
    await chart.press('ArrowRight');
    const [first = ''] = found.first;
    await openFirstDocument(page, chart, first);
    const words = await showWords(page);
    expect(await words.getByRole('img').count()).toBeGreaterThan(20);

    const [run] = (await app.ask('runs.list', { search: 'receipts', limit: 10, offset: 0 })) as RunListItem[];
    expect(run?.summary?.jobs).toEqual({ succeeded: found.documents, failed: 0, unfinished: 0 });
    const detail = (await app.ask('runs.read', { run: run?.id })) as { run: { environment: { host: string } } };
    expect(detail.run.environment.host).toBe(host);
    expect(app.strayRequests).toEqual([]);
  });
});

describe('every screen', () => {
  let app: LaunchedApp;
  beforeAll(async () => {
    app = await launchApp();
  });
  afterAll(() => app.close());

  async function expectAccessible(where: string) {
    for (const theme of ['light', 'dark'] as const) {
      await app.ask('setTheme', { theme });
      await app.page.locator(`html[data-scheme=${theme}]`).waitFor();
      expect(await graveFindings(app.page), `${where}, ${theme}`).toEqual([]);
    }
  }

  it('keeps nobody out, with no data and with some', async () => {
    const { page } = app;
    const goTo = async (name: string) => {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
    };
    await expectAccessible('run');
    await goTo('Runs');
    await expectAccessible('runs, empty');
    await goTo('Environment');
    await page.getByRole('button', { name: 'Look again' }).and(page.locator(':enabled')).waitFor();
    await expectAccessible('environment');
    await goTo('Run');

    await chooseDocuments(page, { documents, workers: 2, name: '' });
    await page.getByRole('radio', { name: /^This many/ }).check();
    await page.getByRole('spinbutton', { name: 'Documents' }).fill(String(TOO_MANY));
    await startRun(page);
    await page.getByRole('region', { name: 'Last documents' }).getByRole('link').first().waitFor();
    await expectAccessible('live');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await watchToTheEnd(page);
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    await expectAccessible('result');
    const chart = await openFlameChart(page);
    await chart.focus();
    await chart.press('ArrowRight');
    await expectAccessible('flame chart');
    await page.getByRole('button', { name: 'Table' }).click();
    await expectAccessible('flame chart as a table');
    for (const tab of ['Summary', 'Documents', 'Settings']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tab', { name: tab, selected: true }).waitFor();
      await expectAccessible(tab);
    }
    await page.getByRole('tab', { name: 'Documents' }).click();
    await page
      .getByRole('link', { name: /\.(jpg|png)$/ })
      .first()
      .click();
    await page.getByRole('region', { name: 'Page' }).waitFor();
    await expectAccessible('document');
    await goTo('Runs');
    await expectAccessible('runs');
    expect(app.strayRequests).toEqual([]);
  });
});
