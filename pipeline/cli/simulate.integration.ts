/**
 * `rbench simulate` as a person and a script use it, on a run of real documents and on runs that it cannot use.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { drawDocuments, rbench } from '../../scripts/testing/rbench.ts';
import type { JsonObject, RunKind } from '../contract/run.ts';
import { simulationOutputSchema } from '../contract/simulation.ts';
import { readRunEnvironment } from '../engine/run-environment.ts';
import { readMeasured } from '../export/load/read-measured.ts';
import { nodeHost } from '../process/host.ts';
import { newJobId } from '../store/ids.ts';
import { openStore } from '../store/store.ts';
import { sampleDocument, sampleMetrics, sampleRun, sampleSpan } from '../store/testing/samples.ts';

const DOCUMENTS = 4;

let folder: string;
let database: string;
let measured: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-simulate-'));
  database = path.join(folder, 'bench.sqlite');
  await drawDocuments(path.join(folder, 'documents'), DOCUMENTS);
  const run = await rbench(['run', '--docs', path.join(folder, 'documents'), '--db', database, '--json']);
  expect(run.code, run.stderr).toBe(0);
  measured = JSON.parse(run.stdout).run_id;
});
afterAll(() => rm(folder, { recursive: true }));

const call = (...words: string[]) => rbench(['simulate', '--db', database, '--seeds', '20', ...words]);
async function simulated(...words: string[]): Promise<z.infer<typeof simulationOutputSchema>> {
  const { code, stdout, stderr } = await call(...words, '--json');
  expect(code, stderr).toBe(0);
  return simulationOutputSchema.parse(JSON.parse(stdout));
}

interface StoredWishes {
  readonly kind?: RunKind;
  readonly environment?: JsonObject;
  /** When each job was taken and begun, in seconds from the run's origin; it takes a second. */
  readonly taken?: readonly number[];
}

async function storeRun({ kind = 'run', environment = {}, taken = [] }: StoredWishes): Promise<string> {
  const store = openStore(database, { mode: 'write' });
  try {
    const id = randomUUID();
    const here = (await readRunEnvironment(nodeHost())) as JsonObject;
    const run = sampleRun({ id, kind, settings: { workers: 1 }, environment: { ...here, ...environment } });
    const [document = 0] = store.createRun(run, [sampleDocument({})], []);
    store.importJobs(
      id,
      taken.map((moment, sequence) => ({
        id: newJobId(),
        document_id: document,
        sequence,
        started_us: moment * 1e6,
        ended_us: (moment + 1) * 1e6,
        metrics: sampleMetrics({ execution_temperature: 'warm', processing_path: 'fast' }),
        spans: [sampleSpan({ user_us: 500_000, system_us: 0, wall_us: 500_000 })],
      })),
    );
    store.runEnded(id, { state: 'completed', summary: store.summarise(id, null), warnings: [] });
    return id;
  } finally {
    store.close();
  }
}
const readStored = (id: string) => {
  const store = openStore(database, { mode: 'read' });
  try {
    return readMeasured(store, id);
  } finally {
    store.close();
  }
};

