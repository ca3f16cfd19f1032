/**
 * `npm run bench:store`: how fast the store takes a million rows of `cpu_metrics`, and how fast a screen gets its first answer
 * from them, for one run of a million jobs and for 1,000 runs of 1,000. Prints a table beside the goals; asserts nothing.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Table from 'cli-table3';
import { openStore } from '../../pipeline/store/store.ts';
import { documents, importedJobs, newRun } from './store-data.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const goalRowsPerSecond = 50_000;
const goalMilliseconds = 200;

const table = new Table({
  head: ['what', 'measured', 'goal'],
  style: { head: [], border: [], compact: true },
  colAligns: ['left', 'right', 'right'],
});

function measure<Result>(work: () => Result): { milliseconds: number; result: Result } {
  const start = performance.now();
  const result = work();
  return { milliseconds: performance.now() - start, result };
}

const inMilliseconds = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`;

function bench(label: string, runs: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'rbench-store-'));
  const file = join(folder, 'bench.sqlite');
  const jobsPerRun = rows / runs;
  const ids: string[] = [];
  try {
    const store = openStore(file, { mode: 'write' });
    let importing = 0;
    let summarising = 0;
    for (let index = 0; index < runs; index += 1) {
      const run = newRun();
      ids.push(run.id);
      const documentIds = store.createRun(run, documents, []);
      importing += measure(() => store.importJobs(run.id, importedJobs(documentIds, jobsPerRun))).milliseconds;
      const summary = measure(() => store.summarise(run.id, null));
      summarising += summary.milliseconds;
      store.runEnded(run.id, { state: 'completed', summary: summary.result, warnings: [] });
    }
    store.close();
    const rate = Math.round(rows / (importing / 1000));
    table.push([
      `${label}: insert jobs and cpu_metrics`,
      `${rate.toLocaleString('en')} rows/s`,
      `≥ ${goalRowsPerSecond.toLocaleString('en')}`,
    ]);
    table.push([`${label}: file`, `${Math.round(statSync(file).size / 1e6)} MB`, '']);
    table.push([`${label}: summarise at the end of a run`, inMilliseconds(summarising / runs), '']);

    // Each from a fresh connection, as the command line meets it; the file is in the system's cache.
    const fresh = <Result>(work: (store: ReturnType<typeof openStore>) => Result): number => {
      const { milliseconds } = measure(() => {
        const reading = openStore(file, { mode: 'read' });
        const result = work(reading as ReturnType<typeof openStore>);
        reading.close();
        return result;
      });
      return milliseconds;
    };
    const goal = `< ${goalMilliseconds} ms`;
    const middle = ids[Math.floor(runs / 2)] ?? '';
    table.push([`${label}: open, listRuns (50)`, inMilliseconds(fresh((reading) => reading.listRuns({ limit: 50 }))), goal]);
    table.push([
      `${label}: open, listRuns (search)`,
      inMilliseconds(fresh((reading) => reading.listRuns({ limit: 50, search: 'nothing has this' }))),
      goal,
    ]);
    table.push([
      `${label}: open, show (find, run, summary, 50 jobs, workers)`,
      inMilliseconds(
        fresh((reading) => {
          const id = reading.findRun(middle.slice(0, 13));
          return [reading.readRun(id), reading.jobsOf(id, { limit: 50 }), reading.workersOf(id)];
        }),
      ),
      goal,
    ]);
    table.push([`${label}: open, countJobs`, inMilliseconds(fresh((reading) => reading.countJobs(middle))), '']);
    table.push([
      `${label}: open, last page of jobs`,
      inMilliseconds(fresh((reading) => reading.jobsOf(middle, { limit: 50, offset: jobsPerRun - 50 }))),
      '',
    ]);
    let read = 0;
    const reading = fresh((store) => {
      for (const _ of store.metricsOf(middle)) read += 1;
    });
    table.push([`${label}: metricsOf (${read.toLocaleString('en')} rows)`, inMilliseconds(reading), '']);

    const deleting = openStore(file, { mode: 'write' });
    table.push([`${label}: deleteRun`, inMilliseconds(measure(() => deleting.deleteRun(middle, () => false)).milliseconds), '']);
    deleting.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

bench(`1 × ${rows.toLocaleString('en')}`, 1);
bench(`1,000 × ${(rows / 1000).toLocaleString('en')}`, 1000);
console.log(table.toString());
