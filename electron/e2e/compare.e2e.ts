/** A comparison in the real app: chosen, watched, read, exported; and stored runs held against each other. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateFixtures } from '../../fixtures/generate.ts';
import type { Comparison } from '../../pipeline/contract/comparison.ts';
import type { RunDetail } from '../../pipeline/contract/reader-calls.ts';
import type { RunListItem } from '../../pipeline/contract/run.ts';
import { graveFindings } from './accessibility.ts';
import { chooseComparison, goToCompare, openTab, startComparison, watchToTheVerdict } from './compare-journey.ts';
import { chooseDocuments, startRun, watchToTheEnd } from './journey.ts';
import { type LaunchedApp, launchApp } from './launch.ts';

const DOCUMENTS = 2;
const BLOCKS = 1;
/** There and back, on two sides. */
const PASSES = 4 * BLOCKS;

let app: LaunchedApp;
let folder: string;
let documents: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-compare-'));
  documents = path.join(folder, 'documents');
  await generateFixtures({ out: documents, fast: DOCUMENTS - 1, standard: 1 });
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

const runs = async () => (await app.ask('runs.list', { search: '', limit: 20, offset: 0 })) as RunListItem[];
const comparisonOf = async (of: unknown) => (await app.ask('comparisons.read', { of })) as Comparison;
const row = (name: string) => app.page.getByRole('row', { name: new RegExp(name) });

async function goToRuns(): Promise<void> {
  await app.page.getByRole('navigation').getByRole('link', { name: 'Runs', exact: true }).click();
  await app.page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
}

/** The system's own dialog cannot be reached from here: it answers by itself. */
const answerSaveDialog = (file: string): Promise<void> =>
  app.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, file);

it('keeps what was chosen when one looks elsewhere, and names what is refused', async () => {
  const { page } = app;
  await goToCompare(page);
  await expectAccessible('set-up, empty');
  await chooseComparison(page, { documents, what: 'Sweep one setting', blocks: 0 });
  await page.getByText('Give a whole number of blocks from 1 to 100.').first().waitFor();
  expect(await page.getByRole('button', { name: 'Start comparison' }).isDisabled()).toBe(true);
  await page.getByRole('spinbutton', { name: 'Side b' }).fill('3');
  await expectAccessible('set-up, a sweep with a mistake');
  await goToRuns();
  await goToCompare(page);
  expect(await page.getByRole('radio', { name: /^Sweep/ }).isChecked()).toBe(true);
  expect(await page.getByRole('spinbutton', { name: 'Side b' }).inputValue()).toBe('3');
  expect(await page.getByRole('spinbutton', { name: 'Blocks' }).inputValue()).toBe('0');
  await page.getByRole('radio', { name: /^Your own/ }).check();
  await page.getByRole('button', { name: 'Add a side' }).waitFor({ state: 'detached' });
  await expectAccessible('set-up, sides of one’s own');
});

it('goes from an A/A on two documents over its passes to a verdict', async () => {
  const { page } = app;
  await chooseComparison(page, { documents, what: 'A/A', blocks: BLOCKS });
  await startComparison(page);
  await page.getByText(new RegExp(`^Pass \\d of ${PASSES}, side [ab]`)).waitFor();
  await page.getByRole('img', { name: /^Order of the passes/ }).waitFor();
  expect(await page.getByRole('region', { name: 'Verdict' }).count()).toBe(0);
  await expectAccessible('live');
  await watchToTheVerdict(page);

  const [run] = (await runs()).filter(({ kind }) => kind === 'compare');
  expect(run).toMatchObject({ name: 'A/A', state: 'completed' });
  const comparison = await comparisonOf({ run: run?.id });
  expect(comparison.complete).toBe(true);
  expect(['equivalent', 'cannot_tell', 'unproven']).toContain(comparison.verdict);
  // The sentence is set in two blocks when it is long.
  const shown = await page.getByRole('region', { name: 'Verdict' }).textContent();
  expect(shown?.replaceAll(/\s/g, '')).toContain(comparison.sentence.replaceAll(/\s/g, ''));
});

