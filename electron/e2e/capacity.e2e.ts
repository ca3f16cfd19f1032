/** From a measured run to a capacity and a decision in the real app: turned, read, copied, saved, and found again. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateFixtures } from '../../fixtures/generate.ts';
import { graveFindings } from './accessibility.ts';
import { copied } from './clipboard.ts';
import { chooseDocuments, startRun, watchToTheEnd } from './journey.ts';
import { type LaunchedApp, launchApp } from './launch.ts';

/** Two warm documents on each path have an interval. */
const DOCUMENTS = { fast: 3, standard: 2 };

let app: LaunchedApp;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-capacity-'));
  const documents = path.join(folder, 'documents');
  await generateFixtures({ out: documents, ...DOCUMENTS });
  app = await launchApp();
  await goTo('Capacity');
  await app.page.getByText('No run to project from').waitFor();
  await goTo('Decision');
  await app.page.getByText('No run to decide by').waitFor();
  await goTo('Run');
  await chooseDocuments(app.page, { documents, workers: 1, name: 'five documents' });
  await startRun(app.page);
  await watchToTheEnd(app.page);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

async function goTo(name: string): Promise<void> {
  await app.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await app.page.getByRole('heading', { name, level: 1 }).waitFor();
}

async function expectAccessible(where: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await app.ask('setTheme', { theme });
    await app.page.locator(`html[data-scheme=${theme}]`).waitFor();
    expect(await graveFindings(app.page), `${where}, ${theme}`).toEqual([]);
  }
}

/** The system's own dialog cannot be reached from here: it answers by itself. */
const answerSaveDialog = (file: string): Promise<void> =>
  app.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, file);

const expectCopied = (button: string, wanted: RegExp) =>
  copied(app, () => app.page.getByRole('button', { name: button }).click(), wanted);
const sentence = (): Locator => app.page.getByRole('region', { name: 'The figure' }).getByRole('status');
const policy = (name: 'Published' | 'Derived'): Locator => app.page.getByRole('region', { name: `${name} policy` });

async function saveChart(title: string, kind: 'SVG' | 'PNG'): Promise<Buffer> {
  const file = path.join(folder, `chart.${kind.toLowerCase()}`);
  await answerSaveDialog(file);
  await app.page.getByRole('button', { name: `Save chart: ${title}` }).click();
  await app.page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click();
  await app.page.getByRole('status').getByText(`Saved as ${file}`).waitFor();
  return readFile(file);
}

it('projects the latest run, and every figure follows a slider', async () => {
  const { page } = app;
  await goTo('Capacity');
  const before = await sentence().textContent();
  expect(before).toMatch(/^A document takes [\d.]+ CPU s/);
  const chart = page.getByRole('img', { name: /^Chance of staying within/ });
  await chart.scrollIntoViewIfNeeded();
  await chart.getByText(/^break-even/).waitFor();
  const drawn = await chart.textContent();
  const slider = page.getByRole('slider', { name: 'Production node' });
  await slider.focus();
  for (let step = 0; step < 20; step++) await slider.press('ArrowRight');
  await page.waitForFunction(
    (old) => document.querySelector('section[aria-label="The figure"] [role="status"]')?.textContent !== old,
    before,
  );
  await page.getByRole('button', { name: 'Reset Production node' }).waitFor();
  expect(await chart.textContent()).not.toBe(drawn);
  await expectAccessible('capacity');
});

it('saves a chart as vectors and as pixels, and copies a table as CSV and as Markdown', async () => {
  const svg = (await saveChart('Chance of staying within the budget', 'SVG')).toString('utf8');
  expect(svg).toContain('<title>Chance of staying within the budget</title>');
  expect(svg).toContain('documents a day');
  const png = await saveChart('Chance of staying within the budget', 'PNG');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  const width = Number(/width="([\d.]+)"/.exec(svg)?.[1]);
  expect(png.readUInt32BE(16)).toBe(Math.round(2 * width));

  await expectCopied('Copy the projection as CSV', /^Docs\/day,CPU s\/doc,.*\r\n700,\d/);
  await expectCopied('Copy the projection as Markdown', /^\| Docs\/day \| CPU s\/doc \|.*\n\| ---: \|/);
});

