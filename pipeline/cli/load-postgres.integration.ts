/** Load tests with a Postgres server: rows that are written as jobs end, and a queue that several processes share. */
import os from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoadGround, printed, signalAll, until } from '../../scripts/testing/load-ground.ts';
import { childrenOf, rbench, type Started, startRbench } from '../../scripts/testing/rbench.ts';
import { cpuMetricsTable, jobsTable } from '../export/postgres/migration.ts';
import { debianBinaries, PostgresServer, superuser } from '../export/postgres/testing/server.ts';
import { openStore } from '../store/store.ts';

let ground: LoadGround;
beforeAll(async () => {
  ground = await LoadGround.make();
});
afterAll(() => ground.remove());

const binaries = debianBinaries();

describe.skipIf(binaries === null)('with a Postgres server', () => {
  it('writes each row through a pool, watches it, and a push finds nothing left to add', async () => {
    const server = await PostgresServer.start(binaries!);
    const environment = {
      RBENCH_POSTGRES_URL: `postgresql://${superuser.user}:${encodeURIComponent(superuser.password)}@127.0.0.1:${server.port}/postgres`,
    };
    try {
      const words = [
        '--profile',
        'constant',
        '--rate',
        '4',
        '--seconds',
        '2',
        '--postgres',
        '--tls',
        'disable',
        '--pool-size',
        '1',
      ];
      const none = await rbench(ground.loadOf('pool', ...words), { environment });
      expect(JSON.parse(none.stdout).error.code).toMatch(/^postgres\./);
      await server.sql(`${jobsTable};\n${cpuMetricsTable}`);
      const { stdout } = await rbench(ground.loadOf('pool', ...words), { environment });
      const { run_id, arrivals, signals } = JSON.parse(stdout);
      expect(arrivals.completed).toBe(8);
      // One connection can never be two that are free.
      expect(signals.find(({ signal }: { signal: string }) => signal === 'pool').level).toBe('warning');
      expect(await server.sql('SELECT count(*)::int AS count FROM cpu_metrics')).toEqual([{ count: 8 }]);
      const push = await rbench(
        ['export', 'postgres', '--run', run_id, '--tls', 'disable', '--json', '--create-schema', '--db', ground.database('pool')],
        { environment },
      );
      expect(JSON.parse(push.stdout).runs[0]).toMatchObject({ rows: 8, inserted: 0 });
    } finally {
      await server.stop();
    }
  });
});

