/** A load test in the real app: chosen, watched, read; and what the screen says is what the command line says. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadResult } from '../../pipeline/analysis/load/result.ts';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import type { LoadFacts } from '../../pipeline/contract/load.ts';
import type { RunListItem } from '../../pipeline/contract/run.ts';
import { drawDocuments } from '../../scripts/testing/rbench.ts';
import { graveFindings } from './accessibility.ts';
import { dropOn } from './drop.ts';
import { type LaunchedApp, launchApp } from './launch.ts';

const SECONDS = 6;
const RATE = 2;

let app: LaunchedApp;
let folder: string;
let documents: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-load-e2e-'));
  documents = path.join(folder, 'documents');
  await drawDocuments(documents, 4);
  app = await launchApp();
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

async function expectAccessible(where: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await app.ask('setTheme', { theme });
    await app.page.locator(`html[data-scheme=${theme}]`).waitFor();
    expect(await graveFindings(app.page), `${where}, ${theme}`).toEqual([]);
  }
}

const number = (name: string) => app.page.getByRole('spinbutton', { name, exact: true });
const figure = (name: string) =>
  app.page.getByLabel('Account of the uploads').locator('div', { hasText: new RegExp(`^${name}`) });

it('names what is missing or refused, and keeps what was chosen when one looks elsewhere', async () => {
  const { page } = app;
  await page.getByRole('navigation').getByRole('link', { name: 'Load test', exact: true }).click();
  await page.getByRole('heading', { name: 'Load test', level: 1 }).waitFor();
  await page.getByText('Choose documents first.').waitFor();
  await expectAccessible('set-up, empty');
  await number('Users').fill('0');
  await page.getByText('Users: a whole number from 1 on.').first().waitFor();
  expect(await page.getByRole('button', { name: 'Start load test' }).isDisabled()).toBe(true);
  await page.getByRole('radio', { name: 'Steady' }).check();
  await number('Uploads a second').fill(String(RATE));
  await number('Seconds').fill(String(SECONDS));
  await page.getByRole('navigation').getByRole('link', { name: 'Environment', exact: true }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Load test', exact: true }).click();
  expect(await page.getByRole('radio', { name: 'Steady' }).isChecked()).toBe(true);
  expect(await number('Seconds').inputValue()).toBe(String(SECONDS));
});

it('goes from documents over the live signals to a result that accounts for every upload', async () => {
  const { page } = app;
  await dropOn(page, documents);
  await page.getByText(`${RATE * SECONDS} uploads over`, { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Start load test' }).click();
  await page.getByRole('img', { name: /^Uploads planned/ }).waitFor();
  await figure('Completed')
    .getByText(/^[1-9]/)
    .waitFor();
  await expectAccessible('live');
  await page.getByRole('region', { name: 'What gives way' }).waitFor();

  const [run] = (await app.ask('runs.list', { search: '', limit: 5, offset: 0 })) as RunListItem[];
  expect(run).toMatchObject({ kind: 'load', state: 'completed' });
  const result = loadResult((await app.ask('loads.read', { run: run?.id })) as LoadFacts);
  expect(result.account).toMatchObject({ arrived: RATE * SECONDS, completed: RATE * SECONDS });
  expect(await figure('Completed').textContent()).toBe(`Completed${RATE * SECONDS}`);
  for (const { evidence } of result.bottlenecks) await page.getByText(evidence).waitFor();
  await page.getByRole('table', { name: 'Projections' }).getByRole('row').nth(4).waitFor();
  await page
    .getByRole('table', { name: 'Predictions' })
    .getByRole('row', { name: /^Latency p99/ })
    .waitFor();
  await page
    .getByRole('row', { name: /Erlang C/ })
    .first()
    .waitFor();
  await page.getByRole('row', { name: /^Latency p99, s/ }).waitFor();
  await expectAccessible('result');
  expect(new URL(page.url()).hash).toBe(`#/load/${run?.id}`);
});

it('simulates what is asked for when it is left alone, and marks the tables that are of the numbers before', async () => {
  const { page } = app;
  const projections = page.getByRole('table', { name: 'Projections' }).getByRole('row');
  await page.getByRole('textbox', { name: 'Users' }).fill('');
  await page.getByText('Give whole numbers from 1 to 1,024').waitFor();
  // It may be over before it is looked for.
  await page.evaluate(() => {
    const look = () => {
      if (document.querySelector('[aria-busy=true] table') !== null) Object.assign(window, { wasMarked: true });
    };
    new MutationObserver(look).observe(document, { subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
  });
  await page.getByRole('textbox', { name: 'Users' }).fill('7');
  await page.waitForFunction(() => 'wasMarked' in window);
  await projections.filter({ hasText: /^7/ }).first().waitFor();
  await page.locator('[aria-busy=false]', { has: projections.first() }).waitFor();
});

it('is renamed where its result stands, and leads back to the runs', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Notes').fill('On a quiet machine.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('On a quiet machine.').waitFor();
  await page.getByRole('link', { name: 'All runs' }).click();
  await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
});

it('is found again among the runs, and its documents lead back to it', async () => {
  const { page } = app;
  await page.getByRole('navigation').getByRole('link', { name: 'Runs', exact: true }).click();
  await page
    .getByRole('row', { name: /Load, constant/ })
    .getByRole('link', { name: 'Load, constant' })
    .click();
  await page.getByRole('region', { name: 'What gives way' }).waitFor();
  await page.getByRole('link', { name: 'Its documents' }).click();
  await page.getByRole('tab', { name: 'Documents', selected: true }).waitFor();
  await page.getByRole('link', { name: 'Open the load test' }).click();
  await page.getByRole('region', { name: 'What gives way' }).waitFor();
});

it('stops when asked, keeps what was accepted, and can be taken up again', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'New load test' }).click();
  await page.getByRole('heading', { name: 'Load test', level: 1 }).waitFor();
  // More than any worker reads, so that there is something left when it is stopped.
  await number('Uploads a second').fill('40');
  await number('Seconds').fill('600');
  await page.getByRole('button', { name: 'Start load test' }).click();
  await figure('Completed')
    .getByText(/^[1-9]/)
    .waitFor();
  await page.getByText('uploads still to come are not sent').waitFor();
  const [going] = (await app.ask('runs.list', { search: '', limit: 1, offset: 0 })) as RunListItem[];
  await page.evaluate((run) => {
    window.location.hash = `#/load/${run}`;
  }, going?.id);
  await page.getByText('This load test goes on').waitFor();
  await page.getByRole('button', { name: 'Watch it' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText(/more were planned/).waitFor();
  // What comes last on the screen: looked at before, it would be half drawn.
  await page
    .getByRole('row', { name: /Erlang C/ })
    .first()
    .waitFor();
  await expectAccessible('a test that was stopped');
  await page.getByRole('button', { name: 'Do what was accepted' }).click();
  await page.waitForURL(/#\/run$/);
  await expect.poll(async () => ((await app.ask('run.live', {})) as LiveRun).jobs.succeeded).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'Open the run' }).waitFor();
  expect(app.strayRequests).toEqual([]);
});