it('decides under both policies by what was turned, says that the criteria changed, and takes it back', async () => {
  const { page } = app;
  await page.getByRole('main').getByRole('link', { name: 'Decision' }).click();
  await page.getByRole('heading', { name: 'Decision', level: 1 }).waitFor();
  for (const name of ['Published', 'Derived'] as const) {
    await policy(name).getByRole('status').waitFor();
    expect(await policy(name).getByRole('status').textContent()).toMatch(/^(GO|ADJUST|NO-GO|Can't tell)/);
    await policy(name)
      .getByRole('img', { name: /^The policy’s bands/ })
      .locator('svg')
      .waitFor();
  }
  await page.getByText('The criteria are not those fixed before the run: node factor changed.').first().waitFor();
  await expectAccessible('decision, with other criteria');
  await page.getByRole('button', { name: 'Take back what was turned' }).click();
  await page.getByText('The criteria were fixed before the run.').waitFor();
  await expectAccessible('decision');
});

it('says what the command line says', async () => {
  const { page } = app;
  const { stdout } = spawnSync(
    process.execPath,
    ['pipeline/cli/main.ts', 'decide', '--run', 'latest', '--json', '--db', app.database],
    {
      encoding: 'utf8',
    },
  );
  const told = JSON.parse(stdout) as {
    readonly difference: string;
    readonly reasons: readonly string[];
    readonly criteria: { readonly hash: string };
    readonly risks: readonly { readonly title: string }[];
  } & Record<'published' | 'derived', { readonly headline: string; readonly verdict: string }>;
  const screen = (await page.getByRole('main').textContent()) ?? '';
  for (const words of [told.difference, ...told.reasons, told.criteria.hash, ...told.risks.map(({ title }) => title)])
    expect(screen).toContain(words.replaceAll('`', ''));
  if (told.published.verdict !== 'CANNOT-TELL')
    expect(await policy('Published').getByRole('status').textContent()).toContain(told.published.verdict);
  if (told.derived.verdict !== 'CANNOT-TELL')
    expect(await policy('Derived').getByRole('status').textContent()).toContain(told.derived.verdict);
});

it('saves the report of what it shows', async () => {
  const { page } = app;
  const report = async (label: string, extension: string): Promise<Buffer> => {
    const file = path.join(folder, `report.${extension}`);
    await answerSaveDialog(file);
    await page.getByRole('button', { name: 'Save report' }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${label}`) }).click();
    await page.getByRole('status').getByText(`Saved as ${file}`).waitFor();
    await page.getByRole('button', { name: 'Save report' }).and(page.locator(':enabled')).waitFor();
    return readFile(file);
  };
  const html = (await report('HTML', 'html')).toString('utf8');
  expect(html).toMatch(/^<!doctype html>/i);
  expect(html).not.toMatch(/<script/i);
  const hash = await page.getByRole('region', { name: 'Criteria' }).locator('code').textContent();
  expect(html).toContain(hash ?? 'no hash');
  expect((await report('Markdown', 'md')).toString('utf8')).toContain(hash ?? 'no hash');
  expect((await report('PDF', 'pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
});

it('keeps its place over a reload, and the way back leads to the capacity of the same run', async () => {
  const { page } = app;
  const [run] = (await app.ask('runs.list', { search: '', limit: 1, offset: 0 })) as { readonly id: string }[];
  expect(new URL(page.url()).hash).toBe(`#/decision/${run?.id}`);
  await page.reload();
  await policy('Derived').waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Capacity', level: 1 }).waitFor();
  await page.goForward();
  await policy('Published').waitFor();
  await page.getByRole('radio', { name: 'Derived' }).check();
  await page.getByText('By the derived policy, the weightiest first.').waitFor();
  expect(app.strayRequests).toEqual([]);
});
