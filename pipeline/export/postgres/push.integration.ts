/**
 * Pushes into real servers: Debian's, and a newer major one out of npm.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { PostgresTarget } from '../../contract/postgres.ts';
import type { WritableStore } from '../../store/store.ts';
import { testStore, withDatabase } from '../../store/testing/folders.ts';
import { Bouncer, hasBouncer } from './testing/bouncer.ts';
import { clientOf, freshDatabase, pushed, rowsHere, rowsThere, storedRun, targetOf } from './testing/pushed.ts';
import { debianBinaries, embeddedBinaries, PostgresServer, superuser } from './testing/server.ts';

const servers = [debianBinaries(), embeddedBinaries()].flatMap((binaries) => (binaries === null ? [] : [binaries]));

test('there are servers of two major versions to try with', () => {
  expect(new Set(servers.map(({ version }) => version)).size).toBe(2);
});

const reportSql = readFileSync(new URL('../../../resources/sql/cpu_metrics.postgres.sql', import.meta.url), 'utf8');
const plainJobs = 'CREATE TABLE jobs (id UUID PRIMARY KEY)';

/** What a careless writer of SQL would trip over. */
const hostile = ["'); DROP TABLE jobs; --", "\\'; DROP TABLE jobs; --", 'ü\t\n“\\N”', '$$ $1 \u0001'];

