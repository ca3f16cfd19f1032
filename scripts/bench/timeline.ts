/**
 * `node scripts/bench/timeline.ts [JOBS]`: how long the timeline of a run takes to read and to write for other viewers, and how
 * much memory, at ten spans a job; each in a process of its own. Prints a table beside the goals; asserts nothing. CPU seconds
 * stand beside seconds, since other work on the machine slows the latter.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import Table from 'cli-table3';
import { readTimeline } from '../../pipeline/export/timeline.ts';
import { writeTrace } from '../../pipeline/export/traces/write-trace.ts';
import { openStore } from '../../pipeline/store/store.ts';
import { span } from '../../pipeline/store/testing/measured-run.ts';
import { tell } from './rows.ts';
import { documents, importedJobs, newRun } from './store-data.ts';

const WORKERS = 4;
const SECONDS_FOR_A_MILLION = 1.2;
const goals: Readonly<Record<string, string>> = { timeline: `< ${SECONDS_FOR_A_MILLION} s for a million spans` };

const spansAt = (start: number) => [
  span('fetch', '', start, 38_000, 30_000),
  span('quality_scoring', '', start + 57_000, 285_000, 250_000),
  span('quality_scoring', 'decode', start + 57_000, 95_000, 90_000),
  span('quality_scoring', 'measure', start + 152_000, 190_000, 160_000),
  span('enhancement', '', start + 361_000, 95_000, 90_000),
  span('ocr', '', start + 475_000, 1_140_000, 1_100_000),
  span('ocr', 'recognise', start + 494_000, 1_102_000, 1_000_000),
  span('schema_adaptation', '', start + 1_634_000, 95_000, 90_000),
  span('upload', '', start + 1_748_000, 133_000, 60_000),
];

/** Returns the run's id. */
function fill(file: string, jobs: number): string {
  const store = openStore(file, { mode: 'write' });
  const run = newRun();
  const documentIds = store.createRun(run, documents, []);
  const workers = Array.from({ length: WORKERS }, (_, slot) => ({
    id: randomUUID(),
    run_id: run.id,
    slot,
    pid: 1,
    started_us: 0,
  }));
  for (const worker of workers) store.workerStarted(worker);
  function* measured() {
    for (const job of importedJobs(documentIds, jobs)) yield { ...job, spans: spansAt(job.started_us) };
  }
  store.importJobs(run.id, measured());
  store.close();
  // An import knows no workers.
  const database = new Database(file);
  for (const { id, slot } of workers) {
    database.prepare('UPDATE jobs SET worker_id = ? WHERE sequence % ? = ?').run(id, WORKERS, slot);
  }
  database.close();
  return run.id;
}

async function measure(what: string, file: string, run: string): Promise<void> {
  const store = openStore(file, { mode: 'read' });
  const start = performance.now();
  const cpu = process.cpuUsage();
  const size =
    what === 'timeline'
      ? { spans: readTimeline(store, run).spans.lane.length, bytes: 0 }
      : await writeTrace(store, { run, format: what === 'chrome' ? 'chrome' : 'speedscope', file: `${file}.${what}.json` });
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  store.close();
  console.log(
    JSON.stringify({ ...size, seconds, cpuSeconds: (user + system) / 1e6, peakMegabytes: process.resourceUsage().maxRSS / 1000 }),
  );
}

function bench(jobs: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'rbench-timeline-'));
  try {
    const file = path.join(folder, 'bench.sqlite');
    const run = fill(file, jobs);
    const table = new Table({
      head: ['what', 'spans', 's', 'CPU s', 'peak MB', 'file MB', 'goal'],
      style: { head: [], border: [] },
    });
    for (const what of ['timeline', 'chrome', 'speedscope']) {
      const words = [fileURLToPath(import.meta.url), what, file, run];
      const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
      const { spans, bytes, seconds, cpuSeconds, peakMegabytes } = JSON.parse(stdout);
      tell('timeline', {
        what: `${what === 'timeline' ? 'a run’s timeline read' : `a run written for ${what}`}, ${Number(spans).toLocaleString('en')} spans`,
        ...{ value: seconds, unit: 's' },
        ...(goals[what] === undefined ? {} : { goal: { atMost: (SECONDS_FOR_A_MILLION * spans) / 1e6 } }),
        note: `${cpuSeconds.toFixed(2)} CPU s, at most ${Math.round(peakMegabytes)} MB`,
      });
      table.push([
        what,
        spans,
        seconds.toFixed(2),
        cpuSeconds.toFixed(2),
        Math.round(peakMegabytes),
        Math.round(bytes / 1e6),
        goals[what] ?? '',
      ]);
    }
    console.log(table.toString());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first, file, run] = process.argv.slice(2);
if (first !== undefined && file !== undefined && run !== undefined) await measure(first, file, run);
else bench(Number(first ?? 100_000));
