/**
 * Load tests with the real command line: gateway, generator and workers as processes of their own. Figures depend on the
 * machine; what must hold on any is that every arrival is accounted for, and that nothing which stands still goes unseen.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childrenOf, drawDocuments, rbench, type Started, startRbench } from '../../scripts/testing/rbench.ts';
import { SmallDisk, smallDiskObstacle } from '../../scripts/torture/small-disk.ts';
import type { GatewayAddress } from '../contract/load.ts';
import { cpuMetricsTable, jobsTable } from '../export/postgres/migration.ts';
import { debianBinaries, PostgresServer, superuser } from '../export/postgres/testing/server.ts';
import { UploadClient } from '../load/generator/upload-client.ts';
import { sleep } from '../measure/clock.ts';
import { readOrNull } from '../measure/proc-stat.ts';
import { openStore } from '../store/store.ts';

const DOCUMENTS = 6;

let folder: string;
let documents: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-load-'));
  documents = path.join(folder, 'documents');
  await drawDocuments(documents, DOCUMENTS);
});
afterAll(() => rm(folder, { recursive: true }));

const database = (name: string) => path.join(folder, `${name}.sqlite`);
const loadOf = (name: string, ...words: string[]) => [
  'load',
  '--docs',
  documents,
  '--json',
  '--workers',
  '2',
  '--db',
  database(name),
  ...words,
];

interface Printed {
  readonly run_id: string;
  readonly state: string;
  readonly is_valid: boolean | null;
  readonly arrivals: Record<'arrived' | 'completed' | 'failed' | 'rejected' | 'in_flight' | 'unsent', number>;
  readonly latency: { readonly percentiles: { readonly share: number; readonly found: { readonly value: number } }[] };
}
const printed = (stdout: string): Printed => JSON.parse(stdout);
const share = ({ latency }: Printed, wanted: number): number =>
  latency.percentiles.find((each) => each.share === wanted)?.found.value ?? Number.NaN;

/** The processes of a load test by what they do. */
async function processesOf(run: Started) {
  const [engine = 0] = await childrenOf(run.child.pid ?? 0);
  const below = await childrenOf(engine);
  const isGenerator = (pid: number) => readOrNull(`/proc/${pid}/cmdline`)?.includes('load/generator') ?? false;
  return { engine, generator: below.find(isGenerator) ?? 0, workers: below.filter((pid) => !isGenerator(pid)) };
}

/** Resolves when so many uploads have been sent. */
async function untilArrived(name: string, wanted: number): Promise<void> {
  for (;;) {
    await sleep(50);
    try {
      const store = openStore(database(name), { mode: 'read' });
      const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
      const sent = run === undefined ? 0 : store.loadArrivalsOf(run.id).filter((arrival) => arrival.sent !== null).length;
      store.close();
      if (sent >= wanted) return;
    } catch {
      // It is not there yet.
    }
  }
}

const signalAll = (pids: readonly number[], signal: 'SIGSTOP' | 'SIGCONT') => {
  for (const pid of pids) process.kill(pid, signal);
};