describe.each(servers)('PostgreSQL $version', (binaries) => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start(binaries);
  });
  afterAll(() => server.stop());

  async function place(...statements: readonly string[]) {
    const database = await freshDatabase(server, ...statements);
    return { database, target: targetOf(server, { database }) };
  }

  function runs(...counts: readonly number[]): { store: WritableStore; file: string; ids: string[] } {
    const { store, file } = testStore(onTestFinished);
    return { store, file, ids: counts.map((count, index) => storedRun(store, count, `run ${index}`)) };
  }

  async function expectSame(store: WritableStore, ids: readonly string[], database: string): Promise<void> {
    expect(await rowsThere(server, database)).toEqual(rowsHere(store, ids));
  }

  test('into an empty schema: the tables are made, every row is there to the last bit, and a second push adds none', async () => {
    const { store, ids } = runs(57, 20);
    const { database, target } = await place();
    const first = await pushed(store, { target, runs: ids, options: { create_schema: true, batch_rows: 10 } });
    expect(first.runs).toMatchObject([
      { rows: 57, inserted: 57, jobs_inserted: 57, in_ledger: 0 },
      { rows: 20, inserted: 20, jobs_inserted: 20, in_ledger: 0 },
    ]);
    await expectSame(store, ids, database);
    const again = await pushed(store, { target, runs: ids, options: { batch_rows: 10 } });
    expect(again.runs).toMatchObject([
      { inserted: 0, jobs_inserted: 0, in_ledger: 57 },
      { inserted: 0, jobs_inserted: 0, in_ledger: 20 },
    ]);
    expect(again.runs.map(({ checksum }) => checksum)).toEqual(first.runs.map(({ checksum }) => checksum));
    // Without the ledger's word all is sent, and still nothing is there twice.
    const resent = await pushed(store, { target, runs: ids, options: { batch_rows: 7, ignore_ledger: true } });
    expect(resent.runs).toMatchObject([
      { inserted: 0, in_ledger: 0 },
      { inserted: 0, in_ledger: 0 },
    ]);
    await expectSame(store, ids, database);
  });

  test('the tables that are made are the report’s', async () => {
    const made = await place();
    const { store, ids } = runs(1);
    await pushed(store, { target: made.target, runs: ids, options: { create_schema: true } });
    const applied = await place(plainJobs, reportSql);
    const shape = `SELECT column_name, ordinal_position, column_default, is_nullable, data_type FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = 'cpu_metrics' ORDER BY ordinal_position`;
    const rules = `SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE conrelid = 'cpu_metrics'::regclass ORDER BY 1`;
    const indices = `SELECT indexdef FROM pg_indexes WHERE tablename = 'cpu_metrics' ORDER BY 1`;
    for (const question of [shape, rules, indices])
      expect(await server.sql(question, made.database)).toEqual(await server.sql(question, applied.database));
  });

  test('any float, size, moment and NULL arrives as it was', async () => {
    const { database, target } = await place(plainJobs, reportSql);
    const { store, file, ids } = runs(1);
    const double = fc.double({ noNaN: true, noDefaultInfinity: false });
    const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
    const row = fc.record({
      total_cpu_seconds: double,
      total_wall_seconds: double,
      ocr_cpu_seconds: double,
      input_file_size_bytes: orNull(fc.maxSafeInteger()),
      output_file_size_bytes: orNull(fc.maxSafeInteger()),
      quality_score: orNull(double),
      ocr_confidence: orNull(double),
      enhancement_skipped: orNull(fc.constantFrom(0, 1)),
      processing_path: orNull(fc.constantFrom('fast', 'standard')),
      created_at: fc
        .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString()),
    });
    await fc.assert(
      fc.asyncProperty(row, async (values) => {
        await server.sql('TRUNCATE cpu_metrics, jobs', database);
        withDatabase(file, (opened) => {
          const set = Object.keys(values).map((name) => `${name} = @${name}`);
          opened.prepare(`UPDATE cpu_metrics SET ${set.join(', ')}`).run(values);
        });
        await pushed(store, { target, runs: ids });
        const [there] = await rowsThere(server, database);
        const [here] = rowsHere(store, ids);
        expect(there).toEqual(here);
        // `toEqual` tells 0 from -0; SQLite keeps no -0, so there is none to send.
        expect(here?.total_cpu_seconds).toBe(values.total_cpu_seconds + 0);
      }),
      { numRuns: 60 },
    );
  });

  test('a table that grew: further columns keep their defaults, and its own rows stay', async () => {
    const { store, ids } = runs(12);
    const { database, target } = await place(
      plainJobs,
      reportSql,
      `ALTER TABLE cpu_metrics ADD COLUMN region TEXT NOT NULL DEFAULT 'eu', ADD COLUMN note TEXT, ADD COLUMN serial BIGINT GENERATED ALWAYS AS IDENTITY`,
    );
    const { lines } = await pushed(store, { target, runs: ids });
    expect(lines.find(({ check }) => check === 'columns')?.text).toContain('region, note, serial');
    await expectSame(store, ids, database);
    expect(await server.sql('SELECT DISTINCT region, note FROM cpu_metrics', database)).toEqual([{ region: 'eu', note: null }]);
  });

  test('jobs of production: columns are filled with constants and facts, rows that are there are not touched', async () => {
    const { store, ids } = runs(9);
    const known = [...store.metricsOf(ids[0]!)].slice(0, 3).map(({ job_id }) => job_id);
    const { database, target } = await place(
      `CREATE TYPE job_state AS ENUM ('queued', 'done')`,
      `CREATE TABLE jobs (id UUID PRIMARY KEY, tenant INTEGER NOT NULL, state job_state NOT NULL, file_name TEXT NOT NULL,
        place BIGINT NOT NULL, made TIMESTAMPTZ NOT NULL DEFAULT now())`,
      reportSql,
      `INSERT INTO jobs (id, tenant, state, file_name, place) VALUES ${known.map((id) => `('${id}', 1, 'queued', 'theirs', 0)`).join(', ')}`,
    );
    const result = await pushed(store, {
      target,
      runs: ids,
      options: {
        batch_rows: 4,
        job_columns: [
          { column: 'tenant', value: { constant: '42' } },
          { column: 'state', value: { constant: 'done' } },
          { column: 'file_name', value: { fact: 'file' } },
          { column: 'place', value: { fact: 'sequence' } },
        ],
      },
    });
    expect(result.runs).toMatchObject([{ inserted: 9, jobs_inserted: 6 }]);
    expect(
      await server.sql('SELECT tenant, state::text, file_name, place::int FROM jobs ORDER BY tenant, place', database),
    ).toEqual([
      ...Array.from({ length: 3 }, () => ({ tenant: 1, state: 'queued', file_name: 'theirs', place: 0 })),
      ...Array.from({ length: 6 }, (_, index) => ({
        tenant: 42,
        state: 'done',
        file_name: 'Größe “1” \\ run 0.jpg',
        place: index + 3,
      })),
    ]);
    await expectSame(store, ids, database);
    // Once the jobs are there, what would fill them is not needed any more, and is no hindrance either.
    const job_columns = [{ column: 'file_name', value: { fact: 'file' as const } }];
    const again = await pushed(store, { target, runs: ids, options: { ignore_ledger: true, job_columns } });
    expect(again.runs).toMatchObject([{ inserted: 0, jobs_inserted: 0 }]);
    await server.sql('ALTER TABLE cpu_metrics DROP CONSTRAINT cpu_metrics_job_id_fkey; DELETE FROM cpu_metrics', database);
    expect((await pushed(store, { target, runs: ids, options: { job_columns } })).runs).toMatchObject([
      { inserted: 9, jobs_inserted: 0 },
    ]);
    await expectSame(store, ids, database);
  });

  test.each(hostile)('a constant and a column name are what they are: %j', async (text) => {
    const { store, ids } = runs(2);
    const column = 'odd " name; --';
    const { database, target } = await place(
      `CREATE TABLE jobs (id UUID PRIMARY KEY, "odd "" name; --" TEXT NOT NULL)`,
      reportSql,
    );
    await server.sql(`ALTER DATABASE ${database} SET standard_conforming_strings = off`);
    await pushed(store, { target, runs: ids, options: { job_columns: [{ column, value: { constant: text } }] } });
    expect(await server.sql('SELECT DISTINCT "odd "" name; --" AS text FROM jobs', database)).toEqual([{ text }]);
    await expectSame(store, ids, database);
  });

  test('jobs in another schema, under another name: the foreign key says where', async () => {
    const { store, ids } = runs(3);
    const { database, target } = await place(
      'CREATE SCHEMA work',
      'CREATE TABLE work."All Jobs" (key UUID PRIMARY KEY)',
      reportSql.replace('jobs(id)', 'work."All Jobs"(key)'),
    );
    await pushed(store, { target, runs: ids });
    await expectSame(store, ids, database);
    expect(await server.sql('SELECT count(*)::int AS count FROM work."All Jobs"', database)).toEqual([{ count: 3 }]);
  });

  test('without the right to make a ledger, a push is still one that can be repeated', async () => {
    const { store, ids } = runs(8);
    const { database, target } = await place(plainJobs, reportSql);
    const user = `pusher_${database}`;
    await server.sql(`CREATE ROLE ${user} LOGIN PASSWORD 'pusher'`);
    await server.sql(
      `GRANT SELECT, INSERT ON cpu_metrics, jobs TO ${user}; REVOKE CREATE ON SCHEMA public FROM public`,
      database,
    );
    const go = () => pushed(store, { target: { ...target, user }, password: 'pusher', runs: ids, options: { batch_rows: 3 } });
    const first = await go();
    expect(first.lines.find(({ check }) => check === 'ledger')).toMatchObject({ state: 'note' });
    expect(first.runs).toMatchObject([{ inserted: 8, in_ledger: 0 }]);
    expect((await go()).runs).toMatchObject([{ inserted: 0, in_ledger: 0 }]);
    await expectSame(store, ids, database);
    expect(await server.sql(`SELECT to_regclass('rbench_pushes') AS ledger`, database)).toEqual([{ ledger: null }]);
  });

  test('a user who is granted one connection compares after all is sent', async () => {
    const { store, ids } = runs(30);
    const { database, target } = await place(plainJobs, reportSql);
    const user = `single_${database}`;
    await server.sql(`CREATE ROLE ${user} LOGIN PASSWORD 'pusher' CONNECTION LIMIT 1`);
    await server.sql(`GRANT SELECT, INSERT ON cpu_metrics, jobs TO ${user}`, database);
    const told: string[] = [];
    const result = await pushed(store, {
      target: { ...target, user },
      password: 'pusher',
      runs: ids,
      options: { batch_rows: 10 },
      onProgress: ({ phase, done, total }) => told.push(`${phase} ${done}/${total}`),
    });
    expect(result.runs).toMatchObject([{ inserted: 30, checksum: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(told).toEqual(['sending', 'comparing'].flatMap((phase) => [0, 10, 20, 30].map((done) => `${phase} ${done}/30`)));
    await expectSame(store, ids, database);
  });

  test('a run that grew since its last push sends what is new', async () => {
    const { store, file, ids } = runs(25);
    const { database, target } = await place();
    const options = { create_schema: true, batch_rows: 10 };
    withDatabase(file, (opened) =>
      opened.exec(`CREATE TABLE aside AS SELECT m.* FROM cpu_metrics AS m JOIN jobs AS j ON j.id = m.job_id WHERE j.sequence >= 23;
      DELETE FROM cpu_metrics WHERE id IN (SELECT id FROM aside)`),
    );
    expect((await pushed(store, { target, runs: ids, options })).runs).toMatchObject([{ rows: 23, inserted: 23 }]);
    withDatabase(file, (opened) => opened.exec('INSERT INTO cpu_metrics SELECT * FROM aside'));
    expect((await pushed(store, { target, runs: ids, options })).runs).toMatchObject([{ rows: 25, inserted: 2, in_ledger: 20 }]);
    await expectSame(store, ids, database);
  });

  test('rows that somebody deleted or altered there are found, told, and left to a person', async () => {
    const { store, ids } = runs(30);
    const { database, target } = await place();
    const options = { create_schema: true, batch_rows: 10 };
    const go = (changes = {}) => pushed(store, { target, runs: ids, options: { ...options, ...changes } });
    await go();
    const [first, second] = rowsHere(store, ids);
    await server.sql(`DELETE FROM cpu_metrics WHERE id = '${first!.id}'`, database);
    await expect(go()).rejects.toMatchObject({ code: 'postgres.rows_missing', details: { count: 1 } });
    expect((await go({ ignore_ledger: true })).runs).toMatchObject([{ inserted: 1 }]);
    await expectSame(store, ids, database);
    // One bit of one float.
    await server.sql(`UPDATE cpu_metrics SET ocr_cpu_seconds = ocr_cpu_seconds + 1e-15 WHERE id = '${second!.id}'`, database);
    await expect(go()).rejects.toMatchObject({ code: 'postgres.rows_differ', details: { count: 1, first: second!.id } });
    await expect(go({ ignore_ledger: true })).rejects.toMatchObject({ code: 'postgres.rows_differ' });
  });

  test('rows that a trigger there drops are told as such', async () => {
    const { store, ids } = runs(10);
    const { target } = await place(
      plainJobs,
      reportSql,
      `CREATE FUNCTION drop_cold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.execution_temperature = 'cold' THEN RETURN NULL; END IF; RETURN NEW; END $$`,
      'CREATE TRIGGER no_cold BEFORE INSERT ON cpu_metrics FOR EACH ROW EXECUTE FUNCTION drop_cold()',
    );
    const go = pushed(store, { target, runs: ids });
    await expect(go).rejects.toMatchObject({ code: 'postgres.rows_vanished', details: { count: 1 } });
  });

  test('a dry run writes nothing and foretells what the push then does', async () => {
    const { store, ids } = runs(14, 5);
    const { database, target } = await place();
    const empty = await pushed(store, { target, runs: ids, options: { create_schema: true, dry_run: true } });
    expect(empty.runs).toMatchObject([
      { inserted: 14, jobs_inserted: 14 },
      { inserted: 5, jobs_inserted: 5 },
    ]);
    expect(await server.sql(`SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'`, database)).toEqual([
      { tables: 0 },
    ]);
    await pushed(store, { target, runs: ids.slice(0, 1), options: { create_schema: true } });
    const half = await pushed(store, { target, runs: ids, options: { dry_run: true } });
    expect(half.runs).toMatchObject([
      { inserted: 0, jobs_inserted: 0 },
      { inserted: 5, jobs_inserted: 5 },
    ]);
    await expectSame(store, ids.slice(0, 1), database);
  });

  test('several engineers at once, the same runs and different ones, each with batches of their own: no error, no double', async () => {
    const { store, ids } = runs(200, 90);
    const other = runs(120);
    const { database, target } = await place();
    const push = (from: WritableStore, of: readonly string[], batch_rows: number) =>
      pushed(from, { target, runs: of, options: { create_schema: true, batch_rows } });
    const results = await Promise.all([
      push(store, ids, 7),
      push(store, ids, 31),
      push(store, [...ids].reverse(), 10),
      push(other.store, other.ids, 11),
      push(store, ids, 7),
    ]);
    const inserted = results.flatMap(({ runs: of }) => of.map((run) => run.inserted)).reduce((sum, count) => sum + count, 0);
    expect(inserted).toBe(200 + 90 + 120);
    expect(await rowsThere(server, database)).toEqual(
      [...rowsHere(store, ids), ...rowsHere(other.store, other.ids)].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  });

  test('a push that is cancelled keeps its committed batches, and the next one ends it', async () => {
    const { store, ids } = runs(40);
    const { database, target } = await place();
    const stop = new AbortController();
    const cancelled = pushed(store, {
      target,
      runs: ids,
      options: { create_schema: true, batch_rows: 5 },
      signal: stop.signal,
      onProgress: ({ phase, done }) => phase === 'sending' && done >= 15 && stop.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'call.cancelled' });
    expect(await rowsThere(server, database)).toHaveLength(15);
    expect((await pushed(store, { target, runs: ids, options: { batch_rows: 5 } })).runs).toMatchObject([
      { inserted: 25, in_ledger: 15 },
    ]);
    await expectSame(store, ids, database);
  });

  test('who waits for a lock longer than the timeout is told so, and nothing is half there', async () => {
    const { store, ids } = runs(4);
    const { database, target } = await place(plainJobs, reportSql);
    const locker = await clientOf(server, database);
    await locker.query('BEGIN; LOCK TABLE cpu_metrics IN EXCLUSIVE MODE');
    const waiting = pushed(store, { target: { ...target, statement_timeout_seconds: 1 }, runs: ids });
    await expect(waiting).rejects.toMatchObject({ code: 'postgres.timeout' });
    await locker.end();
    expect(await server.sql('SELECT count(*)::int AS count FROM jobs', database)).toEqual([{ count: 0 }]);
    await pushed(store, { target, runs: ids });
    await expectSame(store, ids, database);
  });

  test.skipIf(!hasBouncer())('through PgBouncer in transaction mode, with fewer sessions than pushes', async () => {
    const bouncer = await Bouncer.start(server, { [superuser.user]: superuser.password });
    onTestFinished(() => bouncer.stop());
    const { store, ids } = runs(150);
    const other = runs(80);
    const { database } = await place();
    const target: PostgresTarget = targetOf(bouncer, { database });
    const go = (from: WritableStore, of: readonly string[]) =>
      pushed(from, { target, runs: of, options: { create_schema: true, batch_rows: 8 } });
    await Promise.all([go(store, ids), go(store, ids), go(other.store, other.ids), go(other.store, other.ids)]);
    expect(await rowsThere(server, database)).toHaveLength(230);
    expect((await go(store, ids)).runs).toMatchObject([{ inserted: 0, in_ledger: 150 }]);
  });
});
