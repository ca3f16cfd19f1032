/**
 * A newcomer's way on a fresh profile, by keyboard alone: the first steps, the palette, the help, the keyboard map, and an error's
 * next step. Documents are few and small, so that it is the way that takes the time and not the measuring.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateFixtures } from '../../fixtures/generate.ts';
import { mainScreens } from '../../pipeline/contract/screens.ts';
import { graveFindings } from './accessibility.ts';
import { dropOn } from './drop.ts';
import { startRun, watchToTheEnd } from './journey.ts';
import { type LaunchedApp, launchApp } from './launch.ts';

let documents: string;
let app: LaunchedApp;
beforeAll(async () => {
  documents = await mkdtemp(path.join(os.tmpdir(), 'rbench-guide-'));
  await generateFixtures({ out: documents, fast: 1, standard: 1 });
  app = await launchApp();
});
afterAll(async () => {
  await app.close();
  await rm(documents, { recursive: true, force: true });
});

const heading = (name: string) => app.page.getByRole('heading', { name, level: 1, exact: true });
const palette = () => app.page.getByRole('combobox', { name: /^Search for a screen/ });
const options = () => app.page.getByRole('listbox', { name: 'Commands' }).getByRole('option');
const firstSteps = () => app.page.getByRole('region', { name: 'First steps' });
const press = (keys: string) => app.page.keyboard.press(keys);
/** Where the focus goes is settled a moment after what had it is gone. */
const expectFocus = (of: Locator) => of.and(app.page.locator(':focus')).waitFor();

/** From the palette, as somebody does who knows some letters of it. */
async function command(letters: string, title: string): Promise<void> {
  await press('Control+k');
  await palette().fill(letters);
  await options()
    .and(app.page.getByRole('option', { name: title, selected: true }))
    .waitFor();
  await press('Enter');
  await palette().waitFor({ state: 'detached' });
}

async function expectAccessible(where: string, within: string | null = null): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await app.ask('setTheme', { theme });
    await app.page.locator(`html[data-scheme=${theme}]`).waitFor();
    expect(await graveFindings(app.page, within), `${where}, ${theme}`).toEqual([]);
  }
}

it('leads from an empty database with one press, whatever the screen', async () => {
  const { page } = app;
  await heading('Run').waitFor();
  await firstSteps().getByRole('button', { name: 'Measure now' }).waitFor();
  await page.getByRole('region', { name: 'Start here' }).getByRole('button', { name: 'Measure the baseline' }).waitFor();
  await expectAccessible('an empty database');
  for (const { label, digit } of mainScreens.filter(({ screen }) =>
    ['runs', 'capacity', 'decision', 'export'].includes(screen),
  )) {
    await press(`Control+${digit}`);
    await heading(label).waitFor();
    await page.getByRole('button', { name: 'Measure 10 sample documents' }).waitFor();
  }
});

it('goes to each screen by the key that the map lists', async () => {
  for (const { label, digit } of mainScreens) {
    await press(`Control+${digit}`);
    await heading(label).waitFor();
  }
});

it('shows the keyboard map, which keeps the focus and gives it back', async () => {
  const { page } = app;
  const link = page.getByRole('navigation').getByRole('link', { name: 'Runs', exact: true });
  await link.focus();
  await press('?');
  await page.getByRole('table', { name: 'Flame chart' }).waitFor();
  await page.getByRole('row', { name: /^Command palette/ }).waitFor();
  await expectAccessible('keyboard map', 'dialog');
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expectFocus(link);
});

it('types a question mark where text is typed', async () => {
  await press('Control+1');
  const name = app.page.getByRole('textbox', { name: 'Name' });
  await name.focus();
  await press('?');
  expect(await name.inputValue()).toBe('?');
  await name.fill('');
});

it('opens the help of the screen, which follows to the next one and is left with Escape', async () => {
  const { page } = app;
  await press('F1');
  const help = (screen: string) => page.getByRole('complementary', { name: `Help: ${screen}` });
  await help('Run').getByText('What the numbers do not say').waitFor();
  await expectFocus(help('Run').getByRole('heading', { name: 'Help: Run' }));
  await expectAccessible('help', 'aside');
  await press('Control+5');
  await help('Capacity').getByText('Break-even', { exact: true }).waitFor();
  await help('Capacity').getByRole('button', { name: 'Close the help' }).focus();
  await press('Escape');
  await help('Capacity').waitFor({ state: 'detached' });
  // What had the focus before is gone with its screen.
  await expectFocus(page.getByRole('button', { name: 'Help for this screen' }));
});

it('finds a screen by some letters, moves with the arrows, and is left with Escape', async () => {
  const { page } = app;
  await press('Control+k');
  await expectFocus(palette());
  const chosen = options().and(page.getByRole('option', { selected: true }));
  const first = await chosen.textContent();
  await press('ArrowDown');
  expect(await chosen.textContent()).not.toBe(first);
  await press('ArrowUp');
  expect(await chosen.textContent()).toBe(first);
  expect(await palette().getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
  await expectAccessible('command palette', 'dialog');
  await palette().fill('zzqx');
  await page.getByText('Nothing fits “zzqx”', { exact: false }).waitFor();
  await press('Escape');
  await palette().waitFor({ state: 'detached' });
  await command('envir', 'Environment');
  await heading('Environment').waitFor();
});

it('follows what was measured, and is put away and brought back', async () => {
  const { page } = app;
  await command('new run', 'New run');
  await heading('Run').waitFor();
  await dropOn(page, documents);
  await page.getByRole('list', { name: 'First documents' }).waitFor();
  await startRun(page);
  await watchToTheEnd(page);
  const step = (name: string) => firstSteps().getByRole('link', { name });
  await step('Measure, done').waitFor();
  await command('flame', 'Flame chart of the latest run');
  await page.getByRole('application').waitFor();
  await step('Flame chart, done').waitFor();
  await firstSteps().getByRole('link', { name: 'Compare a setting' }).waitFor();

  const close = firstSteps().getByRole('button', { name: 'Put the first steps away' });
  await close.focus();
  await press('Enter');
  await firstSteps().waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('application').waitFor();
  expect(await firstSteps().count()).toBe(0);
  await command('first steps', 'First steps');
  await step('Flame chart, done').waitFor();
});

it('says at the field that an engine is not there, and leads from an error to its next step', async () => {
  const { page } = app;
  await press('Control+1');
  await command('new run', 'New run');
  const model = page.getByRole('combobox', { name: /^OCR model/ });
  await model.selectOption('a folder…');
  await page.getByRole('textbox', { name: 'Folder of the OCR model' }).fill(documents);
  await page.getByRole('alert').getByRole('link', { name: 'What is there' }).waitFor();
  await page.evaluate(() => {
    window.location.hash = '#/runs/00000000-0000-4000-8000-000000000000/summary';
  });
  await page.getByRole('alert').getByRole('link', { name: 'All runs' }).focus();
  await press('Enter');
  await heading('Runs').waitFor();
  expect(app.strayRequests).toEqual([]);
});
