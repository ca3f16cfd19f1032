/**
 * What a real server can have against a push: each is one sentence, before anything is written.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type PostgresTarget, pushOptionsSchema } from '../../contract/postgres.ts';
import { testFolder, testStore } from '../../store/testing/folders.ts';
import { cpuMetricsTable, jobsTable } from './migration.ts';
import { check } from './push.ts';
import { Secret } from './secret.ts';
import { authority, type Certificate, certificate } from './testing/certificates.ts';
import { freshDatabase, type Pushing, pushed, storedRun, targetOf } from './testing/pushed.ts';
import { debianBinaries, freePort, PostgresServer, superuser } from './testing/server.ts';

const binaries = debianBinaries();

describe.skipIf(binaries === null)('preflight', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start(binaries!);
  });
  afterAll(() => server.stop());

  /** What a push into such a database is told, and that it left nothing there. */
  async function refusal(
    statements: readonly string[],
    changes: Partial<Pushing> & { grants?: readonly string[]; rows?: number } = {},
  ) {
    const database = await freshDatabase(server, ...statements);
    const { store } = testStore(onTestFinished);
    const runs = [storedRun(store, changes.rows ?? 3)];
    let target: PostgresTarget = targetOf(server, { database, ...changes.target });
    let password: string | undefined;
    if (changes.grants !== undefined) {
      const user = `user_${database}`;
      await server.sql(`CREATE ROLE ${user} LOGIN PASSWORD 'theirs'; REVOKE CREATE ON SCHEMA public FROM public`, database);
      for (const grant of changes.grants)
        await server.sql(grant.replaceAll('USER', user).replaceAll('DATABASE_NAME', database), database);
      target = { ...target, user };
      password = 'theirs';
    }
    const before = await contents(database);
    const error = await pushed(store, {
      target,
      runs,
      ...(password === undefined ? {} : { password }),
      options: changes.options ?? {},
    }).then(
      () => null,
      (thrown: unknown) => thrown as { code: string; message: string },
    );
    expect(await contents(database)).toEqual(before);
    return error;
  }

  const contents = (database: string) =>
    server.sql(
      `SELECT c.relname, (xpath('/row/count/text()', query_to_xml(format('SELECT count(*) FROM %I.%I', n.nspname, c.relname), false, true, '')))[1]::text AS rows
       FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
      database,
    );

  const report = [jobsTable, cpuMetricsTable];
  const altered = (...changes: readonly string[]) => [...report, ...changes.map((change) => `ALTER TABLE cpu_metrics ${change}`)];

  test.each([
    ['no tables', [], 'postgres.no_table', 'public.cpu_metrics'],
    ['a view of that name', ['CREATE VIEW cpu_metrics AS SELECT 1 AS id'], 'postgres.not_a_table', 'a view'],
    ['a column that is not there', altered('DROP COLUMN ocr_confidence'), 'postgres.column_missing', 'ocr_confidence'],
    ['a float of four bytes', altered('ALTER ocr_cpu_seconds TYPE REAL'), 'postgres.column_type', 'real'],
    ['a decimal for a float', altered('ALTER ocr_cpu_seconds TYPE NUMERIC(10,3)'), 'postgres.column_type', 'numeric(10,3)'],
    ['a size of four bytes', altered('ALTER input_file_size_bytes TYPE INTEGER'), 'postgres.column_type', 'integer'],
    [
      'a moment in whole seconds',
      altered('ALTER created_at TYPE TIMESTAMPTZ(0)'),
      'postgres.column_type',
      'timestamp(0) with time zone',
    ],
    ['a moment without its zone', altered('ALTER created_at TYPE TIMESTAMP'), 'postgres.column_type', 'without time zone'],
    [
      'a text that is too short',
      altered('DROP CONSTRAINT cpu_metrics_processing_path_check', 'ALTER processing_path TYPE VARCHAR(4)'),
      'postgres.column_type',
      'character varying(4)',
    ],
    [
      'a column that the server makes',
      altered('DROP COLUMN quality_score', 'ADD quality_score FLOAT GENERATED ALWAYS AS (ocr_cpu_seconds) STORED'),
      'postgres.column_type',
      'made by the server',
    ],
    ['a further column that must be filled', altered('ADD COLUMN region TEXT NOT NULL'), 'postgres.column_required', 'region'],
    ['no key', altered('DROP CONSTRAINT cpu_metrics_pkey'), 'postgres.no_key', 'cpu_metrics'],
    [
      'a key that is checked late',
      altered('DROP CONSTRAINT cpu_metrics_pkey', 'ADD UNIQUE (id) DEFERRABLE'),
      'postgres.no_key',
      'cpu_metrics',
    ],
    [
      'a key over more than the id',
      altered('DROP CONSTRAINT cpu_metrics_pkey', 'ADD PRIMARY KEY (id, created_at)'),
      'postgres.no_key',
      'cpu_metrics',
    ],
  ])('%s', async (_, statements, code, holding) => {
    expect(await refusal(statements)).toMatchObject({ code, message: expect.stringContaining(holding) });
  });

  test('types that hold as much are taken: a longer text, a domain, milliseconds', async () => {
    const error = await refusal([
      ...altered('ALTER processing_path TYPE VARCHAR(20)', 'ALTER created_at TYPE TIMESTAMPTZ(3)'),
      'CREATE DOMAIN seconds AS FLOAT CHECK (VALUE >= 0)',
      'ALTER TABLE cpu_metrics ALTER total_cpu_seconds TYPE seconds',
      // Nothing may be left after a refusal, so this one is refused for the last reason there is.
      'ALTER TABLE jobs ADD COLUMN tenant INTEGER NOT NULL',
    ]);
    expect(error).toMatchObject({ code: 'postgres.jobs_required' });
  });

  const foreign = [
    'CREATE TABLE jobs (id UUID PRIMARY KEY, tenant INTEGER NOT NULL, owner TEXT NOT NULL, made TIMESTAMPTZ NOT NULL DEFAULT now())',
    cpuMetricsTable,
  ];

  test('jobs of production that ask for more: every column and the option that fills it are named', async () => {
    expect(await refusal(foreign)).toMatchObject({
      code: 'postgres.jobs_required',
      message:
        'The table public.jobs needs a value for tenant (integer), owner (text) in each new row; give it with --job-column NAME=VALUE, or insert the jobs there first.',
    });
  });

  test.each([
    ['a column that is not there', { column: 'tenants', value: { constant: '1' } }, 'postgres.jobs_no_column', 'tenants'],
    [
      'a constant of another type',
      { column: 'tenant', value: { constant: 'acme' } },
      'postgres.job_value',
      'invalid input syntax for type integer: "acme"',
    ],
    [
      'a fact of another type',
      { column: 'tenant', value: { fact: 'file' as const } },
      'postgres.job_value',
      'invalid input syntax',
    ],
  ])('a mapping to %s', async (_, column, code, holding) => {
    const other = { column: 'owner', value: { constant: 'us' } };
    expect(await refusal(foreign, { options: { job_columns: [column, other] } })).toMatchObject({
      code,
      message: expect.stringContaining(holding),
    });
  });

  test('jobs that must be there and are not', async () => {
    expect(await refusal(report, { options: { insert_jobs: false } })).toMatchObject({ code: 'postgres.jobs_absent' });
  });

  const connect = 'GRANT CONNECT ON DATABASE DATABASE_NAME TO USER';
  test.each([
    ['nothing on the table', [connect], 'INSERT on table public.cpu_metrics'],
    ['no INSERT', ['GRANT SELECT ON cpu_metrics, jobs TO USER'], 'INSERT on table public.cpu_metrics'],
    [
      'no SELECT',
      ['GRANT INSERT ON cpu_metrics TO USER', 'GRANT SELECT, INSERT ON jobs TO USER'],
      'SELECT on table public.cpu_metrics',
    ],
    [
      'INSERT of some columns alone',
      ['GRANT SELECT, INSERT (id, job_id) ON cpu_metrics TO USER', 'GRANT SELECT, INSERT ON jobs TO USER'],
      'INSERT on table public.cpu_metrics',
    ],
    ['no right to the jobs', ['GRANT SELECT, INSERT ON cpu_metrics TO USER'], 'SELECT on table public.jobs'],
    [
      'no right to add jobs',
      ['GRANT SELECT, INSERT ON cpu_metrics TO USER', 'GRANT SELECT ON jobs TO USER'],
      'INSERT on table public.jobs',
    ],
    [
      'no temporary tables',
      ['GRANT SELECT, INSERT ON cpu_metrics, jobs TO USER', 'REVOKE TEMP ON DATABASE DATABASE_NAME FROM public'],
      'TEMPORARY on database',
    ],
    [
      'no way into the schema',
      ['GRANT SELECT, INSERT ON cpu_metrics, jobs TO USER', 'REVOKE USAGE ON SCHEMA public FROM public'],
      'USAGE on schema public',
    ],
  ])('missing privileges: %s', async (_, grants, holding) => {
    expect(await refusal(report, { grants })).toMatchObject({
      code: 'postgres.denied',
      message: expect.stringContaining(holding),
    });
  });

  test('a schema to create in, and no right to', async () => {
    expect(await refusal([], { grants: [connect], options: { create_schema: true } })).toMatchObject({
      code: 'postgres.denied',
      message: expect.stringContaining('CREATE on schema public'),
    });
  });

  test('a schema that is not there', async () => {
    const target = { schema: 'metrics' } as PostgresTarget;
    expect(await refusal([], { target })).toMatchObject({ code: 'postgres.no_schema' });
  });

  test('a user who may only read', async () => {
    const error = await refusal(report, {
      grants: ['GRANT SELECT, INSERT ON cpu_metrics, jobs TO USER', 'ALTER ROLE USER SET default_transaction_read_only = on'],
    });
    expect(error).toMatchObject({ code: 'postgres.read_only' });
  });

  test('a server is looked at without a run, and without a database of measurements', async () => {
    const database = await freshDatabase(server, ...report);
    const { lines } = await check(null, {
      target: targetOf(server, { database }),
      password: new Secret(superuser.password),
      runs: [],
      options: pushOptionsSchema.parse({}),
      isAlive: () => false,
      signal: new AbortController().signal,
    });
    expect(lines.filter(({ state }) => state === 'problem')).toEqual([]);
    expect(lines.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^Jobs go to public\.jobs; which of them it lacks/),
    );
  });

  describe('the way there', () => {
    const knock = (target: Partial<PostgresTarget>, password: string = superuser.password) => {
      const { store } = testStore(onTestFinished);
      return pushed(store, {
        target: targetOf(server, { connect_timeout_seconds: 2, ...target }),
        password,
        runs: [storedRun(store, 1)],
      });
    };

    test('nobody listens', async () => {
      await expect(knock({ port: await freePort() })).rejects.toMatchObject({ code: 'postgres.unreachable' });
    });
    test('no such name', async () => {
      await expect(knock({ host: 'no-such-host.invalid' })).rejects.toMatchObject({ code: 'postgres.unreachable' });
    });
    test('nobody answers', async () => {
      // Kept for documentation (RFC 5737): nothing is ever there.
      await expect(knock({ host: '192.0.2.1', connect_timeout_seconds: 1 })).rejects.toMatchObject({
        code: 'postgres.unreachable',
      });
    });
    test('a wrong password, which the sentence does not repeat', async () => {
      const error = await knock({}, 'not the one').catch((thrown: unknown) => thrown as Error);
      expect(error).toMatchObject({ code: 'postgres.login' });
      expect(JSON.stringify(error) + String(error)).not.toContain('not the one');
    });
    test('no such database', async () => {
      await expect(knock({ database: 'nowhere' })).rejects.toMatchObject({ code: 'postgres.no_database' });
    });
  });
});

describe.skipIf(binaries === null)('TLS', () => {
  let server: PostgresServer;
  let trusted: Certificate;
  let good: Certificate;
  beforeAll(async () => {
    trusted = await authority('Bench Test Authority');
    good = await certificate({ by: trusted, hosts: ['localhost'], addresses: ['127.0.0.1'] });
    server = await PostgresServer.start(binaries!, { certificate: good });
  });
  afterAll(() => server.stop());

  async function knock(target: Partial<PostgresTarget>, ca: Certificate | null = trusted) {
    const folder = testFolder(onTestFinished).path;
    const ca_file = ca === null ? null : path.join(folder, 'ca.pem');
    if (ca_file !== null) await writeFile(ca_file, ca!.cert);
    const database = await freshDatabase(server);
    const { store } = testStore(onTestFinished);
    const { lines } = await pushed(store, {
      target: targetOf(server, { database, tls: 'verify-full', ca_file, ...target }),
      runs: [storedRun(store, 2)],
      options: { create_schema: true },
    });
    return lines.find(({ check }) => check === 'tls');
  }

  test('verified in full, by name and by address', async () => {
    expect(await knock({})).toMatchObject({ state: 'ok', text: expect.stringMatching(/^TLSv1\.3; .* verified in full/) });
    expect(await knock({ host: 'localhost' })).toMatchObject({ state: 'ok' });
  });

  test('an authority that nobody named', async () => {
    await expect(knock({}, null)).rejects.toMatchObject({ code: 'postgres.tls_untrusted' });
    await expect(knock({}, await authority('Bench Test Authority'))).rejects.toMatchObject({ code: 'postgres.tls_untrusted' });
  });

  test('a weaker mode is taken by its name alone, and told', async () => {
    expect(await knock({ tls: 'require' }, null)).toMatchObject({
      state: 'note',
      text: expect.stringContaining('--tls require'),
    });
  });

  test('a certificate that signs itself', async () => {
    await server.useCertificate(await certificate({ by: null, hosts: ['localhost'], addresses: ['127.0.0.1'] }));
    await expect(knock({})).rejects.toMatchObject({ code: 'postgres.tls_untrusted' });
  });

  test('a certificate for another host; its chain alone will do where that is chosen', async () => {
    await server.useCertificate(await certificate({ by: trusted, hosts: ['db.example.com'] }));
    await expect(knock({})).rejects.toMatchObject({ code: 'postgres.tls_wrong_host' });
    expect(await knock({ tls: 'verify-ca' })).toMatchObject({ state: 'note' });
    await expect(knock({ tls: 'verify-ca' }, await authority('Another'))).rejects.toMatchObject({
      code: 'postgres.tls_untrusted',
    });
  });

  test('a certificate that is over', async () => {
    await server.useCertificate(await certificate({ by: trusted, hosts: ['localhost'], addresses: ['127.0.0.1'], until: -1 }));
    await expect(knock({})).rejects.toMatchObject({ code: 'postgres.tls_expired' });
  });

  test('a server that speaks plain text alone, and one that wants TLS', async () => {
    await expect(knock({ tls: 'disable' })).rejects.toMatchObject({ code: 'postgres.login' });
    await server.sql('ALTER SYSTEM SET ssl = off');
    await server.reload();
    await expect(knock({})).rejects.toMatchObject({ code: 'postgres.plaintext' });
    await expect(knock({ tls: 'require' })).rejects.toMatchObject({ code: 'postgres.plaintext' });
  });
});
