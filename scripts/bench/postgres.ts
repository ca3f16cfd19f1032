/**
 * `npm run bench:postgres [-- ROWS]`: how fast a million rows get to a Postgres server on this machine, beside `psql \copy` of
 * the same rows into the same tables of the same server, in one run. Prints a table beside the goals; asserts nothing. The
 * server is Debian's, on a local socket, with its data in the folder for temporary files.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Table from 'cli-table3';
import { stringify } from 'csv-stringify';
import { cpuMetricsTable, jobsTable } from '../../pipeline/export/postgres/migration.ts';
import { debianBinaries, PostgresServer, superuser } from '../../pipeline/export/postgres/testing/server.ts';
import { cpuMetricsColumns } from '../../pipeline/store/columns.ts';
import { openStore } from '../../pipeline/store/store.ts';
import type { PushBenchAnswer } from './postgres/push-child.ts';
import { type Goal, leaveOut, tell } from './rows.ts';
import { documents, importedJobs, newRun } from './store-data.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const binaries = debianBinaries();
if (binaries === null || spawnSync('psql', ['--version']).status !== 0) {
  leaveOut(
    'postgres',
    'a push beside psql \\copy',
    'there is no Postgres server with its psql (Debian: apt-get install postgresql)',
  );
}

const folder = mkdtempSync(join(tmpdir(), 'rbench-bench-postgres-'));
const database = join(folder, 'bench.sqlite');
const file = (name: string) => join(folder, `${name}.csv`);
const say = (text: string) => process.stderr.write(`${text}\n`);

const server = await PostgresServer.start(binaries, {
  hba: ['local all all trust', 'host all all 127.0.0.1/32 trust'],
  settings: ["log_statement = 'none'"],
});
try {
  say(`Making ${rows.toLocaleString('en')} rows`);
  const run = fill();
  await writeCsv(run);
  const psql = [];
  const ours = [];
  // Alternately, so that what else goes on falls on both.
  for (const round of [1, 2]) {
    say(`Round ${round} of 2`);
    psql.push(await copyByPsql(`psql_${round}`));
    ours.push(await pushByUs(run, `ours_${round}`));
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const baseline = mean(psql);
  const table = new Table({
    head: ['what', 'seconds', 'rows/s', 'of psql', 'goal'],
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  const line = (what: string, seconds: number, goal = '') =>
    table.push([
      what,
      seconds.toFixed(1),
      Math.round(rows / seconds).toLocaleString('en'),
      (baseline / seconds).toFixed(2),
      goal,
    ]);
  line('psql \\copy, jobs then cpu_metrics', baseline);
  line('push: looked at, sent and compared', mean(ours.map((answer) => answer.seconds)), '≥ 0.60');
  line('  of that sent, and compared meanwhile', mean(ours.map((answer) => answer.sending)));
  line('  compared after the last was sent', mean(ours.map((answer) => answer.comparing)));
  line('push again: all in the ledger, compared', mean(ours.map((answer) => answer.again)));
  const asRow = (what: string, each: readonly number[], goal?: Goal) => {
    const shares = each.map((seconds) => baseline / seconds);
    tell('postgres', {
      ...{ what, value: baseline / mean(each), unit: 'of psql’s speed', ...(goal === undefined ? {} : { goal }) },
      spread: { low: Math.min(...shares), high: Math.max(...shares), of: 'least to most' },
      note: `${Math.round(rows / mean(each)).toLocaleString('en')} rows a second`,
    });
  };
  tell('postgres', { what: 'psql \\copy, jobs then cpu_metrics', value: rows / baseline, unit: 'rows a second' });
  asRow(
    `a push of ${rows.toLocaleString('en')} rows: looked at, sent and compared`,
    ours.map((answer) => answer.seconds),
    { atLeast: 0.6 },
  );
  asRow(
    'a push again: all in the ledger, compared',
    ours.map((answer) => answer.again),
  );
  const peak = Math.max(...ours.map((answer) => answer.peakMegabytes));
  tell('postgres', { what: 'memory of the pushing process, at most', value: peak, unit: 'MB', goal: { atMost: 200 } });
  console.log(table.toString());
  console.log(`memory of the pushing process, at most: ${Math.round(peak)} MB (goal: under 200)`);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function fill(): string {
  const store = openStore(database, { mode: 'write' });
  const run = newRun();
  const documentIds = store.createRun(run, documents, []);
  store.importJobs(run.id, importedJobs(documentIds, rows));
  store.runEnded(run.id, { state: 'completed', summary: store.summarise(run.id, null), warnings: [] });
  store.close();
  return run.id;
}

async function writeCsv(run: string): Promise<void> {
  const store = openStore(database, { mode: 'read' });
  const write = (name: string, columns: readonly string[]) =>
    pipeline(
      Readable.from(store.metricsOf(run)),
      stringify({ columns: [...columns], cast: { boolean: String } }),
      createWriteStream(file(name)),
    );
  await write('jobs', ['job_id']);
  await write('cpu_metrics', cpuMetricsColumns);
  store.close();
}

/** A fresh database with the report's tables. */
async function fresh(name: string): Promise<void> {
  await server.sql(`CREATE DATABASE ${name}`);
  await server.sql(`${jobsTable}${cpuMetricsTable}`, name);
  await server.sql('CHECKPOINT');
}

async function copyByPsql(name: string): Promise<number> {
  await fresh(name);
  const start = performance.now();
  for (const [table, columns] of [
    ['jobs', '(id)'],
    ['cpu_metrics', `(${cpuMetricsColumns.join(', ')})`],
  ] as const) {
    const { status, stderr } = spawnSync(
      'psql',
      [
        '-h',
        server.folder,
        '-p',
        String(server.port),
        '-U',
        superuser.user,
        '-d',
        name,
        '-v',
        'ON_ERROR_STOP=1',
        '-c',
        `\\copy ${table} ${columns} FROM '${file(table)}' CSV`,
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
  }
  const seconds = (performance.now() - start) / 1000;
  await server.sql(`DROP DATABASE ${name}`);
  return seconds;
}

async function pushByUs(run: string, name: string): Promise<PushBenchAnswer> {
  await fresh(name);
  const child = spawn(
    process.execPath,
    [
      new URL('./postgres/push-child.ts', import.meta.url).pathname,
      database,
      run,
      server.folder,
      String(server.port),
      superuser.user,
      name,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let answer = '';
  for await (const text of child.stdout) answer += text;
  await server.sql(`DROP DATABASE ${name}`);
  return JSON.parse(answer) as PushBenchAnswer;
}
