/**
 * What the app itself costs: from start to the first button one can press, memory at rest, and how long its threads are
 * blocked while a run takes every core.
 *
 *   npm run bench:app [-- STARTS [DOCUMENTS]]
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import Table from 'cli-table3';
import { type LaunchedApp, launchApp } from '../../electron/e2e/launch.ts';
import { defaultSettings } from '../../pipeline/contract/settings.ts';
import { childrenOf, drawDocuments } from '../testing/rbench.ts';
import { tell } from './rows.ts';

const STARTS = Number(process.argv[2] ?? 5);
const DOCUMENTS = Number(process.argv[3] ?? 24);
const BLOCK_MS = 50;
const REST_MS = 3000;

process.stderr.write('Building …\n');
execFileSync(process.execPath, ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel=error'], {
  stdio: 'inherit',
});
const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-bench-app-'));
try {
  const starts: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    process.stderr.write(`start ${start + 1} of ${STARTS} …\n`);
    const begun = performance.now();
    const app = await launchApp();
    await app.page.getByRole('button', { name: 'Choose folder…' }).click({ trial: true });
    starts.push(performance.now() - begun);
    await app.close();
  }
  const app = await launchApp();
  await app.page.getByRole('button', { name: 'Choose folder…' }).waitFor();
  await app.ask('runs.list', { search: '', limit: 1, offset: 0 });
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const memory = await memoryOf(app);
  const blocks = await blocksDuringRun(app);
  await app.close();

  const sorted = starts.sort((one, other) => one - other);
  const [least = 0, median = 0, most = 0] = [0, STARTS >> 1, -1].map((at) => sorted.at(at));
  tell('app', {
    ...{ what: `start to the first button, median of ${STARTS}`, value: median / 1000, unit: 's' },
    spread: { low: least / 1000, high: most / 1000, of: 'least to most' },
  });
  tell('app', {
    ...{ what: 'memory at rest, all processes (proportional set)', value: memory.total, unit: 'MB' },
    note: memory.each.map(({ name, megabytes }) => `${name} ${megabytes}`).join(', '),
  });
  const load = `while a run takes all cores for ${blocks.seconds.toFixed(1)} s`;
  tell('app', {
    ...{ what: `longest block of the window ${load}`, value: blocks.window.longest, unit: 'ms' },
    note: `${blocks.window.count} over ${BLOCK_MS} ms; main process: ${blocks.main.count}, the longest ${blocks.main.longest} ms`,
  });
  tell('app', {
    ...{ what: `a click to the next screen ${load}, median`, value: blocks.answers.median, unit: 'ms' },
    spread: { low: blocks.answers.least, high: blocks.answers.most, of: 'least to most' },
  });
  const table = new Table({ head: ['what', 'measured'], style: { head: [] } });
  table.push(
    [
      `start to the first button (${STARTS} starts: least, median, most)`,
      [least, median, most].map((milliseconds) => `${Math.round(milliseconds)} ms`).join(', '),
    ],
    ['memory at rest, all processes (proportional set)', `${memory.total} MB in ${memory.processes} processes`],
    ...memory.each.map(({ name, megabytes }) => [`  ${name}`, `${megabytes} MB`]),
    [`run of ${blocks.jobs} documents on all cores`, `${blocks.seconds.toFixed(1)} s`],
    [`  window: blocks over ${BLOCK_MS} ms`, describe(blocks.window)],
    [`  main process: waits over ${BLOCK_MS} ms of its event loop`, describe(blocks.main)],
    ['  answer to a click during the run (median, most)', `${blocks.answers.median} ms, ${blocks.answers.most} ms`],
  );
  process.stdout.write(`${table.toString()}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function describe({ count, longest }: { readonly count: number; readonly longest: number }): string {
  return count === 0 ? `none (longest ${longest} ms)` : `${count}, the longest ${longest} ms`;
}

async function memoryOf({ app }: LaunchedApp) {
  const root = app.process().pid ?? 0;
  const pids = [root];
  for (const pid of pids) pids.push(...(await childrenOf(pid)));
  const each = await Promise.all(
    pids.map(async (pid) => {
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
      const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
      const megabytes = Math.round(Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1000);
      return { name: nameOf(command, pid === root), megabytes };
    }),
  );
  const known = each.filter(({ megabytes }) => megabytes > 0);
  return { total: known.reduce((sum, { megabytes }) => sum + megabytes, 0), processes: known.length, each: known };
}

function nameOf(command: readonly string[], isMain: boolean): string {
  if (isMain) return 'main process';
  // Chromium writes its switches into one word, with spaces.
  const whole = command.join(' ');
  const type = /--type=([\w-]+)/.exec(whole)?.[1];
  return type ?? /(\w+)\.js/.exec(whole)?.[1] ?? path.basename(command[0] ?? '');
}

/** A run that leaves no core free, while somebody clicks from screen to screen. */
async function blocksDuringRun(app: LaunchedApp) {
  await drawDocuments(folder, DOCUMENTS);
  await app.page.evaluate(() => {
    const blocks: number[] = [];
    Object.assign(window, { benchBlocks: blocks });
    new PerformanceObserver((list) => blocks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  await app.app.evaluate(async () => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const waits: number[] = [];
    const look = setInterval(() => {
      waits.push(delay.max / 1e6);
      delay.reset();
    }, 250);
    Object.assign(globalThis, { benchWaits: waits, benchLook: look });
  });
  const settings = { ...defaultSettings, workers: os.availableParallelism() };
  const begun = performance.now();
  await app.ask('run.start', { name: 'bench', documents: folder, selection: 'all', count: DOCUMENTS, settings });
  const answers: number[] = [];
  for (;;) {
    for (const name of ['Runs', 'Run']) {
      const clicked = performance.now();
      await app.page.getByRole('link', { name, exact: true }).click();
      await app.page.getByRole('heading', { level: 1 }).waitFor();
      answers.push(Math.round(performance.now() - clicked));
    }
    const live = (await app.ask('run.live', {})) as { phase: string } | null;
    if (live?.phase === 'ended') break;
  }
  const seconds = (performance.now() - begun) / 1000;
  const window = await app.page.evaluate(() => (globalThis as unknown as { benchBlocks: number[] }).benchBlocks);
  const main = await app.app.evaluate(() => (globalThis as unknown as { benchWaits: number[] }).benchWaits);
  answers.sort((one, other) => one - other);
  return {
    jobs: DOCUMENTS,
    seconds,
    window: longOf(window),
    main: longOf(main),
    answers: { least: answers[0] ?? 0, median: answers[answers.length >> 1] ?? 0, most: answers.at(-1) ?? 0 },
  };
}

function longOf(durations: readonly number[]) {
  return {
    count: durations.filter((duration) => duration > BLOCK_MS).length,
    longest: Math.round(Math.max(0, ...durations)),
  };
}
