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
  readonly lateness: { readonly max: number };
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

/** Resolves when so many uploads have been accepted. */
async function untilAccepted(name: string, wanted: number): Promise<void> {
  for (;;) {
    await sleep(50);
    try {
      const store = openStore(database(name), { mode: 'read' });
      const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
      const accepted = run === undefined ? 0 : store.loadArrivalsOf(run.id).filter(({ status }) => status === 202).length;
      store.close();
      if (accepted >= wanted) return;
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
  // No process can burn more than the machine has; a reading over too short a time would say so.
  const most = os.cpus().length * 150;
  for (const { name, value } of store.signalsOf(result.run_id))
    if (name === 'workers_cpu_percent' || name === 'generator_cpu_percent') expect(value).toBeLessThan(most);
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
    await untilAccepted('frozen', 6);
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
    // The freeze is the system's: the generator went on, whatever else the machine was at.
    expect(result.lateness.max).toBeLessThan(share(result, 0.99) / 4);
  });

  it('is told from a generator that stands still: then the test does not count', async () => {
    const run = startRbench(loadOf('late', '--profile', 'constant', '--rate', '4', '--seconds', '5'));
    await untilAccepted('late', 4);
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
    await untilAccepted(name, 15);
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
    // Whatever was heard of it before: each job is the end of one arrival, and nothing is in flight when all is over.
    const outcomes = Object.groupBy(after.loadArrivalsOf(id), ({ outcome }) => outcome);
    expect(outcomes.completed).toHaveLength(queued + running + succeeded);
    expect(outcomes.in_flight).toBeUndefined();
    expect(after.readRun(id).warnings.map(({ code: each }) => each)).toContain('load.resumed');
    after.close();
    // What was done needs its uploads no more.
    expect(await readdir(path.join(folder, 'results', id))).not.toContain('incoming');
  });
});

const STRANGERS = 10;

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