it('shows each part of the comparison, keeps nobody out, and an address leads back to it', async () => {
  const { page } = app;
  for (const tab of ['Stages', 'Sides', 'Documents', 'Flame charts', 'Plan']) {
    await openTab(page, tab);
    if (tab === 'Flame charts') {
      await page.getByRole('application').nth(1).waitFor();
      await page.getByRole('combobox', { name: 'Above: pass' }).selectOption({ label: 'pass 2' });
      await page.getByRole('heading', { name: 'Side a, pass 2' }).waitFor();
    }
    await expectAccessible(tab);
  }
  await page.reload();
  await page.getByRole('tab', { name: 'Plan', selected: true }).waitFor();
  await page.goBack();
  await page.getByRole('tab', { name: 'Flame charts', selected: true }).waitFor();
});

it('writes every measurement as CSV', async () => {
  const { page } = app;
  const file = path.join(folder, 'samples.csv');
  await answerSaveDialog(file);
  await page.getByRole('button', { name: 'Export samples' }).click();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  await page.getByRole('status').getByText('samples.csv').waitFor();
  const lines = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
  expect(lines.length).toBeGreaterThan(DOCUMENTS * PASSES);
});

it('is tagged on its own screen', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('textbox', { name: 'Tags' }).fill('quiet night');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('quiet night', { exact: true }).waitFor();
});

it('lists the comparison as one, without a mean over its sides, and leads from its documents back to it', async () => {
  const { page } = app;
  await goToRuns();
  await row('A/A').getByRole('img', { name: 'Comparison' }).waitFor();
  expect(await row('A/A').getByRole('checkbox').count()).toBe(0);
  expect(await row('A/A').textContent()).not.toMatch(/weighted|fast|standard/);
  await row('A/A').getByRole('link', { name: 'Its documents' }).click();
  await page.getByRole('tab', { name: 'Documents', selected: true }).waitFor();
  await page.getByRole('link', { name: 'Open the comparison' }).click();
  await page.getByRole('region', { name: 'Verdict' }).waitFor();
});

it('is deleted and brought back from its own screen, and measured again by the same plan', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
  // It stays for half a minute while it is pointed at.
  await page.getByRole('button', { name: 'Undo' }).hover();
  await row('A/A').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await row('A/A').getByRole('link', { name: 'A/A', exact: true }).click();
  await page.getByRole('button', { name: 'Compare again' }).click();
  await page.getByText(new RegExp(`^Pass 1 of ${PASSES}`)).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'What there is so far' }).waitFor();
  const compared = (await runs()).filter(({ kind }) => kind === 'compare');
  const plans = await Promise.all(
    compared.map(async ({ id }) => ((await app.ask('runs.read', { run: id })) as RunDetail).run.plan.comparison),
  );
  expect(plans).toHaveLength(2);
  expect(plans[0]).toEqual(plans[1]);
});

it('holds two stored runs against each other, the one that was picked first as side a', async () => {
  const { page } = app;
  for (const name of ['later', 'baseline run']) {
    await page.getByRole('navigation').getByRole('link', { name: 'Run', exact: true }).click();
    await chooseDocuments(page, { documents, workers: 1, name });
    await startRun(page);
    await watchToTheEnd(page);
    await page.getByRole('button', { name: 'New run' }).click();
  }
  await goToRuns();
  await row('baseline run').getByRole('checkbox').check();
  expect(await page.getByRole('button', { name: 'Compare', exact: true }).isDisabled()).toBe(true);
  await row('later').getByRole('checkbox').press('Space');
  await expectAccessible('runs, two picked');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('region', { name: 'Verdict' }).waitFor();
  const ids = Object.fromEntries((await runs()).map(({ name, id }) => [name, id]));
  expect(new URL(page.url()).hash).toBe(`#/comparison/${ids['baseline run']}+${ids.later}`);
  await expectAccessible('comparison of stored runs');
  expect(app.strayRequests).toEqual([]);
});
