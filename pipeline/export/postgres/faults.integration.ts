/**
 * Lines that break, servers and clients that die: a second push ends with the same rows, and a third adds nothing.
 */
import { spawn } from 'node:child_process';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { testStore } from '../../store/testing/folders.ts';
import { type Cut, FaultProxy } from './testing/fault-proxy.ts';
import { commandLine, freshDatabase, pushed, rowsHere, rowsThere, storedRun, targetOf } from './testing/pushed.ts';
import { debianBinaries, PostgresServer, superuser } from './testing/server.ts';

const binaries = debianBinaries();
const ROWS = 60;
const BATCH = 10;
const BATCHES = ROWS / BATCH;
/** Less than a batch of COPY takes, so that a cut falls inside it. */
const COPY_BYTES = BATCH * 200;
const SEED = 20_261_124;

describe.skipIf(binaries === null)('whatever breaks', () => {
  let server: PostgresServer;
  let proxy: FaultProxy;
  beforeAll(async () => {
    server = await PostgresServer.start(binaries!);
    proxy = await FaultProxy.start(server.port);
  });
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });

  /** One push with the line broken, then two over a line that holds. */
  async function survive(cut: Cut): Promise<number> {
    const { store } = testStore(onTestFinished);
    const runs = [storedRun(store, ROWS)];
    const database = await freshDatabase(server);
    const go = (port: number) =>
      pushed(store, { target: targetOf({ port }, { database }), runs, options: { create_schema: true, batch_rows: BATCH } });
    proxy.arm(cut);
    const cuts = proxy.cuts;
    await expect(go(proxy.port)).rejects.toMatchObject({ code: 'postgres.lost' });
    expect(proxy.cuts).toBe(cuts + 1);
    const left = (await rowsThere(server, database)).length;
    expect(left % BATCH).toBe(0);
    const { runs: second } = await go(server.port);
    expect(second).toMatchObject([{ inserted: ROWS - left, in_ledger: left }]);
    expect(await rowsThere(server, database)).toEqual(rowsHere(store, runs));
    expect((await go(server.port)).runs).toMatchObject([{ inserted: 0, jobs_inserted: 0, in_ledger: ROWS }]);
    await server.sql(`DROP DATABASE ${database} WITH (FORCE)`);
    return left;
  }

  /** `COMMIT` of the tables that are made comes first. */
  const boundary = (text: string, then: Cut['then']) =>
    Array.from({ length: BATCHES }, (_, index): Cut => ({ holding: text, number: index + 1, then }));

  test('the line is cut at every boundary of a batch', async () => {
    for (const cut of boundary('CREATE TEMPORARY', 'unheard')) expect(await survive(cut)).toBe((cut.number - 1) * BATCH);
    for (const cut of boundary('INSERT INTO "public".cpu_metrics', 'unheard'))
      expect(await survive(cut)).toBe((cut.number - 1) * BATCH);
    // The batch is committed, and nobody hears of it.
    for (const cut of boundary('INSERT INTO "public".cpu_metrics', 'unanswered'))
      expect(await survive(cut)).toBe(cut.number * BATCH);
  });

  test('the line is cut at 50 random moments inside COPY', async () => {
    const random = xoroshiro128plus(SEED);
    for (let round = 0; round < 50; round += 1) {
      const number = uniformInt(random, 1, BATCHES);
      const then = uniformInt(random, 1, COPY_BYTES);
      expect(await survive({ holding: 'PGCOPY', number, then }), `COPY ${number} after ${then} bytes`).toBe((number - 1) * BATCH);
    }
  });

  test('the server is killed with -9 in the middle, and comes back', async () => {
    for (const batches of [1, 3, 5]) {
      const { store } = testStore(onTestFinished);
      const runs = [storedRun(store, ROWS)];
      const database = await freshDatabase(server);
      const target = targetOf(server, { database });
      let killing: Promise<void> | null = null;
      const go = (kill: boolean) =>
        pushed(store, {
          target,
          runs,
          options: { create_schema: true, batch_rows: BATCH },
          onProgress: ({ phase, done }) => {
            if (kill && phase === 'sending' && done === batches * BATCH) killing ??= server.kill();
          },
        });
      await expect(go(true)).rejects.toMatchObject({ code: 'postgres.lost' });
      await killing;
      await server.up();
      const left = (await rowsThere(server, database)).length;
      expect(left).toBeGreaterThanOrEqual(batches * BATCH);
      expect((await go(false)).runs).toMatchObject([{ inserted: ROWS - left, in_ledger: left }]);
      expect(await rowsThere(server, database)).toEqual(rowsHere(store, runs));
      expect((await go(false)).runs).toMatchObject([{ inserted: 0 }]);
    }
  });

  test('the client is killed with -9 in the middle; the history says that its push did not end', async () => {
    const { store, file } = testStore(onTestFinished);
    const runs = [storedRun(store, 3000)];
    const database = await freshDatabase(server);
    const words = [
      'export',
      'postgres',
      '--db',
      file,
      '--host',
      '127.0.0.1',
      '--port',
      String(server.port),
      '--database',
      database,
    ];
    const more = ['--user', superuser.user, '--tls', 'disable', '--create-schema', '--batch', '10'];
    const child = spawn(process.execPath, [commandLine, ...words, ...more], {
      env: { ...process.env, RBENCH_POSTGRES_PASSWORD: superuser.password },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr.on('data', (text) => {
      told += text;
      if (/rows \d{3,4}\/3000 · sending/.test(told)) child.kill('SIGKILL');
    });
    await new Promise((resolve) => child.on('exit', resolve));
    expect(child.signalCode, told).toBe('SIGKILL');
    const target = targetOf(server, { database });
    const go = () => pushed(store, { target, runs, options: { batch_rows: 10 } });
    const second = await go();
    const left = (second.runs[0]?.rows ?? 0) - (second.runs[0]?.inserted ?? 0);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(3000);
    expect(await rowsThere(server, database)).toEqual(rowsHere(store, runs));
    expect((await go()).runs).toMatchObject([{ inserted: 0, in_ledger: 3000 }]);
    expect(store.listPushes(10)).toMatchObject([{ runs, ended_at: null, result: null, error: null }]);
  });
});