it('sends every document that is planned, accounts for each, and leaves a run like any other', async () => {
  const { code, stdout } = await rbench(loadOf('steady', '--profile', 'poisson', '--rate', '4', '--seconds', '3'));
  const result = printed(stdout);
  expect(code === 0 || code === 5).toBe(true);
  const { arrived } = result.arrivals;
  expect(arrived).toBeGreaterThan(3);
  expect(result.arrivals).toEqual({ arrived, completed: arrived, failed: 0, rejected: 0, in_flight: 0, unsent: 0 });
  const store = openStore(database('steady'), { mode: 'read' });
  expect(store.countJobs(result.run_id)).toMatchObject({ succeeded: arrived, failed: 0, queued: 0, running: 0 });
  expect(store.readRun(result.run_id)).toMatchObject({ kind: 'load', state: 'completed' });
  for (const { at, sent, answered, ended, job_started, job_ended } of store.loadArrivalsOf(result.run_id)) {
    expect(sent).toBeGreaterThanOrEqual(at - 1e-6);
    expect(answered).toBeGreaterThan(sent ?? 0);
    expect(job_started).toBeGreaterThan(sent ?? 0);
    expect(job_ended).toBeGreaterThan(job_started ?? 0);
    expect(ended).toBeGreaterThan(job_ended ?? 0);
  }
  const names = new Set(store.signalsOf(result.run_id).map(({ name }) => name));
  for (const name of ['workers_cpu_percent', 'event_loop_lag_ms', 'queue_depth', 'arrived', 'completed', 'throughput_per_second'])
    expect(names).toContain(name);
  store.close();
  // Uploads that are copies of documents which are there do not stay.
  const results = path.join(folder, 'results', result.run_id);
  expect(await readdir(results)).not.toContain('incoming');
  const again = await rbench(['load', '--run', 'latest', '--json', '--db', database('steady')]);
  expect(printed(again.stdout)).toEqual(result);
});

it('feeds the simulation, which says how far it is off beside what it projects', async () => {
  const simulated = await rbench([
    'simulate',
    '--run',
    'latest',
    '--users',
    '5,20',
    '--cores',
    '1,16',
    '--seeds',
    '20',
    '--json',
    '--db',
    database('steady'),
  ]);
  expect(simulated.code).toBe(0);
  const { validation, projection, measured } = JSON.parse(simulated.stdout);
  expect(validation.theory).toHaveLength(4);
  for (const { error } of validation.theory) expect(Math.abs(error)).toBeLessThan(0.02);
  expect(validation.run.p95.measured).toBeGreaterThan(0);
  expect(measured.workers).toBe(2);
  expect(
    projection.map(({ scenario: { users, cores } }: { scenario: { users: number; cores: number } }) => [users, cores]),
  ).toEqual([
    [5, 1],
    [5, 16],
    [20, 1],
    [20, 16],
  ]);
  expect(projection[1].cautions.join(' ')).toContain('16 cores were not measured');
  const threads = await rbench(['simulate', '--threads', '3', '--json', '--db', database('steady')]);
  expect(JSON.parse(threads.stdout).error.code).toBe('simulate.threads_unmeasured');
  expect(threads.code).toBe(2);
});

it('says that the queue was full, counts who was turned away, and calls the gateway the bottleneck', async () => {
  const { stdout } = await rbench(loadOf('full', '--profile', 'constant', '--rate', '40', '--seconds', '1', '--max-queue', '3'));
  const result = JSON.parse(stdout);
  expect(result.arrivals.rejected).toBeGreaterThan(0);
  expect(result.arrivals.completed + result.arrivals.rejected).toBe(40);
  expect(result.signals.find(({ signal }: { signal: string }) => signal === 'errors')).toMatchObject({ level: 'critical' });
  expect(result.first_to_break.signal).toBe('errors');
});

describe('a system that stands still', () => {
  it('shows in the latencies: uploads go on leaving, and wait', async () => {
    const run = startRbench(loadOf('frozen', '--profile', 'constant', '--rate', '4', '--seconds', '10'));
    await untilArrived('frozen', 6);
    const { engine, workers } = await processesOf(run);
    signalAll([engine, ...workers], 'SIGSTOP');
    await sleep(6000);
    signalAll([engine, ...workers], 'SIGCONT');
    const result = printed((await run.ended).stdout);
    expect(result.arrivals).toMatchObject({ arrived: 40, completed: 40 });
    // Of ten seconds of uploads six found it frozen, each for what was left of the freeze.
    expect(share(result, 0.5)).toBeGreaterThan(1);
    expect(share(result, 0.95)).toBeGreaterThan(4);
    expect(share(result, 0.99)).toBeGreaterThan(4);
    expect(result.is_valid).toBe(true);
  });

  it('is told from a generator that stands still: then the test does not count', async () => {
    const run = startRbench(loadOf('late', '--profile', 'constant', '--rate', '4', '--seconds', '5'));
    await untilArrived('late', 4);
    const { generator } = await processesOf(run);
    signalAll([generator], 'SIGSTOP');
    await sleep(1500);
    signalAll([generator], 'SIGCONT');
    const { code, stdout } = await run.ended;
    expect(printed(stdout)).toMatchObject({ is_valid: false, arrivals: { arrived: 20, completed: 20 } });
    expect(code).toBe(5);
  });
});

