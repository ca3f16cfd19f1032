/**
 * `npm run bench:capacity [-- DOCUMENTS]`: how fast a run of 1,000 documents becomes a projection and a report, and how soon the Capacity screen follows a
 * slider in the real window. Prints a table beside the goals; asserts nothing.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import Table from 'cli-table3';
import { launchApp } from '../../electron/e2e/launch.ts';
import { makeBasis } from '../../pipeline/analysis/capacity/basis.ts';
import { projectCapacity } from '../../pipeline/analysis/capacity/project.ts';
import { seededDraw } from '../../pipeline/analysis/comparison/seeded.ts';
import { makeCriteria } from '../../pipeline/analysis/decision/criteria.ts';
import { decide } from '../../pipeline/analysis/decision/decide.ts';
import type { ReportFormat } from '../../pipeline/contract/capacity.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { readCapacityFacts } from '../../pipeline/export/capacity/read-facts.ts';
import { readCapacitySamples } from '../../pipeline/export/capacity/read-samples.ts';
import { findSubject } from '../../pipeline/export/capacity/subject.ts';
import { storeRun } from '../../pipeline/export/capacity/testing/stored.ts';
import { writeReport } from '../../pipeline/report/write-report.ts';
import { openStore, type Store } from '../../pipeline/store/store.ts';
import { measureRedraws } from './capacity/redraws.ts';
import { rankOf, tell } from './rows.ts';

const DOCUMENTS = Number(process.argv[2] ?? 1000);
const TURNS = 9;
/** In the larger one both charts are seen. */
const WINDOWS = [
  { width: 1280, height: 800 },
  { width: 2560, height: 1440 },
];
const SLIDERS = ['Fast path', 'Production node', 'Budget'];

const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-bench-capacity-'));
const file = path.join(folder, 'bench.sqlite');
const table = new Table({ head: ['what', 'p50', 'p95', 'max', 'goal'], style: { head: [], border: [], compact: true } });

const at = (sorted: readonly number[], share: number): string => {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return value === undefined ? '–' : `${value.toFixed(1)} ms`;
};
function push(what: string, milliseconds: readonly number[], goal: string): void {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const [p50 = Number.NaN, p95 = Number.NaN] = [0.5, 0.95].map((share) => rankOf(sorted, share));
  const limit = /< ([\d.]+) (ms|s)/.exec(goal);
  tell('capacity', {
    ...{ what: sorted.length === 1 ? what : `${what}, p95`, value: p95, unit: 'ms' },
    spread: sorted.length === 1 ? null : { low: p50, high: p95, of: 'p50 to p95' },
    ...(limit === null ? {} : { goal: { atMost: Number(limit[1]) * (limit[2] === 's' ? 1000 : 1) } }),
  });
  table.push([what, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 1), goal]);
}
const timed = (work: () => unknown): number[] =>
  Array.from({ length: TURNS }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });

/** Costs scatter by half of their mean; seven of ten documents are fast, one of twenty is cold. */
function fill(): string {
  const store = openStore(file, { mode: 'write' });
  const draw = seededDraw(1, 'bench:capacity');
  const jobs = Array.from({ length: DOCUMENTS }, (_, index) => ({
    document: `document-${index}`,
    path: index % 10 < 7 ? ('fast' as const) : ('standard' as const),
    cold: index % 20 === 0,
    cpu_us: (index % 10 < 7 ? 1_000_000 : 2_000_000) + draw(1_000_000),
    bytes: 500_000 + draw(2_000_000),
  }));
  const run = storeRun(store, { jobs });
  store.close();
  return run;
}

function benchAnalysis(store: Store, run: string): void {
  const of = { runs: [run], side: null };
  const { samples } = readCapacitySamples(store, findSubject(store, of));
  const facts = readCapacityFacts(store, of);
  const criteria = makeCriteria();
  const replicates = facts.basis.replicates.fast.length.toLocaleString('en-US');
  push(
    `${replicates} replicates of ${DOCUMENTS.toLocaleString('en-US')} documents`,
    timed(() => makeBasis(samples)),
    '< 1 s',
  );
  push(
    'all that a projection is made of, read from the database',
    timed(() => readCapacityFacts(store, of)),
    '',
  );
  push(
    'one projection',
    timed(() => projectCapacity(facts.basis, criteria.inputs)),
    '',
  );
  push(
    'one decision, both policies',
    timed(() => decide(facts, criteria)),
    '',
  );
}

/** Markdown, HTML, CSV and JSON; then the PDF too, where a Chromium prints it. */
async function benchReport(store: Store, run: string): Promise<void> {
  const write = async (formats: readonly ReportFormat[]): Promise<number[]> => {
    const begun = performance.now();
    await writeReport(store, {
      of: { runs: [run], side: null },
      criteria: makeCriteria(),
      version: 'bench',
      formats,
      folder: path.join(folder, 'report'),
      signal: new AbortController().signal,
      onFile: () => undefined,
    });
    return [performance.now() - begun];
  };
  push('the report: Markdown, HTML, CSV, JSON', await write(['md', 'html', 'csv', 'json']), '< 5 s');
  const pdf = await write(['pdf']).catch((thrown: unknown) => {
    if (thrown instanceof BenchError && thrown.code === 'report.no_printer') return null;
    throw thrown;
  });
  if (pdf !== null) push('the report as PDF', pdf, '< 5 s');
}

try {
  process.stderr.write(`Filling a database with a run of ${DOCUMENTS} documents …\n`);
  const run = fill();
  const store = openStore(file, { mode: 'read' });
  benchAnalysis(store, run);
  await benchReport(store, run);
  store.close();
  process.stderr.write('Building the app …\n');
  execFileSync(process.execPath, ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel=error'], {
    stdio: 'inherit',
  });
  const app = await launchApp({ folder });
  try {
    for (const { width, height } of WINDOWS) {
      await app.resize(width, height);
      for (const slider of SLIDERS) {
        process.stderr.write(`Dragging ${slider} at ${width} × ${height} …\n`);
        const redraws = await measureRedraws(app.page, run, slider);
        push(`${width} × ${height}, ${slider} to redraw (${redraws.length} of them)`, redraws, '< 50 ms');
      }
    }
  } finally {
    await app.close();
  }
  console.log(table.toString());
} finally {
  await rm(folder, { recursive: true, force: true });
}
