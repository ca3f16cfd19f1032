/**
 * `rbench export` as a person and a script use it, against a real server; and that a password stays where it was given.
 */
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { childrenOf, rbench, startRbench } from '../../scripts/testing/rbench.ts';
import { freshDatabase, rowsHere, rowsThere, storedRun } from '../export/postgres/testing/pushed.ts';
import { debianBinaries, PostgresServer, superuser } from '../export/postgres/testing/server.ts';
import { testFolder, testStore } from '../store/testing/folders.ts';

const binaries = debianBinaries();
const CANARY = 'canary-7c1e-$p4ce "quoted" %/@:#';

describe.skipIf(binaries === null)('rbench export postgres', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start(binaries!);
    await server.sql(`CREATE ROLE canary SUPERUSER LOGIN PASSWORD '${CANARY}'`);
  });
  afterAll(() => server.stop());

  const urlOf = (database: string, user: string = superuser.user, password: string = superuser.password) =>
    `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${server.port}/${database}`;

  async function place(rows = 25) {
    const { store, file } = testStore(onTestFinished);
    const runs = [storedRun(store, rows, 'first'), storedRun(store, 5, 'second')];
    return { store, file, runs, database: await freshDatabase(server) };
  }

  const push = (file: string, url: string, ...words: readonly string[]) =>
    rbench(['export', 'postgres', '--db', file, '--tls', 'disable', ...words], { environment: { RBENCH_POSTGRES_URL: url } });

  test('looks first, pushes, says so, and keeps a history', async () => {
    const { store, file, runs, database } = await place();
    const url = urlOf(database);
    const refused = await push(file, url);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/✗ There is no table public\.cpu_metrics.*--create-schema.*\[postgres\.no_table\]/),
    });
    const dry = await push(file, url, '--run', 'all', '--create-schema', '--dry-run');
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing was written') });
    const done = await push(file, url, '--run', 'all', '--create-schema', '--json');
    expect(done.code, done.stderr).toBe(0);
    const document = JSON.parse(done.stdout);
    expect(document).toMatchObject({
      target: `${superuser.user}@127.0.0.1:${server.port}/${database}.public`,
      dry_run: false,
      runs: expect.arrayContaining([expect.objectContaining({ run: runs[0], rows: 25, inserted: 25 })]),
    });
    expect(document.preflight.every(({ state }: { state: string }) => state !== 'problem')).toBe(true);
    const again = await push(file, url, '--run', `${runs[0]!.slice(0, 13)},${runs[1]}`);
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('holds all 30 rows; count and checksum are the same on both sides'),
    });
    expect(await rowsThere(server, database)).toEqual(rowsHere(store, runs));
    const history = await rbench(['export', 'history', '--db', file, '--json']);
    expect(JSON.parse(history.stdout).pushes).toMatchObject([
      { dry_run: false, error: null, result: { runs: [{ inserted: 0 }, { inserted: 0 }] } },
      { dry_run: false, error: null },
      { dry_run: true, error: null },
      { error: { code: 'postgres.no_table' } },
    ]);
    expect((await rbench(['export', 'history', '--db', file])).stdout).toMatch(/complete[\s\S]*dry run[\s\S]*postgres\.no_table/);
  });

  test('Ctrl-C keeps what is committed and ends with 130; the next push ends it', async () => {
    const { store, file, runs, database } = await place(4000);
    const words = ['export', 'postgres', '--db', file, '--tls', 'disable', '--create-schema', '--batch', '10', '--run', runs[0]!];
    const { child, ended, stderr } = startRbench(words, { environment: { RBENCH_POSTGRES_URL: urlOf(database) } });
    await vi.waitUntil(() => /rows \d{3,}\/4000 · sending/.test(stderr()), { timeout: 60_000, interval: 5 });
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, stderr: expect.stringContaining('Cancelled. [call.cancelled]') });
    const left = (await rowsThere(server, database)).length;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(4000);
    expect(await push(file, urlOf(database), '--batch', '10', '--run', runs[0]!)).toMatchObject({ code: 0 });
    expect(await rowsThere(server, database)).toEqual(rowsHere(store, runs.slice(0, 1)));
    expect(store.listPushes(2)).toMatchObject([{ error: null }, { error: { code: 'call.cancelled' } }]);
  });

  test('the URL and the password by file, by stdin and in parts; parts win over the URL', async () => {
    const { file, database } = await place();
    const folder = testFolder(onTestFinished).path;
    const inFile = path.join(folder, 'url');
    const password = path.join(folder, 'password');
    await writeFile(inFile, `${urlOf('nowhere')}\n`);
    await writeFile(password, `${superuser.password}\n`);
    const base = ['export', 'postgres', '--db', file, '--tls', 'disable', '--create-schema'];
    expect(await rbench([...base, '--url-file', inFile])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('postgres.no_database'),
    });
    expect(await rbench([...base, '--url-file', inFile, '--database', database])).toMatchObject({ code: 0 });
    expect(await rbench([...base, '--url-file', '-'], { input: urlOf(database) })).toMatchObject({ code: 0 });
    const parts = ['--host', '127.0.0.1', '--port', String(server.port), '--database', database, '--user', superuser.user];
    expect(await rbench([...base, ...parts, '--password-file', password])).toMatchObject({ code: 0 });
    expect(await rbench([...base, ...parts, '--password-file', '-'], { input: superuser.password })).toMatchObject({ code: 0 });
    expect(await rbench([...base, ...parts], { environment: { PGPASSWORD: superuser.password } })).toMatchObject({ code: 0 });
    expect(await rbench([...base, ...parts])).toMatchObject({ code: 1, stderr: expect.stringContaining('postgres.login') });
  });

  test.each([
    [['--run', 'nothing'], 2, 'run.not_found'],
    [['--batch', '0'], 2, 'whole number'],
    [['--batch', '60000'], 2, 'usage.bad_option'],
    [['--tls', 'maybe'], 2, 'verify-full'],
    [['--job-column', 'tenant'], 2, 'NAME=VALUE'],
    [['--job-column', 'a=@nothing'], 2, 'run_name'],
    [['--job-column', 'a=1', '--job-column', 'a=2'], 2, 'given twice'],
    [['--ca', '/nowhere/ca.pem', '--tls', 'verify-full'], 2, 'postgres.bad_file'],
    [['--url-file', '/nowhere/url'], 2, 'postgres.bad_file'],
    [['--port', '0'], 2, 'postgres.bad_url'],
  ])('%j is refused', async (words, code, holding) => {
    const { file, database } = await place(1);
    expect(await push(file, urlOf(database), ...words)).toMatchObject({ code, stderr: expect.stringContaining(holding) });
  });

  test('a database without runs', async () => {
    const { file } = testStore(onTestFinished);
    for (const [run, code] of [
      ['all', 'usage.bad_option'],
      ['latest', 'run.not_found'],
    ])
      expect(await push(file, urlOf('postgres'), '--run', run!)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(code!),
      });
  });

  test('no server named', async () => {
    const { file } = await place(1);
    expect(await rbench(['export', 'postgres', '--db', file])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('postgres.no_target'),
    });
  });

  test('a secret as an argument is refused, and not repeated', async () => {
    const { file, database } = await place(1);
    for (const words of [
      ['--url', urlOf(database, 'canary', CANARY)],
      ['--password', CANARY],
    ]) {
      const { code, stdout, stderr } = await rbench(['export', 'postgres', '--db', file, ...words]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/RBENCH_POSTGRES_(URL|PASSWORD)/);
      expectNoCanary(stdout, stderr);
    }
  });

  test('a database that may only be read is pushed all the same', async () => {
    const { store, file, runs, database } = await place();
    store.close();
    chmodSync(file, 0o444);
    chmodSync(path.dirname(file), 0o555);
    const words = ['export', 'postgres', '--db', file, '--tls', 'disable', '--create-schema', '--run', runs[0]!];
    const environment = { RBENCH_POSTGRES_URL: urlOf(database) };
    const { code, stderr } = await rbench(words, { environment, unprivileged: true });
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('The history was not kept');
    expect(await rowsThere(server, database)).toHaveLength(25);
  });

  function expectNoCanary(...texts: readonly (string | Buffer)[]): void {
    for (const text of texts)
      for (const form of [CANARY, encodeURIComponent(CANARY), Buffer.from(CANARY).toString('base64')])
        expect(text.includes(form), `${form} is in it`).toBe(false);
  }

  test('a canary password is in no output, database, history, argument, crash file or child', async () => {
    const { file, database } = await place(4000);
    const folder = testFolder(onTestFinished).path;
    const report = `--report-on-signal --report-signal=SIGUSR2 --report-directory=${folder}`;
    const words = ['export', 'postgres', '--db', file, '--tls', 'disable', '--create-schema', '--run', 'all', '--batch', '20'];
    const environment = { RBENCH_POSTGRES_URL: urlOf(database, 'canary', CANARY), NODE_OPTIONS: report };
    const { child, ended, stderr } = startRbench(words, { environment });
    await vi.waitUntil(() => /rows \d+\/\d+ · sending/.test(stderr()), { timeout: 60_000, interval: 5 });
    child.kill('SIGUSR2');
    const family = await childrenOf(child.pid!);
    // Its own first environment is where it was put; what it starts has it no more.
    for (const pid of family) expectNoCanary(readOrEmpty(`/proc/${pid}/environ`));
    for (const pid of [child.pid!, ...family]) expectNoCanary(readOrEmpty(`/proc/${pid}/cmdline`));
    const { code, ...told } = await ended;
    expect(code, told.stderr).toBe(0);
    const reports = readdirSync(folder).filter((name) => name.startsWith('report.'));
    expect(reports).toHaveLength(1);
    expectNoCanary(told.stdout, told.stderr, ...reports.map((name) => readFileSync(path.join(folder, name))));
    const wrong = await push(file, urlOf(database, 'canary', `${CANARY}!`), '--json');
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'postgres.login' } });
    const history = await rbench(['export', 'history', '--db', file, '--json']);
    expectNoCanary(wrong.stdout, wrong.stderr, history.stdout);
    for (const name of readdirSync(path.dirname(file))) expectNoCanary(readOrEmpty(path.join(path.dirname(file), name)));
    expectNoCanary(server.log.replaceAll(/CREATE ROLE canary.*/g, ''));
    expectNoCanary(JSON.stringify(await server.sql('SELECT * FROM rbench_pushes', database)));
  });
});

const readOrEmpty = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
};