describe('stopped in the midst', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)('by %s it keeps what it accepted, and a resume does it', async (signal) => {
    const name = `stopped-${signal}`;
    const run = startRbench(loadOf(name, '--profile', 'constant', '--rate', '80', '--seconds', '20', '--workers', '1'));
    await untilArrived(name, 40);
    const { engine } = await processesOf(run);
    process.kill(signal === 'SIGINT' ? (run.child.pid ?? 0) : engine, signal);
    const { code } = await run.ended;
    expect(code).toBe(signal === 'SIGINT' ? 130 : 1);
    const before = openStore(database(name), { mode: 'read' });
    const [id = ''] = before.listRuns({ search: '', limit: 1, offset: 0 }).map((each) => each.id);
    const accepted = before.loadArrivalsOf(id).filter(({ status }) => status === 202).length;
    const { queued, running, succeeded } = before.countJobs(id);
    before.close();
    expect(queued + running).toBeGreaterThan(0);
    expect(queued + running + succeeded).toBeGreaterThanOrEqual(accepted);
    const resumed = await rbench(['resume', 'latest', '--json', '--db', database(name)]);
    expect(resumed.code).toBe(0);
    const after = openStore(database(name), { mode: 'read' });
    expect(after.countJobs(id)).toMatchObject({ queued: 0, running: 0, failed: 0, succeeded: queued + running + succeeded });
    for (const arrival of after.loadArrivalsOf(id).filter(({ job_id }) => job_id !== null))
      expect(arrival.outcome).toBe('completed');
    after.close();
    // What was done needs its uploads no more.
    expect(await readdir(path.join(folder, 'results', id))).not.toContain('incoming');
  });
});

/** Opens a gateway without a load of its own. */
async function serve(name: string): Promise<{ serving: Started; gateway: GatewayAddress }> {
  const serving = startRbench(['load', '--serve', '--json', '--workers', '1', '--db', database(name)]);
  while (!serving.stderr().includes('"token"')) await sleep(50);
  const line = serving
    .stderr()
    .split('\n')
    .find((each) => each.includes('"token"'));
  return { serving, gateway: JSON.parse(line ?? '') };
}

it('does what strangers had uploaded when its gateway was killed', async () => {
  const { serving, gateway } = await serve('strangers');
  const client = new UploadClient(gateway, 20_000);
  const content = await readFile(path.join(documents, 'page_000.jpg'));
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, number) => client.upload({ name: `${number}.jpg`, content, webhook: null })),
  );
  const { engine } = await processesOf(serving);
  process.kill(engine, 'SIGKILL');
  await serving.ended;
  client.close();
  const accepted = answers.flatMap((answer) => (answer.kind === 'accepted' ? [answer.job_id] : []));
  expect(accepted).toHaveLength(30);
  const resumed = await rbench(['resume', 'latest', '--json', '--db', database('strangers')]);
  expect(resumed.code, resumed.stdout).toBe(0);
  const store = openStore(database('strangers'), { mode: 'read' });
  const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
  expect(store.countJobs(run?.id ?? '')).toMatchObject({ succeeded: 30, failed: 0, queued: 0, running: 0 });
  expect(store.jobsOf(run?.id ?? '', { limit: 100 }).map(({ id }) => id)).toEqual(expect.arrayContaining(accepted));
  store.close();
  // They are there alone, and are shown from there.
  expect((await readdir(path.join(folder, 'results', run?.id ?? '', 'incoming'))).sort()).toEqual(accepted.sort());
});

