/** The flame chart alone in the app's own Chromium: what the pointer, the keyboard and a screen reader can do with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BenchBrowser, openBrowser } from '../../scripts/bench/flame/browser.ts';
import { buildPage } from '../../scripts/bench/flame/page.ts';
import { type BenchServer, serve } from '../../scripts/bench/flame/server.ts';
import { graveFindings } from './accessibility.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'rbench-flame-e2e-'));
let server: BenchServer;
let browser: BenchBrowser;

beforeAll(async () => {
  await buildPage(folder);
  server = await serve({ page: folder });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the page; where on it the lanes begin. */
async function open(query: string) {
  const { page } = browser;
  await page.goto('about:blank');
  await page.goto(`${server.origin}/page/page.html?${query}`);
  await page.waitForFunction(() => window.record?.paintedAt ?? false);
  const chart = page.getByRole('application');
  const spoken = page.locator('[aria-live]');
  const saved = async (): Promise<string> => {
    const before = await page.evaluate(() => window.record.saved.length);
    await page.getByRole('button', { name: 'Save as SVG' }).click();
    await page.waitForFunction((count) => window.record.saved.length > count, before);
    return page.evaluate(() => String(window.record.saved.at(-1)?.[1]));
  };
  /** The labels of the axis and of boxes, as seen now. */
  const texts = async (): Promise<string[]> => [...(await saved()).matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text ?? '');
  return { page, chart, spoken, saved, texts };
}

test('the keyboard goes from span to span, says each, and opens its document', async () => {
  const { page, chart, spoken } = await open('spans=400&lanes=4');
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => spoken.textContent()).toMatch(/^\S+\.jpg, worker 1, cold, starts at .+, took .+, CPU .+ cores$/);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => spoken.textContent()).toMatch(/^fetch, \S+\.jpg, worker 1/);
  await page.keyboard.press('f');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => window.record.opened.length)).toBe(1);
  await page.getByRole('button', { name: 'Open document' }).click();
  expect(await page.evaluate(() => new Set(window.record.opened).size)).toBe(1);
  await page.keyboard.press('Escape');
});

test('the wheel zooms, a drag pans, a double click zooms to the span, 0 shows all again', async () => {
  const { page, chart, texts } = await open('spans=400&lanes=4');
  const whole = await texts();
  const corner = (await chart.boundingBox()) ?? { x: 0, y: 0 };
  const over = { x: corner.x + 600, y: corner.y + 40 };
  await page.mouse.move(over.x, over.y);
  for (let notch = 0; notch < 5; notch += 1) await page.mouse.wheel(0, -120);
  const zoomed = await texts();
  expect(zoomed).not.toEqual(whole);
  await page.mouse.move(over.x, over.y);
  await page.mouse.down();
  await page.mouse.move(over.x - 200, over.y, { steps: 4 });
  await page.mouse.up();
  expect(await texts()).not.toEqual(zoomed);
  await page.mouse.dblclick(over.x, over.y);
  await expect.poll(() => page.getByRole('region', { name: 'Selected span' }).getByRole('heading').textContent()).toMatch(/jpg/);
  await chart.focus();
  await page.keyboard.press('0');
  await expect.poll(texts).toEqual(whole);
});

test('shift and drag sums up an area stage by stage; a click elsewhere clears it', async () => {
  const { page, chart } = await open('spans=400&lanes=4');
  const corner = (await chart.boundingBox()) ?? { x: 0, y: 0 };
  const summary = page.getByRole('table', { name: /Selected|Whole run/ });
  await expect.poll(() => summary.getByRole('row').count()).toBe(10);
  await page.keyboard.down('Shift');
  await page.mouse.move(corner.x + 300, corner.y + 40);
  await page.mouse.down();
  await page.mouse.move(corner.x + 500, corner.y + 140, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(() => summary.locator('caption').textContent()).toMatch(/^Selected: .+ of 2 workers/);
  await page.mouse.click(corner.x + 700, corner.y + 40);
  await expect.poll(() => summary.locator('caption').textContent()).toBe('Whole run');
});

test('search counts what it finds, goes from one to the next, and is left with Escape', async () => {
  const { page, chart, spoken } = await open('spans=400&lanes=4');
  await chart.focus();
  await page.keyboard.press('/');
  await page.keyboard.type('recognise');
  const found = page.getByRole('status', { name: 'Found' });
  await expect.poll(() => found.textContent()).toBe('34');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(() => found.textContent()).toBe('2 of 34');
  await expect.poll(() => spoken.textContent()).toMatch(/^recognise, /);
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => found.textContent()).toBe('1 of 34');
  await page.keyboard.press('Escape');
  await expect.poll(() => found.textContent()).toBe('');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('application');
});

