/**
 * `npm run bench:store [-- ROWS]`: how fast the store takes a million rows of `cpu_metrics` with their jobs, and how fast a
 * screen gets its first answer from them, for one run of a million jobs and for 1,000 runs of 1,000. Prints a table beside the
 * goals; asserts nothing. Rows per CPU second stand beside rows per second, since other work on the machine slows the latter.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Table from 'cli-table3';
import { openStore, type Store } from '../../pipeline/store/store.ts';
import { tell } from './rows.ts';
import { documents, importedJobs, newRun } from './store-data.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
/** Jobs with their rows a second. */
const INSERT_GOAL = { atLeast: 50_000 };
/** Milliseconds. */
const ANSWER_GOAL = { atMost: 200 };
const insertGoal = '≥ 50,000';
const answerGoal = '< 200 ms';

const table = new Table({
  head: ['what', 'measured', 'goal'],
  colAligns: ['left', 'right', 'right'],
  style: { head: [], border: [], compact: true },
});

interface Measured<Result> {
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
  readonly result: Result;
}

function measure<Result>(work: () => Result): Measured<Result> {
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const result = work();
  const milliseconds = performance.now() - start;
  const cpu = process.cpuUsage(cpuBefore);
  return { milliseconds, cpuMilliseconds: (cpu.user + cpu.system) / 1000, result };
}

const inMilliseconds = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`;
const perSecond = (milliseconds: number): string => Math.round((rows * 1000) / milliseconds).toLocaleString('en');

/** Fills a database with `runs` runs; returns their ids. */
function fill(file: string, runs: number, label: string): string[] {
  const store = openStore(file, { mode: 'write' });
  const ids: string[] = [];
  let importing = 0;
  let importingCpu = 0;
  let summarising = 0;
  for (let index = 0; index < runs; index += 1) {
    const run = newRun();
    ids.push(run.id);
    const documentIds = store.createRun(run, documents, []);
    const imported = measure(() => store.importJobs(run.id, importedJobs(documentIds, rows / runs)));
    importing += imported.milliseconds;
    importingCpu += imported.cpuMilliseconds;
    const summary = measure(() => store.summarise(run.id, null));
    summarising += summary.milliseconds;
    store.runEnded(run.id, { state: 'completed', summary: summary.result, warnings: [] });
  }
  store.close();
  const insertedPerSecond = (rows * 1000) / importing;
  tell('store', {
    what: `${label}: jobs inserted with their cpu_metrics`,
    ...{ value: insertedPerSecond, unit: 'a second', goal: INSERT_GOAL },
    note: `${perSecond(importingCpu)} a CPU second; file ${Math.round(statSync(file).size / 1e6)} MB`,
  });
  table.push([`${label}: jobs with their cpu_metrics, a second`, perSecond(importing), insertGoal]);
  table.push([`${label}: the same, a CPU second`, perSecond(importingCpu), '']);
  table.push([`${label}: file`, `${Math.round(statSync(file).size / 1e6)} MB`, '']);
  table.push([`${label}: summarise, once when a run ends`, inMilliseconds(summarising / runs), '']);
  return ids;
}

function bench(label: string, runs: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'rbench-store-'));
  const file = join(folder, 'bench.sqlite');
  try {
    const ids = fill(file, runs, label);
    const middle = ids[Math.floor(runs / 2)] ?? '';
    /** From a fresh connection each, as the command line meets it; the file is in the system's cache. */
    const ask = (what: string, goal: string, question: (store: Store) => unknown): void => {
      const { milliseconds } = measure(() => {
        const store = openStore(file, { mode: 'read' });
        question(store);
        store.close();
      });
      tell('store', {
        ...{ what: `${label}: ${what}`, value: milliseconds, unit: 'ms' },
        ...(goal === answerGoal ? { goal: ANSWER_GOAL } : {}),
      });
      table.push([`${label}: ${what}`, inMilliseconds(milliseconds), goal]);
    };
    ask('open, listRuns', answerGoal, (store) => store.listRuns({ limit: 50 }));
    ask('open, listRuns with search', answerGoal, (store) => store.listRuns({ limit: 50, search: 'nothing has this' }));
    ask('open, show (run, summary, 50 jobs, workers)', answerGoal, (store) => {
      const id = store.findRun(middle.slice(0, 13));
      return [store.readRun(id), store.jobsOf(id, { limit: 50 }), store.workersOf(id)];
    });
    ask('open, countJobs', '', (store) => store.countJobs(middle));
    ask('open, last page of jobs', '', (store) => store.jobsOf(middle, { limit: 50, offset: rows / runs - 50 }));
    ask('open, metricsOf, all rows', '', (store) => {
      let read = 0;
      for (const _ of store.metricsOf(middle)) read += 1;
      return read;
    });
    const store = openStore(file, { mode: 'write' });
    const deleting = measure(() => store.deleteRun(middle, () => false));
    store.close();
    table.push([`${label}: deleteRun`, inMilliseconds(deleting.milliseconds), '']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

bench(`1 × ${rows.toLocaleString('en')}`, 1);
bench(`1,000 × ${(rows / 1000).toLocaleString('en')}`, 1000);
console.log(table.toString());