const mayMount = smallDiskObstacle() === null;

it.runIf(mayMount)('does what strangers had uploaded when its disk was full', async () => {
  const disk = new SmallDisk(path.join(folder, 'disk'), 16);
  try {
    const file = path.join(disk.place, 'full.sqlite');
    const { serving, gateway } = await serve(path.join('disk', 'full'));
    const client = new UploadClient(gateway, 20_000);
    const content = await readFile(path.join(documents, 'page_000.jpg'));
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, number) => client.upload({ name: `${number}.jpg`, content, webhook: null })),
    );
    client.close();
    disk.fill();
    const { stdout } = await serving.ended;
    expect(JSON.parse(stdout).error.code).toBe('store.full');
    disk.free();
    const resumed = await rbench(['resume', 'latest', '--json', '--db', file]);
    expect(resumed.code, resumed.stdout).toBe(0);
    const store = openStore(file, { mode: 'read' });
    const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
    const { succeeded, failed } = store.countJobs(run?.id ?? '');
    store.close();
    const accepted = answers.filter(({ kind }) => kind === 'accepted').length;
    expect(accepted).toBeGreaterThan(0);
    expect(succeeded + failed).toBe(accepted);
  } finally {
    disk.unmount();
  }
});

it('uploads to a gateway that another process opened', async () => {
  const { serving, gateway } = await serve('served');
  const environment = { RBENCH_GATEWAY_TOKEN: gateway.token };
  const { stdout } = await rbench(
    loadOf('sender', '--gateway-url', gateway.url, '--profile', 'constant', '--rate', '2', '--seconds', '3'),
    { environment },
  );
  expect(printed(stdout).arrivals).toMatchObject({ arrived: 6, completed: 6 });
  const refused = await rbench(
    loadOf('stranger', '--gateway-url', gateway.url, '--profile', 'constant', '--rate', '2', '--seconds', '1'),
    { environment: { RBENCH_GATEWAY_TOKEN: 'another' } },
  );
  expect(printed(refused.stdout).arrivals).toMatchObject({ arrived: 2, rejected: 2 });
  process.kill(serving.child.pid ?? 0, 'SIGINT');
  await serving.ended;
  const store = openStore(database('served'), { mode: 'read' });
  const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
  expect(store.countJobs(run?.id ?? '')).toMatchObject({ succeeded: 6 });
  store.close();
});

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
      const none = await rbench(loadOf('pool', ...words), { environment });
      expect(JSON.parse(none.stdout).error.code).toMatch(/^postgres\./);
      await server.sql(`${jobsTable};\n${cpuMetricsTable}`);
      const { stdout } = await rbench(loadOf('pool', ...words), { environment });
      const { run_id, arrivals, signals } = JSON.parse(stdout);
      expect(arrivals.completed).toBe(8);
      // One connection can never be two that are free.
      expect(signals.find(({ signal }: { signal: string }) => signal === 'pool').level).toBe('warning');
      expect(await server.sql('SELECT count(*)::int AS count FROM cpu_metrics')).toEqual([{ count: 8 }]);
      const push = await rbench(
        ['export', 'postgres', '--run', run_id, '--tls', 'disable', '--json', '--create-schema', '--db', database('pool')],
        { environment },
      );
      expect(JSON.parse(push.stdout).runs[0]).toMatchObject({ rows: 8, inserted: 0 });
    } finally {
      await server.stop();
    }
  });
});