test('the table lists every span of the view with few elements, sorts, and selects', async () => {
  const { page } = await open('spans=100000&lanes=16');
  await page.getByRole('button', { name: 'Table' }).click();
  const table = page.getByRole('table', { name: 'Spans in view' });
  expect(Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(100_000);
  expect(await table.getByRole('row').count()).toBeLessThan(80);
  await table.getByRole('button', { name: 'CPU' }).click();
  expect(await table.getByRole('columnheader', { name: 'CPU' }).getAttribute('aria-sort')).toBe('descending');
  await table.getByRole('button', { name: /jpg/ }).first().click();
  await expect.poll(() => page.getByRole('button', { name: 'Open document' }).count()).toBe(1);
});

test('rows that are too many for the clipboard go into a file', async () => {
  const { page } = await open('spans=100000&lanes=16');
  await page.getByRole('button', { name: 'Table' }).click();
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  await page.waitForFunction(() => window.record.saved.length > 0);
  const [name, lines] = await page.evaluate(() => {
    const [file, content] = window.record.saved[0] ?? ['', ''];
    return [file, String(content).split('\r\n').length] as const;
  });
  expect(name).toMatch(/^spans-flame-chart-\w+\.csv$/);
  expect(lines).toBeGreaterThan(100_000);
});

test('pictures are saved: pixels as PNG, vectors as SVG', async () => {
  const { page, saved } = await open('spans=400&lanes=4');
  expect(await saved()).toMatch(/^<svg xmlns=/);
  await page.getByRole('button', { name: 'Save as PNG' }).click();
  await page.waitForFunction(() => window.record.saved.some(([name]) => name.endsWith('.png')));
  const start = await page.evaluate(() => [...(window.record.saved.at(-1)?.[1].slice(0, 8) ?? [])]);
  expect(start).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
});

test('a picture is light, whatever the window shows', async () => {
  const pictures: string[] = [];
  for (const scheme of ['light', 'dark']) {
    const { saved } = await open(`spans=400&lanes=4&scheme=${scheme}`);
    pictures.push(await saved());
  }
  expect(pictures[1]).toBe(pictures[0]);
});

test('the window of the minimap moves and resizes the view', async () => {
  const { page, texts } = await open('spans=400&lanes=4');
  const whole = await texts();
  const grip = page.locator('[data-grip=end]');
  const corner = (await grip.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(corner.x + 4, corner.y + 20);
  await page.mouse.down();
  await page.mouse.move(corner.x - 700, corner.y + 20, { steps: 5 });
  await page.mouse.up();
  const narrowed = await texts();
  expect(narrowed).not.toEqual(whole);
  expect(narrowed.some((text) => text.endsWith('14 s'))).toBe(false);
});

describe('nothing keeps somebody out', () => {
  test.each([
    'spans=400&lanes=4&job=3',
    'spans=400&lanes=4&scheme=dark&query=ocr',
    'spans=400&lanes=40&measure=cpu',
    'spans=400&lanes=4&arrangement=stages&scheme=dark',
  ])('%s', async (query) => {
    const { page } = await open(query);
    expect(await graveFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Table' }).click();
    expect(await graveFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keys' }).click();
    expect(await graveFindings(page)).toEqual([]);
  });
});

test('a page without spans says so', async () => {
  const { page } = browser;
  await page.goto(`${server.origin}/page/page.html?spans=0&lanes=0`);
  await expect.poll(() => page.getByText('No spans yet').count()).toBe(1);
});