describe.skipIf(binaries === null)('a queue that processes share', () => {
  let server: PostgresServer;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    server = await PostgresServer.start(binaries!);
    environment = {
      RBENCH_POSTGRES_URL: `postgresql://${superuser.user}:${encodeURIComponent(superuser.password)}@127.0.0.1:${server.port}/postgres`,
    };
  }, 60_000);
  afterAll(() => server.stop());

  /** None before the first that came has made the tables. */
  const jobsOf = (which: string): Promise<number> =>
    server.sql<{ count: number }>(`SELECT count(*)::int AS count FROM rbench_queue.job WHERE ${which}`).then(
      ([found]) => found?.count ?? 0,
      () => 0,
    );
  const isActive = async () => (await jobsOf("state = 'active'")) > 0;
  const hasSucceeded = (worker: Started) => until(worker, () => worker.stderr().includes('succeeded'));
  const left = () =>
    server.sql(`SELECT (SELECT count(*) FROM rbench_queue.documents)::int AS documents,
      (SELECT count(*) FROM rbench_queue.results)::int AS results, (SELECT count(*) FROM rbench_queue.job)::int AS jobs`);
  const startWorker = () => startRbench(['worker', '--workers', '1', '--tls', 'disable', '--json'], { environment });
  const sharedLoad = (name: string, rate: number, seconds: number, ...words: string[]) =>
    startRbench(
      ground.loadOf(
        name,
        ...['--queue', 'postgres', '--tls', 'disable'],
        ...['--profile', 'constant', '--rate', String(rate), '--seconds', String(seconds), ...words],
      ),
      { environment },
    );
  const endOf = async (worker: Started) => {
    worker.child.kill('SIGINT');
    return JSON.parse((await worker.ended).stdout).jobs;
  };

  it('is worked on by several, loses nothing when one is killed in the midst, and counts nothing twice', async () => {
    const workers = [startWorker(), startWorker()];
    try {
      const load = sharedLoad('shared', 10, 6);
      for (const worker of workers) await hasSucceeded(worker);
      const [victim, survivor] = workers;
      const below = await childrenOf(victim?.child.pid ?? 0);
      // Its worker is frozen first, so that it dies over a job.
      signalAll(below, 'SIGSTOP');
      await until(load, isActive);
      process.kill(-(victim?.child.pid ?? 0), 'SIGKILL');
      await until(load, async () => (await jobsOf('retry_count > 0')) > 0);
      const { code, stdout } = await load.ended;
      const { run_id, arrivals } = printed(stdout);
      expect([0, 5]).toContain(code);
      expect(arrivals).toMatchObject({ arrived: 60, completed: 60, failed: 0 });
      const store = openStore(ground.database('shared'), { mode: 'read' });
      expect(store.countJobs(run_id)).toMatchObject({ succeeded: 60, queued: 0, running: 0, failed: 0 });
      expect([...store.metricsOf(run_id)]).toHaveLength(60);
      const hosts = store.workersOf(run_id).map(({ host }) => host);
      expect(hosts).toHaveLength(2);
      expect(new Set(hosts)).toEqual(new Set([os.hostname()]));
      store.close();
      survivor?.child.kill('SIGINT');
      await survivor?.ended;
    } finally {
      for (const { child } of workers) if (child.exitCode === null) child.kill('SIGKILL');
    }
    expect(await left()).toEqual([{ documents: 0, results: 0, jobs: 0 }]);
  });

  it('ends a document that takes too long as it ends here: once, with its reason', async () => {
    const worker = startWorker();
    const { stdout, code } = await sharedLoad('too-long', 2, 2, '--set', 'job.timeout=0.1').ended;
    expect(code).toBe(1);
    const { run_id, arrivals } = printed(stdout);
    expect(arrivals).toMatchObject({ arrived: 4, failed: 4, in_flight: 0 });
    const store = openStore(ground.database('too-long'), { mode: 'read' });
    for (const { error } of store.jobsOf(run_id, { limit: 10, offset: 0 })) expect(error?.code).toBe('job.timeout');
    store.close();
    expect(await endOf(worker)).toEqual({ succeeded: 0, failed: 4, given_back: 0 });
    expect(await left()).toEqual([{ documents: 0, results: 0, jobs: 0 }]);
  });

  it('goes on when its server restarts in the midst, here and at the worker', async () => {
    const worker = startWorker();
    const load = sharedLoad('restarted', 4, 3);
    await hasSucceeded(worker);
    // Uploads of this moment are refused; what was accepted is not lost.
    await server.kill();
    await server.up();
    const { stdout, code } = await load.ended;
    expect([0, 5]).toContain(code);
    const { arrived, completed, rejected, in_flight } = printed(stdout).arrivals;
    expect(arrived).toBe(12);
    expect(completed).toBeGreaterThan(0);
    expect(completed + rejected).toBe(12);
    expect(in_flight).toBe(0);
    await endOf(worker);
  });

  it('keeps nothing of a load that was stopped: it is resumed here, and a worker that comes later has nothing to do', async () => {
    const load = sharedLoad('stopped', 4, 60);
    await ground.untilAccepted(load, 'stopped', 4);
    load.child.kill('SIGTERM');
    await load.ended;
    expect(await left()).toEqual([{ documents: 0, results: 0, jobs: 0 }]);
    const resumed = await rbench(['resume', 'latest', '--json', '--db', ground.database('stopped')]);
    expect(resumed.code).toBe(0);
    const store = openStore(ground.database('stopped'), { mode: 'read' });
    const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
    expect(store.countJobs(run?.id ?? '').succeeded).toBeGreaterThanOrEqual(3);
    store.close();
  });

  it('counts no try when a worker is stopped, however often', async () => {
    const load = sharedLoad('left', 1, 1);
    for (let times = 0; times < 2; times++) {
      const worker = startWorker();
      await until(load, isActive);
      await endOf(worker);
      expect(await jobsOf("state = 'created' AND retry_count = 0")).toBe(1);
    }
    const worker = startWorker();
    expect(printed((await load.ended).stdout).arrivals).toMatchObject({ arrived: 1, completed: 1 });
    await endOf(worker);
  });
});
