/**
 * Load tests with the real command line: gateway, generator and workers as processes of their own. Figures depend on the
 * machine; what must hold on any is that every arrival is accounted for.
 */
import { readdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoadGround, printed } from '../../scripts/testing/load-ground.ts';
import { drawDocuments, rbench } from '../../scripts/testing/rbench.ts';
import { openStore } from '../store/store.ts';

let ground: LoadGround;
beforeAll(async () => {
  ground = await LoadGround.make();
});
afterAll(() => ground.remove());

it('sends every document that is planned, accounts for each, and leaves a run like any other', async () => {
  const { code, stdout } = await rbench(ground.loadOf('steady', '--profile', 'poisson', '--rate', '4', '--seconds', '3'));
  const result = printed(stdout);
  expect(code === 0 || code === 5).toBe(true);
  const { arrived } = result.arrivals;
  expect(arrived).toBeGreaterThan(3);
  expect(result.arrivals).toEqual({ arrived, completed: arrived, failed: 0, rejected: 0, in_flight: 0, unsent: 0 });
  const store = openStore(ground.database('steady'), { mode: 'read' });
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
  const results = path.join(ground.folder, 'results', result.run_id);
  expect(await readdir(results)).not.toContain('incoming');
  const again = await rbench(['load', '--run', 'latest', '--json', '--db', ground.database('steady')]);
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
    ground.database('steady'),
  ]);
  expect(simulated.code).toBe(0);
  const { validation, projection, measured, load_is_valid } = JSON.parse(simulated.stdout);
  expect(load_is_valid).toBeTypeOf('boolean');
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
  const threads = await rbench(['simulate', '--threads', '3', '--json', '--db', ground.database('steady')]);
  expect(JSON.parse(threads.stdout).error.code).toBe('simulate.threads_unmeasured');
  expect(threads.code).toBe(2);
});

it('says that the queue was full, counts who was turned away, and calls the gateway the bottleneck', async () => {
  const { stdout } = await rbench(
    ground.loadOf('full', '--profile', 'constant', '--rate', '40', '--seconds', '1', '--max-queue', '3'),
  );
  const result = JSON.parse(stdout);
  expect(result.arrivals.rejected).toBeGreaterThan(0);
  expect(result.arrivals.completed + result.arrivals.rejected).toBe(40);
  expect(result.signals.find(({ signal }: { signal: string }) => signal === 'errors')).toMatchObject({ level: 'critical' });
  expect(result.first_to_break.signal).toBe('errors');
});

describe('asked for what makes no sense', () => {
  it.each([
    [['--profile', 'replay'], 'usage.bad_option'],
    [['--profile', 'constant', '--rate', '9999', '--seconds', '86400'], 'load.too_many'],
    [['--docs', '/nowhere/at/all'], 'input.folder_missing'],
    [['--gateway-url', 'ftp://somewhere'], 'usage.bad_option'],
    [['--mix', '70/40'], 'usage.bad_option'],
  ])('%j is %s', async (words, code) => {
    const { code: exit, stdout } = await rbench(ground.loadOf('none', ...words));
    expect(JSON.parse(stdout).error.code).toBe(code);
    expect(exit).toBeGreaterThan(0);
  });

  it('names a gateway that is not there, before the first upload', async () => {
    const { code, stdout } = await rbench(ground.loadOf('none', '--gateway-url', 'https://127.0.0.1:1'), {
      environment: { RBENCH_GATEWAY_TOKEN: 'any' },
    });
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'load.gateway_unreachable', details: { reason: 'ECONNREFUSED' } });
    expect(code).toBe(1);
  });

  it('names the line of a plan that is no moment', async () => {
    const plan = path.join(ground.folder, 'plan.csv');
    await writeFile(plan, '# seconds\n0.5,first\nnoon\n');
    const { stdout, code } = await rbench(ground.loadOf('none', '--profile', 'replay', '--plan', plan));
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'load.bad_plan' });
    expect(code).toBe(2);
  });
});

it('plays a plan of moments', async () => {
  const plan = path.join(ground.folder, 'moments.txt');
  await writeFile(plan, '1.0\n0.2\n0.4,standard\n');
  const { stdout } = await rbench(ground.loadOf('replay', '--profile', 'replay', '--plan', plan));
  const { run_id, arrivals } = printed(stdout);
  expect(arrivals).toMatchObject({ arrived: 3, completed: 3 });
  const store = openStore(ground.database('replay'), { mode: 'read' });
  const [first, second, third] = store.loadArrivalsOf(run_id).map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeCloseTo(0.2, 5);
  expect((third ?? 0) - (first ?? 0)).toBeCloseTo(0.8, 5);
  store.close();
});

it('writes the plan of a test, which played again has the same moments, paths and documents', async () => {
  const plan = path.join(ground.folder, 'recorded.csv');
  const first = await rbench(
    ground.loadOf('recorded', '--profile', 'poisson', '--rate', '4', '--seconds', '2', '--seed', '7', '--save-plan', plan),
  );
  await rbench(ground.loadOf('recorded', '--profile', 'replay', '--plan', plan, '--seed', '8'));
  const store = openStore(ground.database('recorded'), { mode: 'read' });
  const [again, before] = store.listRuns({ search: '', limit: 2, offset: 0 }).map(({ id }) => {
    const arrivals = store.loadArrivalsOf(id);
    const origin = arrivals[0]?.at ?? 0;
    return arrivals.map(({ at, path, document }) => [Math.round((at - origin) * 1e4), path, document]);
  });
  store.close();
  expect(printed(first.stdout).arrivals.arrived).toBe(before?.length);
  expect(again).toEqual(before);
  const fewer = path.join(ground.folder, 'fewer');
  await drawDocuments(fewer, 1);
  const { stdout, code } = await rbench([
    ...['load', '--profile', 'replay', '--plan', plan, '--docs', fewer, '--json', '--db', ground.database('recorded')],
  ]);
  expect(JSON.parse(stdout).error.code).toBe('load.plan_documents');
  expect(code).toBe(2);
});