describe.skipIf(binaries === null)('a queue that processes share', () => {
  it('is worked on by several, loses nothing when one is killed in the midst, and counts nothing twice', async () => {
    const server = await PostgresServer.start(binaries!);
    const environment = {
      RBENCH_POSTGRES_URL: `postgresql://${superuser.user}:${encodeURIComponent(superuser.password)}@127.0.0.1:${server.port}/postgres`,
    };
    const workers = [1, 2].map(() => startRbench(['worker', '--workers', '1', '--tls', 'disable', '--json'], { environment }));
    try {
      const load = startRbench(
        loadOf('shared', '--queue', 'postgres', '--tls', 'disable', '--profile', 'constant', '--rate', '10', '--seconds', '6'),
        { environment },
      );
      while (!workers.every((worker) => worker.stderr().includes('succeeded'))) {
        for (const { child, stderr } of workers) expect(child.exitCode, stderr()).toBeNull();
        await sleep(50);
      }
      const [victim, survivor] = workers;
      const below = await childrenOf(victim?.child.pid ?? 0);
      // Its worker is frozen first, so that it dies over a job.
      signalAll(below, 'SIGSTOP');
      while (
        (
          (await server.sql("SELECT count(*)::int AS count FROM rbench_queue.job WHERE state = 'active'")) as { count: number }[]
        )[0]!.count === 0
      )
        await sleep(20);
      process.kill(-(victim?.child.pid ?? 0), 'SIGKILL');
      const { code, stdout } = await load.ended;
      const { run_id, arrivals } = printed(stdout);
      expect([0, 5]).toContain(code);
      expect(arrivals).toMatchObject({ arrived: 60, completed: 60, failed: 0 });
      const store = openStore(database('shared'), { mode: 'read' });
      expect(store.countJobs(run_id)).toMatchObject({ succeeded: 60, queued: 0, running: 0, failed: 0 });
      expect([...store.metricsOf(run_id)]).toHaveLength(60);
      const hosts = store.workersOf(run_id).map(({ host }) => host);
      expect(hosts).toHaveLength(2);
      expect(new Set(hosts)).toEqual(new Set([os.hostname()]));
      store.close();
      const again = (await server.sql('SELECT count(*)::int AS count FROM rbench_queue.job WHERE retry_count > 0')) as {
        count: number;
      }[];
      expect(again[0]?.count).toBe(1);
      survivor?.child.kill('SIGINT');
      await survivor?.ended;
    } finally {
      for (const { child } of workers) if (child.exitCode === null) child.kill('SIGKILL');
      await server.stop();
    }
  });
});

describe('asked for what makes no sense', () => {
  it.each([
    [['--profile', 'replay'], 'usage.bad_option'],
    [['--profile', 'constant', '--rate', '9999', '--seconds', '86400'], 'load.too_many'],
    [['--docs', '/nowhere/at/all'], 'input.folder_missing'],
    [['--gateway-url', 'ftp://somewhere'], 'usage.bad_option'],
    [['--mix', '70/40'], 'usage.bad_option'],
    [['--run', 'deadbeef'], 'run.not_found'],
  ])('%j is %s', async (words, code) => {
    const { code: exit, stdout } = await rbench(loadOf('none', ...words));
    expect(JSON.parse(stdout).error.code).toBe(code);
    expect(exit).toBeGreaterThan(0);
  });

  it('names the line of a plan that is no moment', async () => {
    const plan = path.join(folder, 'plan.csv');
    await writeFile(plan, '# seconds\n0.5,first\nnoon\n');
    const { stdout, code } = await rbench(loadOf('none', '--profile', 'replay', '--plan', plan));
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'load.bad_plan' });
    expect(code).toBe(2);
  });
});

it('plays a plan of moments', async () => {
  const plan = path.join(folder, 'moments.txt');
  await writeFile(plan, '1.0\n0.2\n0.4,standard\n');
  const { stdout } = await rbench(loadOf('replay', '--profile', 'replay', '--plan', plan));
  const { run_id, arrivals } = printed(stdout);
  expect(arrivals).toMatchObject({ arrived: 3, completed: 3 });
  const store = openStore(database('replay'), { mode: 'read' });
  const [first, second, third] = store.loadArrivalsOf(run_id).map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeCloseTo(0.2, 5);
  expect((third ?? 0) - (first ?? 0)).toBeCloseTo(0.8, 5);
  store.close();
});