describe('rbench simulate', () => {
  it('has the errors of the model beside what it projects, of a plain run its makespan alone', async () => {
    const { run_id, validation, projection, measured: fed, load_is_valid } = await simulated('--run', measured.slice(0, 8));
    expect([run_id, fed.jobs, load_is_valid]).toEqual([measured, DOCUMENTS, null]);
    for (const { error } of validation.theory) expect(Math.abs(error)).toBeLessThan(0.02);
    expect(validation.run).toMatchObject({ p50: null, p95: null });
    // What lies between the documents is in no job, so the model can only be too fast here.
    expect(validation.run.makespan.error).toBeLessThan(0.1);
    const [only] = projection;
    expect(projection).toHaveLength(1);
    expect(only?.with_error?.makespan_seconds.low).toBeLessThanOrEqual(only?.makespan_seconds.low ?? 0);
    expect(only?.predictions.map(({ component }) => component)).toEqual([
      'OCR workers',
      'Queue depth',
      'Latency p99',
      'Database pool',
    ]);
    expect(only?.predictions.at(-1)?.comes_true).toBeNull();
    // All of its documents took one path, and the mix has two.
    expect(only?.outside_measured_range).toHaveLength(1);
    expect(only?.cautions.join(' ')).toContain(`Only ${DOCUMENTS} documents were measured.`);
  });

  it('makes a table of every case, and the same one again by the same seed', async () => {
    const words = ['--run', measured, '--users', '10,20', '--cores', '1,64', '--seed', '7', '--mix', '100/0'];
    const once = await simulated(...words);
    expect(once.projection.map(({ scenario: { users, cores } }) => [users, cores])).toEqual([
      [10, 1],
      [10, 64],
      [20, 1],
      [20, 64],
    ]);
    expect(once.projection[1]?.outside_measured_range).toEqual(expect.arrayContaining(['cores', 'workers']));
    expect(once.projection[0]?.predictions).toEqual([]);
    expect((await simulated(...words)).projection).toEqual(once.projection);
    const { stdout } = await call(...words);
    expect(stdout).toContain('How far the model is off');
    expect(stdout).toContain('64 cores were not measured');
  });

  it('refuses what the queue has no room for', async () => {
    const { projection } = await simulated('--run', measured, '--users', '200', '--queue-limit', '1', '--profile', 'burst-rates');
    expect(projection[0]?.rejected.mean).toBeGreaterThan(0);
    expect(projection[0]?.longest_queue.high).toBeLessThanOrEqual(1);
  });

  it('says in a sentence what it cannot be fed with', async () => {
    const refused = async (words: string[]) => {
      const { code, stdout } = await call(...words, '--json');
      return [code, JSON.parse(stdout).error.code];
    };
    const comparison = await storeRun({ kind: 'compare', taken: [0] });
    const empty = await storeRun({});
    expect(await refused(['--run', comparison])).toEqual([2, 'simulate.is_comparison']);
    expect(await refused(['--run', empty])).toEqual([2, 'simulate.nothing_measured']);
    expect(await refused(['--run', randomUUID()])).toEqual([2, 'run.not_found']);
    expect(await refused(['--run', measured, '--threads', '3'])).toEqual([2, 'simulate.threads_unmeasured']);
    expect(await refused(['--run', measured, '--users', '10000', '--docs-per-user', '1000'])).toEqual([2, 'load.too_many']);
  });

  it.each([
    [['--users', '0'], 'whole numbers from 1 to 10000'],
    [['--users', '50,many'], 'whole numbers from 1 to 10000'],
    [['--cores', '1025'], 'whole numbers from 1 to 1024'],
    [['--docs-per-user', '1001'], 'a whole number from 1 to 1000'],
    [['--mix', '70/40'], 'two shares that add up to 100'],
    [['--seeds', '1'], 'a whole number from 2'],
    [['--profile', 'steps'], 'Allowed choices'],
  ])('refuses %j', async (words, sentence) => {
    const { code, stderr } = await rbench(['simulate', '--run', measured, '--db', database, ...words]);
    expect(stderr).toContain(sentence);
    expect(code).toBe(2);
  });
});

describe('what it reads', () => {
  it('is the cores that the workers may use, where a control group limits them', async () => {
    const limited = (core_quota: number | null) => storeRun({ environment: { cores: 8, core_quota }, taken: [0] });
    expect(readStored(await limited(2))).toMatchObject({ cores: 2, machine: expect.stringContaining('8 cores, limited to 2') });
    expect(readStored(await limited(0.5)).cores).toBe(1);
    expect(readStored(await limited(null)).cores).toBe(8);
  });

  it('has uploads of an outside tool come when the gateway took them, and documents of a plain run at no moment', async () => {
    const load = readStored(await storeRun({ kind: 'load', taken: [3, 10] }));
    expect(load.jobs).toMatchObject([
      { came: 3, ended: 4 },
      { came: 10, ended: 11 },
    ]);
    expect(load.makespan_seconds).toBe(8);
    const plain = readStored(await storeRun({ taken: [3, 10] }));
    expect(plain.jobs).toMatchObject([
      { came: null, ended: null },
      { came: null, ended: null },
    ]);
  });
});
