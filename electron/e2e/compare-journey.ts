/**
 * What a person does to compare: opens the screen, drops a folder, chooses what to compare and how often, starts, watches, and
 * reads the verdict. The tests go this way, and screenshots are made on it.
 */
import type { Locator, Page } from 'playwright-core';
import { dropOn } from './drop.ts';

export interface CompareOptions {
  readonly documents: string;
  /** What the radio button's name begins with: a preset's title, or `A/A`. */
  readonly what: string;
  readonly blocks: number;
}

/** Opens the screen and fills in the form. */
export async function chooseComparison(page: Page, { documents, what, blocks }: CompareOptions): Promise<void> {
  await goToCompare(page);
  await dropOn(page, documents);
  await page.getByRole('list', { name: 'First documents' }).waitFor();
  await page.getByRole('radio', { name: new RegExp(`^${what}`) }).check();
  await page.getByRole('spinbutton', { name: 'Blocks' }).fill(String(blocks));
}

export async function goToCompare(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Compare', exact: true }).click();
  await page.getByRole('heading', { name: 'Compare', level: 1 }).waitFor();
}

/** Begins once the outlook of the plan is there, as a person would. */
export async function startComparison(page: Page): Promise<void> {
  await page.getByText(/^Finds differences from/).waitFor();
  await page.getByRole('button', { name: 'Start comparison' }).click();
}

/** The verdict opens by itself when the last pass is done. */
export async function watchToTheVerdict(page: Page): Promise<Locator> {
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await verdict.waitFor({ timeout: 150_000 });
  return verdict;
}

export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
  await page.getByRole('tab', { name, exact: true, selected: true }).waitFor();
}
