/**
 * Takes the pictures of the README from the real app, on a real run: each screen in light and dark.
 *
 *   npm run screenshots                                              those of the README, into resources/screenshots
 *   npm run screenshots -- --documents FOLDER --out FOLDER --large   all screens, of other documents, and in 2560×1440 as well
 */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { stillness } from '../electron/e2e/accessibility.ts';
import { chooseComparison, goToCompare, openTab, startComparison, watchToTheVerdict } from '../electron/e2e/compare-journey.ts';
import {
  chooseDocuments,
  openFirstDocument,
  openFlameChart,
  showWords,
  startRun,
  watchToTheEnd,
} from '../electron/e2e/journey.ts';
import { launchApp } from '../electron/e2e/launch.ts';
import { giveSecret } from '../electron/e2e/secret.ts';
import { generateFixtures } from '../fixtures/generate.ts';
import { lookAtDocuments } from '../pipeline/engine/documents.ts';
import { authority, certificate } from '../pipeline/export/postgres/testing/certificates.ts';
import { debianBinaries, PostgresServer } from '../pipeline/export/postgres/testing/server.ts';

const readme = 'resources/screenshots';
const { values } = parseArgs({
  options: {
    documents: { type: 'string' },
    out: { type: 'string', default: readme },
    large: { type: 'boolean', default: false },
  },
});
const FOR_README = ['live', 'flame', 'summary', 'document', 'comparison-stages', 'decision', 'load-result', 'export'];
const all = values.out !== readme;
const sizes = [
  { width: 1280, height: 800, suffix: '' },
  ...(values.large ? [{ width: 2560, height: 1440, suffix: '-large' }] : []),
];
/** Once the run is well on its way there is something to see. */
const DONE_BEFORE_LIVE = 6;
const FAST_SCANS = 14;
const STANDARD_SCANS = 6;
/** Enough for an interval, and not for an hour. */
const COMPARED_BLOCKS = 3;
const COMPARED_SCANS = 3;

execFileSync(process.execPath, ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel=error'], {
  stdio: 'inherit',
});
await mkdir(values.out, { recursive: true });
const documents = values.documents === undefined ? await sampleScans() : path.resolve(values.documents);
const app = await launchApp();
const { page } = app;
const [first = ''] = (await lookAtDocuments(documents, 'all')).first;

await take('run');
await chooseDocuments(page, { documents, workers: 2, name: 'Two workers' });
await take('run-chosen');
await startRun(page);
const done = page.getByRole('progressbar', { name: 'Documents done' });
await page.waitForFunction(
  (least) => (document.querySelector('progress[aria-label="Documents done"]') as HTMLProgressElement | null)?.value === least,
  DONE_BEFORE_LIVE,
  { timeout: 120_000 },
);
await done.waitFor();
await take('live');
await watchToTheEnd(page);
await take('result');
const chart = await openFlameChart(page);
await chart.focus();
await take('flame');
for (let span = 0; span < 3; span++) await chart.press('ArrowDown');
await chart.press('f');
await take('flame-focused');
await page.getByRole('button', { name: 'By stage' }).click();
await take('flame-by-stage');
await page.getByRole('button', { name: 'Timeline', exact: true }).click();
for (const tab of ['Summary', 'Documents', 'Settings']) {
  await page.getByRole('tab', { name: tab }).click();
  await page.getByRole('tab', { name: tab, selected: true }).waitFor();
  await take(tab.toLowerCase());
}
await page.getByRole('tab', { name: 'Flame chart' }).click();
await openFirstDocument(page, page.getByRole('application'), first);
await showWords(page);
await take('document');
await page.getByRole('link', { name: 'Runs', exact: true }).click();
await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
await take('runs');
await takeComparison();
await takeDecision();
await takeLoad();
await takeExport();
await page.getByRole('link', { name: 'Environment', exact: true }).click();
await page.getByRole('button', { name: 'Look again' }).and(page.locator(':enabled')).waitFor();
await take('environment');
await app.close();
if (values.documents === undefined) await rm(documents, { recursive: true });

/** The report's first option over a few of the documents, from the set-up to each part of the result. */
async function takeComparison(): Promise<void> {
  await goToCompare(page);
  await take('compare');
  await chooseComparison(page, { documents, what: 'OCR threads', blocks: COMPARED_BLOCKS });
  await page.getByRole('radio', { name: /^This many/ }).check();
  await page.getByRole('spinbutton', { name: 'Documents' }).fill(String(COMPARED_SCANS));
  await page.getByText(`passes over ${COMPARED_SCANS} documents`).waitFor();
  await page.getByRole('main').evaluate((main) => main.scrollTo(0, 0));
  await take('compare-chosen');
  for (const way of ['Sweep one setting', 'Your own']) {
    await page.getByRole('radio', { name: new RegExp(`^${way}`) }).check();
    await page.getByRole('radio', { name: new RegExp(`^${way}`) }).scrollIntoViewIfNeeded();
    await take(`compare-${way.split(' ')[0]?.toLowerCase()}`);
  }
  await page.getByRole('radio', { name: /^OCR threads/ }).check();
  await startComparison(page);
  await page.getByText(/^Pass 3 of/).waitFor({ timeout: 150_000 });
  await take('compare-live');
  await watchToTheVerdict(page);
  for (const tab of await page.getByRole('tab').allTextContents()) {
    await openTab(page, tab);
    if (tab === 'Flame charts') await page.getByRole('application').nth(1).waitFor();
    await take(`comparison-${tab.split(' ')[0]?.toLowerCase()}`);
  }
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page.getByRole('checkbox').first().check();
  await take('runs-picked');
}

