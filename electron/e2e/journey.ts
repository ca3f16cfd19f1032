/**
 * What a person does first: drops a folder, presses Run, watches, opens the flame chart, and looks at one document's words over
 * its image. The tests go this way under both hosts, and the screenshots of the README are made on it.
 */
import type { Locator, Page } from 'playwright-core';
import { dropOn } from './drop.ts';

export interface JourneyOptions {
  readonly documents: string;
  readonly workers: number;
  readonly name: string;
}

/** Chooses documents by dropping them, and fills in the form. */
export async function chooseDocuments(page: Page, { documents, workers, name }: JourneyOptions): Promise<void> {
  await page.getByRole('heading', { name: 'Run', level: 1 }).waitFor();
  await dropOn(page, documents);
  await page.getByRole('list', { name: 'First documents' }).waitFor();
  await page.getByRole('spinbutton', { name: /^Workers/ }).fill(String(workers));
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
}

export const startRun = (page: Page): Promise<void> => page.getByRole('button', { name: 'Run', exact: true }).click();

/** Waits until the run is over. */
export const watchToTheEnd = (page: Page): Promise<void> =>
  page.getByRole('link', { name: 'Open flame chart' }).waitFor({ timeout: 150_000 });

export async function openFlameChart(page: Page): Promise<Locator> {
  await page.getByRole('link', { name: 'Open flame chart' }).click();
  const chart = page.getByRole('application');
  await chart.waitFor();
  return chart;
}

/** From the flame chart to the document of the span that is found first. */
export async function openFirstDocument(page: Page, chart: Locator, file: string): Promise<void> {
  const search = page.getByRole('textbox', { name: /^Search the timeline/ });
  await search.fill(file);
  await search.press('Enter');
  await page.getByRole('button', { name: 'Open document' }).click();
  await page.getByRole('heading', { name: file, level: 1 }).waitFor();
  await chart.waitFor({ state: 'detached' });
}

/** The words lie over the image that was read. */
export async function showWords(page: Page): Promise<Locator> {
  const words = page.getByRole('group', { name: 'Words on the page' });
  if ((await words.count()) === 0) await page.getByRole('checkbox', { name: 'Words', exact: true }).check();
  await words.waitFor();
  return words;
}