it.each(['SIGTERM', 'SIGKILL'] as const)('does what strangers had uploaded when its gateway was ended by %s', async (signal) => {
  const name = `strangers-${signal}`;
  const { serving, gateway } = await serve(name);
  const client = new UploadClient(gateway, 20_000);
  const content = await readFile(path.join(documents, 'page_000.jpg'));
  const answers = await Promise.all(
    Array.from({ length: STRANGERS }, (_, number) =>
      client.upload({ name: `${number}.jpg`, content, webhook: null, arrival: number }),
    ),
  );
  const { engine } = await processesOf(serving);
  process.kill(signal === 'SIGKILL' ? engine : (serving.child.pid ?? 0), signal);
  await serving.ended;
  client.close();
  const accepted = answers.flatMap((answer) => (answer.kind === 'accepted' ? [answer.job_id] : []));
  expect(accepted).toHaveLength(STRANGERS);
  const resumed = await rbench(['resume', 'latest', '--json', '--db', database(name)]);
  expect(resumed.code, resumed.stdout).toBe(0);
  const store = openStore(database(name), { mode: 'read' });
  const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
  expect(store.countJobs(run?.id ?? '')).toMatchObject({ succeeded: STRANGERS, failed: 0, queued: 0, running: 0 });
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
      Array.from({ length: 40 }, (_, number) =>
        client.upload({ name: `${number}.jpg`, content, webhook: null, arrival: number }),
      ),
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
  const { arrivals, signals } = JSON.parse(stdout) as Printed & { signals: { signal: string; level: string | null }[] };
  expect(arrivals).toMatchObject({ arrived: 6, completed: 6 });
  expect(signals.map(({ signal, level }) => [signal, level])).toEqual([
    ['cpu', null],
    ['queue', null],
    ['pool', null],
    ['errors', 'ok'],
  ]);
  const refused = await rbench(loadOf('stranger', '--gateway-url', gateway.url), {
    environment: { RBENCH_GATEWAY_TOKEN: 'another' },
  });
  expect(JSON.parse(refused.stdout).error.code).toBe('load.gateway_token');
  expect(refused.code).toBe(1);
  // One that dies in the midst is no success either.
  const orphan = startRbench(
    loadOf('orphan', '--gateway-url', gateway.url, '--profile', 'constant', '--rate', '4', '--seconds', '6'),
    { environment },
  );
  await untilAccepted('orphan', 2);
  process.kill(serving.child.pid ?? 0, 'SIGINT');
  await serving.ended;
  const left = JSON.parse((await orphan.ended).stdout);
  expect(left.first_to_break).toMatchObject({ signal: 'errors' });
  expect(left.warnings.find(({ code }: { code: string }) => code === 'load.no_answer').message).toContain('ECONNREFUSED');
  const store = openStore(database('served'), { mode: 'read' });
  const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
  expect(store.countJobs(run?.id ?? '').succeeded).toBeGreaterThanOrEqual(6);
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
  const left = () =>
    server.sql(`SELECT (SELECT count(*) FROM rbench_queue.documents)::int AS documents,
      (SELECT count(*) FROM rbench_queue.results)::int AS results, (SELECT count(*) FROM rbench_queue.job)::int AS jobs`);
  const startWorker = () => startRbench(['worker', '--workers', '1', '--tls', 'disable', '--json'], { environment });
  const sharedLoad = (name: string, rate: number, seconds: number, ...words: string[]) =>
    startRbench(
      loadOf(
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
      while (!workers.every((worker) => worker.stderr().includes('succeeded'))) {
        for (const { child, stderr } of workers) expect(child.exitCode, stderr()).toBeNull();
        await sleep(50);
      }
      const [victim, survivor] = workers;
      const below = await childrenOf(victim?.child.pid ?? 0);
      // Its worker is frozen first, so that it dies over a job.
      signalAll(below, 'SIGSTOP');
      while ((await jobsOf("state = 'active'")) === 0) await sleep(20);
      process.kill(-(victim?.child.pid ?? 0), 'SIGKILL');
      while ((await jobsOf('retry_count > 0')) === 0) {
        expect(load.child.exitCode, load.stderr()).toBeNull();
        await sleep(50);
      }
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
    expect([0, 5]).toContain(code);
    const { run_id, arrivals } = printed(stdout);
    expect(arrivals).toMatchObject({ arrived: 4, failed: 4, in_flight: 0 });
    const store = openStore(database('too-long'), { mode: 'read' });
    for (const { error } of store.jobsOf(run_id, { limit: 10, offset: 0 })) expect(error?.code).toBe('job.timeout');
    store.close();
    expect(await endOf(worker)).toEqual({ succeeded: 0, failed: 4, given_back: 0 });
    expect(await left()).toEqual([{ documents: 0, results: 0, jobs: 0 }]);
  });

  it('goes on when its server restarts in the midst, here and at the worker', async () => {
    const worker = startWorker();
    const load = sharedLoad('restarted', 4, 3);
    while (!worker.stderr().includes('succeeded')) await sleep(50);
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
    await untilAccepted('stopped', 4);
    load.child.kill('SIGTERM');
    await load.ended;
    expect(await left()).toEqual([{ documents: 0, results: 0, jobs: 0 }]);
    const resumed = await rbench(['resume', 'latest', '--json', '--db', database('stopped')]);
    expect(resumed.code).toBe(0);
    const store = openStore(database('stopped'), { mode: 'read' });
    const [run] = store.listRuns({ search: '', limit: 1, offset: 0 });
    expect(store.countJobs(run?.id ?? '').succeeded).toBeGreaterThanOrEqual(3);
    store.close();
  });

  it('counts no try when a worker is stopped, however often', async () => {
    const load = sharedLoad('left', 1, 1);
    for (let times = 0; times < 2; times++) {
      const worker = startWorker();
      while ((await jobsOf("state = 'active'")) === 0) await sleep(20);
      await endOf(worker);
      expect(await jobsOf("state = 'created' AND retry_count = 0")).toBe(1);
    }
    const worker = startWorker();
    expect(printed((await load.ended).stdout).arrivals).toMatchObject({ arrived: 1, completed: 1 });
    await endOf(worker);
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

  it('names a gateway that is not there, before the first upload', async () => {
    const { code, stdout } = await rbench(loadOf('none', '--gateway-url', 'https://127.0.0.1:1'), {
      environment: { RBENCH_GATEWAY_TOKEN: 'any' },
    });
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'load.gateway_unreachable', details: { reason: 'ECONNREFUSED' } });
    expect(code).toBe(1);
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

it('writes the plan of a test, which played again has the same moments, paths and documents', async () => {
  const plan = path.join(folder, 'recorded.csv');
  const first = await rbench(
    loadOf('recorded', '--profile', 'poisson', '--rate', '4', '--seconds', '2', '--seed', '7', '--save-plan', plan),
  );
  await rbench(loadOf('recorded', '--profile', 'replay', '--plan', plan, '--seed', '8'));
  const store = openStore(database('recorded'), { mode: 'read' });
  const [again, before] = store.listRuns({ search: '', limit: 2, offset: 0 }).map(({ id }) => {
    const arrivals = store.loadArrivalsOf(id);
    const origin = arrivals[0]?.at ?? 0;
    return arrivals.map(({ at, path, document }) => [Math.round((at - origin) * 1e4), path, document]);
  });
  store.close();
  expect(printed(first.stdout).arrivals.arrived).toBe(before?.length);
  expect(again).toEqual(before);
  const fewer = path.join(folder, 'fewer');
  await drawDocuments(fewer, 1);
  const { stdout, code } = await rbench([
    ...['load', '--profile', 'replay', '--plan', plan, '--docs', fewer, '--json', '--db', database('recorded')],
  ]);
  expect(JSON.parse(stdout).error.code).toBe('load.plan_documents');
  expect(code).toBe(2);
});