/** What the first run means for a month, and whether it may go on. */
async function takeDecision(): Promise<void> {
  const [run] = (await app.ask('runs.list', { search: 'Two workers', limit: 1, offset: 0 })) as { readonly id: string }[];
  for (const name of ['Capacity', 'Decision']) {
    await showPlace(`${name.toLowerCase()}/${run?.id ?? ''}`);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.getByRole('img').locator('svg').first().waitFor();
    await take(name.toLowerCase());
  }
}

/**
 * More than one worker can do, for long enough to see it. The window looks elsewhere meanwhile: to draw the live signals, and
 * to be photographed, takes the core from which the load is to be sent on time; where all screens are taken it may be late.
 */
async function takeLoad(): Promise<void> {
  await page.getByRole('link', { name: 'Load test', exact: true }).click();
  await page.getByRole('heading', { name: 'Load test', level: 1 }).waitFor();
  await take('load');
  await page.getByRole('spinbutton', { name: 'Users' }).fill('8');
  await page.getByRole('spinbutton', { name: 'Workers' }).fill('1');
  await page.getByRole('button', { name: 'Start load test' }).click();
  if (all) {
    const account = page.getByLabel('Account of the uploads');
    await account
      .getByText(/^[1-9]\d/)
      .first()
      .waitFor({ timeout: 150_000 });
    await take('load-live');
  }
  await page.getByRole('link', { name: 'Export', exact: true }).click();
  await page.waitForFunction(async () => (await window.bench.ask('run.live', {})).output?.phase === 'ended', undefined, {
    polling: 1000,
    timeout: 300_000,
  });
  const [test] = (await app.ask('runs.list', { search: '', limit: 1, offset: 0 })) as { readonly id: string }[];
  await showPlace(`load/${test?.id ?? ''}`);
  await page.getByRole('region', { name: 'What gives way' }).waitFor();
  await page.getByRole('region', { name: 'Over time' }).getByRole('img').first().waitFor();
  await take('load-result');
}

async function showPlace(place: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${place}`);
}

/** Into a server of its own, where this machine has one. */
async function takeExport(): Promise<void> {
  const binaries = debianBinaries();
  if (binaries === null) return;
  const trusted = await authority('Example Authority');
  const server = await PostgresServer.start(binaries, { certificate: await certificate({ by: trusted, hosts: ['localhost'] }) });
  try {
    await server.sql("CREATE ROLE bench LOGIN PASSWORD 'bench'");
    await server.sql('CREATE DATABASE production OWNER bench');
    const ca = path.join(app.folder, 'ca.pem');
    await writeFile(ca, trusted.cert);
    await page.getByRole('link', { name: 'Export', exact: true }).click();
    await page.getByRole('heading', { name: 'Export', level: 1 }).waitFor();
    await take('export-empty');
    await giveSecret(app, `postgresql://bench:bench@localhost:${server.port}/production`);
    await page.getByRole('textbox', { name: 'CA certificate' }).fill(ca);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByRole('button', { name: 'Create them when pushing' }).click();
    await page.getByRole('button', { name: 'Push', exact: true }).click();
    await page.getByText(/count and checksum are the same/).waitFor();
    await page.getByRole('button', { name: 'Push', exact: true }).click();
    await page.getByText(/count and checksum are the same/).waitFor();
    await take('export');
  } finally {
    await server.stop();
  }
}

/** Some of the generated documents, in a folder and under names as a person has them. */
async function sampleScans(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'scans-'));
  const samples = 'fixtures/load-test';
  const manifest = await generateFixtures({ out: samples });
  const ofPath = (wanted: string) => manifest.documents.filter((document) => document.path === wanted);
  const chosen = [...ofPath('fast').slice(0, FAST_SCANS), ...ofPath('standard').slice(0, STANDARD_SCANS)];
  const renamed = chosen.map((document, index) => ({
    from: document.file,
    ...document,
    file: `${document.truth.type.replace('bank_', '')}-${String(index + 1).padStart(2, '0')}.jpg`,
  }));
  for (const { from, file } of renamed) await copyFile(path.join(samples, from), path.join(folder, file));
  const documents = renamed.map(({ from: _, ...document }) => document);
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify({ ...manifest, documents }));
  return folder;
}

async function take(name: string): Promise<void> {
  if (!all && !FOR_README.includes(name)) return;
  for (const { width, height, suffix } of sizes) {
    await app.resize(width, height);
    await page.waitForFunction((wanted) => window.innerWidth === wanted, width);
    for (const theme of ['light', 'dark'] as const) {
      await app.ask('setTheme', { theme });
      await page.locator(`html[data-scheme=${theme}]`).waitFor();
      await stillness(page);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const picture = await sharp(await page.screenshot())
        .png({ palette: true, effort: 10 })
        .toBuffer();
      await sharp(picture).toFile(path.join(values.out, `${name}-${theme}${suffix}.png`));
    }
  }
  process.stderr.write(`${name}\n`);
}
