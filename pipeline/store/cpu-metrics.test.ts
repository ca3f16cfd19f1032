import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { cpuMetricsColumns } from './columns.ts';
import { testStore } from './testing/folders.ts';
import { finished, startedRun } from './testing/samples.ts';

const reportSql = readFileSync(new URL('../../resources/sql/cpu_metrics.postgres.sql', import.meta.url), 'utf8');

/** As the source report has it. */
const sqliteType: Record<string, string> = {
  UUID: 'TEXT',
  TEXT: 'TEXT',
  FLOAT: 'REAL',
  BIGINT: 'INTEGER',
  BOOLEAN: 'INTEGER',
  TIMESTAMPTZ: 'TEXT',
};

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly primaryKey: boolean;
  readonly hasDefault: boolean;
  readonly check: string | null;
}

function columnsOfReport(): Column[] {
  const body = /CREATE TABLE IF NOT EXISTS cpu_metrics \(([\s\S]*?)\n\);/.exec(reportSql)![1]!;
  return body
    .split('\n')
    .map((line) => line.trim().replace(/,$/, ''))
    .filter((line) => line !== '' && !line.startsWith('--'))
    .map((line) => {
      const [name, type] = line.split(' ') as [string, string];
      const check = /CHECK \((.*)\)$/.exec(line)?.[1];
      return {
        name,
        type: sqliteType[type]!,
        notNull: line.includes('NOT NULL') || line.includes('PRIMARY KEY'),
        primaryKey: line.includes('PRIMARY KEY'),
        hasDefault: line.includes('DEFAULT'),
        check: check ?? (type === 'BOOLEAN' ? `${name} IN (0, 1)` : null),
      };
    });
}

/** Open beside the store, so that what SQLite itself says is asked. */
function openedRaw(file: string): Database.Database {
  const database = new Database(file);
  onTestFinished(() => {
    database.close();
  });
  return database;
}

function columnsOfStore(database: Database.Database): Column[] {
  const sql = database.prepare(`SELECT sql FROM sqlite_schema WHERE name = 'cpu_metrics'`).pluck().get() as string;
  const rows = database.prepare(`SELECT * FROM pragma_table_xinfo('cpu_metrics')`).all() as {
    name: string;
    type: string;
    notnull: number;
    pk: number;
    dflt_value: string | null;
  }[];
  return rows.map((row) => ({
    name: row.name,
    type: row.type,
    // A STRICT table's key takes no NULL, said or not; a test below tries.
    notNull: row.notnull === 1 || row.pk === 1,
    primaryKey: row.pk === 1,
    hasDefault: row.dflt_value !== null,
    check: new RegExp(`\\n  ${row.name} .*CHECK \\((.*)\\),?\\n`).exec(sql)?.[1] ?? null,
  }));
}

test('cpu_metrics has the columns of the report, in its order, with its types, constraints and defaults', () => {
  const opened = testStore(onTestFinished);
  const database = openedRaw(opened.file);
  expect(columnsOfStore(database)).toEqual(columnsOfReport());
  expect(columnsOfReport().map(({ name }) => name)).toEqual([...cpuMetricsColumns]);
  const strict = database.prepare(`SELECT strict FROM pragma_table_list WHERE name = 'cpu_metrics'`).pluck().get();
  expect(strict).toBe(1);
});

test('cpu_metrics has the three indices of the report and its reference to jobs', () => {
  const opened = testStore(onTestFinished);
  const database = openedRaw(opened.file);
  const wanted = [...reportSql.matchAll(/CREATE INDEX (\w+) ON cpu_metrics\((\w+)\);/g)].map(([, name, column]) => ({
    name,
    column,
  }));
  const found = database
    .prepare(
      `SELECT list.name, info.name AS "column" FROM pragma_index_list('cpu_metrics') AS list, pragma_index_info(list.name) AS info
       WHERE list.origin = 'c' ORDER BY list.seq DESC`,
    )
    .all();
  expect(wanted).toHaveLength(3);
  expect(found).toEqual(wanted);
  expect(database.prepare(`SELECT "table", "from", "to", on_delete FROM pragma_foreign_key_list('cpu_metrics')`).all()).toEqual([
    { table: 'jobs', from: 'job_id', to: 'id', on_delete: 'NO ACTION' },
  ]);
});

test.each([
  ['execution_temperature', 'hot', 'SQLITE_CONSTRAINT_CHECK'],
  ['processing_path', 'slow', 'SQLITE_CONSTRAINT_CHECK'],
  ['enhancement_skipped', 2, 'SQLITE_CONSTRAINT_CHECK'],
  ['job_id', 'no such job', 'SQLITE_CONSTRAINT_FOREIGNKEY'],
  ['total_cpu_seconds', 'much', 'SQLITE_CONSTRAINT_DATATYPE'],
  ['id', null, 'SQLITE_CONSTRAINT_NOTNULL'],
  ['ocr_cpu_seconds', null, 'SQLITE_CONSTRAINT_NOTNULL'],
  ['created_at', null, 'SQLITE_CONSTRAINT_NOTNULL'],
])('%s cannot be %s', (column, value, code) => {
  const opened = testStore(onTestFinished);
  const { jobIds, start } = startedRun(opened.store, 1);
  start(jobIds[0]!);
  opened.store.jobFinished(finished(jobIds[0]!));
  const database = openedRaw(opened.file);
  database.pragma('foreign_keys = ON');
  const update = database.prepare(`UPDATE cpu_metrics SET ${column} = ?`);
  expect(() => update.run(value)).toThrow(expect.objectContaining({ code }));
});

test('the store itself enforces the reference, and calls a broken one internal', () => {
  const opened = testStore(onTestFinished);
  const { run } = startedRun(opened.store, 1);
  const orphan = { id: crypto.randomUUID(), document_id: 4711, sequence: 9, started_us: 0, ended_us: 1, spans: [] };
  const attempt = () => opened.store.importJobs(run.id, [{ ...orphan, metrics: finished('').metrics }]);
  expect(attempt).toThrow(expect.objectContaining({ code: 'internal', message: expect.stringContaining('FOREIGN KEY') }));
});

test('a row gets a version 4 UUID and the time of its insertion by default', () => {
  const opened = testStore(onTestFinished);
  const { run, jobIds, start } = startedRun(opened.store, 40);
  const before = new Date().toISOString();
  for (const jobId of jobIds) {
    start(jobId);
    opened.store.jobFinished(finished(jobId));
  }
  const rows = [...opened.store.metricsOf(run.id)];
  expect(new Set(rows.map((row) => row.id)).size).toBe(40);
  for (const row of rows) {
    expect(row.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(row.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(row.created_at >= before && row.created_at <= new Date().toISOString()).toBe(true);
  }
});
