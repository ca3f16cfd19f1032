/**
 * `npm run bench:flame [-- SPANS [SECONDS]]`: how fast the flame chart opens, pans, zooms and answers the pointer, beside speedscope on the same
 * trace, in the same browser, under the same input. Prints a table beside the goals; asserts nothing.
 *
 * speedscope shows one worker at a time, the chart all of them: it draws a sixteenth of what the chart draws.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { syntheticTimeline } from '../../renderer/flame/testing/synthetic-timeline.ts';
import { packTimeline } from '../../renderer/flame/testing/timeline-file.ts';
import { type BenchBrowser, openBrowser } from './flame/browser.ts';
import { type Frames, type Gestures, measureFrames } from './flame/frames.ts';
import { hoverCost, openOurs, openSpeedscope } from './flame/open.ts';
import { buildPage } from './flame/page.ts';
import { serve } from './flame/server.ts';
import { speedscopeFile } from './flame/speedscope-file.ts';
import { type Goal, rankOf, type Spread, tell } from './rows.ts';

const LANES = 16;
const GESTURES_MS = 1000 * Number(process.argv[3] ?? 10);
const OPENINGS = 3;

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'rbench-flame-'));
const table = new Table({
  head: ['spans', 'what', 'the chart', 'speedscope', 'goal'],
  style: { head: [], border: [], compact: true },
});

const at = (numbers: readonly number[], share: number): string => {
  const value = numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
  return value === undefined ? '–' : value.toFixed(1);
};
const spread = (numbers: readonly number[]): string => `${at(numbers, 0.5)} / ${at(numbers, 0.95)} / ${at(numbers, 1)} ms`;
const median = (numbers: readonly number[]): string =>
  `${Math.round(numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0).toLocaleString('en')} ms`;

async function repeated<Result>(times: number, work: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let time = 0; time < times; time += 1) results.push(await work());
  return results;
}

async function bench(browser: BenchBrowser, origin: string, spans: number): Promise<void> {
  const { page, session } = browser;
  const timeline = syntheticTimeline({ spans, lanes: LANES });
  writeFileSync(path.join(folder, 'timeline.bin'), packTimeline(timeline));
  writeFileSync(path.join(folder, 'trace.json'), speedscopeFile(timeline));
  const pageOf = { ours: `${origin}/page/page.html?fetch=/files/timeline.bin`, theirs: `${origin}/speedscope/index.html` };
  const frames = async (name: string, gestures: Gestures): Promise<Frames> => {
    process.stderr.write(`${spans.toLocaleString('en')} spans: ${name}, ${GESTURES_MS / 1000} s of zoom and drag …\n`);
    return measureFrames(page, session, gestures, GESTURES_MS);
  };

  const opened = await repeated(OPENINGS, () => openOurs(page, pageOf.ours));
  const ours = await frames('the chart', { x: 660, y: 330, zoomModifiers: 0 });
  const hover = await hoverCost(page);
  const openedTheirs = await repeated(OPENINGS, () => openSpeedscope(page, pageOf.theirs, `${origin}/files/trace.json`));
  const theirs = await frames('speedscope', { x: 660, y: 330, zoomModifiers: 2 });

  const label = spans.toLocaleString('en');
  tellFlame(label, {
    opened: opened.map(({ fromMemory }) => fromMemory),
    fetched: [opened.map(({ fromFetch }) => fromFetch), openedTheirs],
    intervals: [ours.intervals, theirs.intervals],
    mainThread: [ours.mainThread, theirs.mainThread],
    hover,
  });
  const goal = spans >= 1e6 ? '< 2 s' : '';
  table.push(
    [label, 'open: data in memory to first frame seen', median(opened.map(({ fromMemory }) => fromMemory)), '', goal],
    [label, 'open: fetch to first frame seen', median(opened.map(({ fromFetch }) => fromFetch)), median(openedTheirs), goal],
    [label, 'frame to frame: p50 / p95 / max', spread(ours.intervals), spread(theirs.intervals), 'p95 < 16.7 ms'],
    [label, 'main thread in a frame: p50 / p95 / max', spread(ours.mainThread), spread(theirs.mainThread), 'p95 < 16.7 ms'],
    [label, 'its CPU in a frame: p50 / p95 / max', spread(ours.mainThreadCpu), spread(theirs.mainThreadCpu), ''],
    [label, `frames in ${GESTURES_MS / 1000} s`, String(ours.intervals.length), String(theirs.intervals.length), ''],
    [label, 'a move of the pointer: p50 / p95 / max', spread(hover), '', '< 1 ms'],
  );
}

interface FlameFigures {
  readonly opened: readonly number[];
  /** The chart's, then speedscope's; as the two below. */
  readonly fetched: readonly [readonly number[], readonly number[]];
  readonly intervals: readonly [readonly number[], readonly number[]];
  readonly mainThread: readonly [readonly number[], readonly number[]];
  readonly hover: readonly number[];
}

/** The display gives a frame every 16.67 ms at best. */
const FRAME_GOAL = { atMost: 16.7 };

function tellFlame(label: string, figures: FlameFigures): void {
  const row = (what: string, own: readonly number[], share: number, more: { goal?: Goal; theirs?: readonly number[] } = {}) => {
    const spread: Spread =
      share === 0.5
        ? { low: Math.min(...own), high: Math.max(...own), of: 'least to most' }
        : { low: rankOf(own, 0.5), high: rankOf(own, share), of: 'p50 to p95' };
    tell('flame', {
      ...{ what: `${label} spans: ${what}`, value: rankOf(own, share), unit: 'ms', spread },
      ...(more.goal === undefined ? {} : { goal: more.goal }),
      note:
        more.theirs === undefined ? '' : `speedscope, one worker of the same trace: ${rankOf(more.theirs, share).toFixed(1)} ms`,
    });
  };
  row('open, data in memory to first frame, median', figures.opened, 0.5, { goal: { atMost: 2000 } });
  row('open, fetch to first frame, median', figures.fetched[0], 0.5, { theirs: figures.fetched[1] });
  row('frame to frame, p95', figures.intervals[0], 0.95, { goal: FRAME_GOAL, theirs: figures.intervals[1] });
  row('main thread in a frame, p95', figures.mainThread[0], 0.95, { goal: FRAME_GOAL, theirs: figures.mainThread[1] });
  row('a move of the pointer, p95', figures.hover, 0.95, { goal: { atMost: 1 } });
}

await buildPage(path.join(folder, 'page'));
const server = await serve({
  page: path.join(folder, 'page'),
  files: folder,
  speedscope: path.join(checkout, 'node_modules/speedscope/dist/release'),
});
const browser = await openBrowser();
try {
  for (const spans of process.argv[2] === undefined ? [100_000, 1_000_000] : [Number(process.argv[2])]) {
    await bench(browser, server.origin, spans);
  }
  console.log(
    `${browser.description}; 1280 × 800; ${LANES} workers. speedscope shows one worker at a time, the chart all that fit.`,
  );
  console.log(table.toString());
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
