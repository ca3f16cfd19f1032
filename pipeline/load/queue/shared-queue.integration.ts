/** The shared queue against a real server, with a gateway's side and a worker's side of it in one process. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { BenchError } from '../../contract/errors.ts';
import { defaultSettings } from '../../contract/settings.ts';
import { debianBinaries, PostgresServer, superuser } from '../../export/postgres/testing/server.ts';
import { failureContract } from '../../worker/contract-of.ts';
import { type Claim, documentOf, giveBack, settle, takeClaim, tryAgain } from './claims.ts';
import { patiently } from './patience.ts';
import { connectQueue, type SharedConnection } from './shared-connection.ts';
import { SharedQueue } from './shared-queue.ts';
import { runSeen, sweepRuns } from './shared-runs.ts';
import type { SharedResult } from './shared-tables.ts';

const binaries = debianBinaries();
const never = new AbortController().signal;
const SCAN = Buffer.from('the bytes of a scan');

describe.skipIf(binaries === null)('a queue that machines share', () => {
  let server: PostgresServer;
  let folder: string;
  let connection: SharedConnection;
  let run: string;
  let stop: AbortController;
  beforeAll(async () => {
    server = await PostgresServer.start(binaries!);
    folder = await mkdtemp(path.join(tmpdir(), 'rbench-shared-'));
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    connection = await connectQueue(
      { ...superuser, host: '127.0.0.1', port: server.port, database: 'postgres', ssl: false, max: 10 },
      {
        keeper: true,
        explain: (thrown) => new BenchError('postgres.lost', { where: 'the test', reason: String((thrown as Error).message) }),
      },
    );
    run = randomUUID();
    stop = new AbortController();
    await runSeen(connection, run);
  });
  afterEach(async () => {
    stop.abort();
    await connection.close();
    await server.sql('TRUNCATE rbench_queue.runs CASCADE; DELETE FROM rbench_queue.job');
  });

  /** A gateway that listens, and what it heard of each job. */
  function gateway() {
    const heard = new Map<string, string>();
    const end = (id: string, what: string) => {
      expect(heard.has(id), 'a job ends once').toBe(false);
      heard.set(id, what);
      queue.ended(
        failureContract(id, [], 'cold', { error: new BenchError('internal', { reason: '' }), stage: null, path: null }),
      );
    };
    const queue = new SharedQueue({
      connection,
      job: { run, settings: defaultSettings, anchor_utc: new Date().toISOString() },
      room: 100,
      keep: () => undefined,
      onResult: (id, { outcome }) => end(id, outcome.kind === 'lost' ? outcome.error.code : outcome.report.contract.status),
      onLost: (id, error) => end(id, error.message),
    });
    const listening = queue.listen(stop.signal);
    listening.catch(() => undefined);
    return { queue, heard, listening };
  }

  async function upload(queue: SharedQueue): Promise<string> {
    const job_id = randomUUID();
    const file = path.join(folder, job_id);
    await writeFile(file, SCAN);
    expect(
      await queue.accept({ job_id, file, bytes: SCAN.length, name: 'scan.jpg', sha256: '', webhook: null, arrival: null }),
    ).toBe(true);
    return job_id;
  }

  async function claim(): Promise<Claim> {
    const taken = await takeClaim(connection, never);
    if (taken === null) throw new Error('none waits');
    return taken;
  }

  const resultOf = ({ id }: Claim): SharedResult => ({
    host: 'another',
    worker: { id: randomUUID(), slot: 0, pid: 1 },
    started_us: 1,
    outcome: {
      kind: 'lost',
      error: new BenchError('job.timeout', { file: id, seconds: 1 }).toInfo(),
      spans: [],
      stage: null,
      temperature: 'cold',
    },
  });
  const done = (taken: Claim) => settle(connection, taken, resultOf(taken));
  const left = async () => {
    const [counts] = await server.sql<Record<string, number>>(
      `SELECT (SELECT count(*) FROM rbench_queue.documents)::int AS documents, (SELECT count(*) FROM rbench_queue.results)::int AS results,
        (SELECT count(*) FROM rbench_queue.job)::int AS jobs, (SELECT count(*) FROM rbench_queue.runs)::int AS runs`,
    );
    return counts;
  };

  test('a job goes to a worker with its bytes, and what came of it comes back', async () => {
    const { queue, heard, listening } = gateway();
    const id = await upload(queue);
    expect(queue.read(id)).toEqual({ state: 'queued' });
    const taken = await claim();
    expect(await documentOf(connection, taken)).toEqual(SCAN);
    await vi.waitFor(() => expect(queue.read(id)).toEqual({ state: 'running' }));
    expect(await done(taken)).toBe(true);
    queue.close();
    await listening;
    expect(heard).toEqual(new Map([[id, 'job.timeout']]));
    expect(await left()).toMatchObject({ documents: 0, results: 0 });
    await queue.leave();
    expect(await left()).toEqual({ documents: 0, results: 0, jobs: 0, runs: 0 });
  });

  test('a job whose tries are used up ends, with the reason of the last', async () => {
    const { queue, heard, listening } = gateway();
    const id = await upload(queue);
    for (const reason of ['first', 'second', 'third']) await tryAgain(connection, await claim(), reason);
    queue.close();
    await listening;
    expect(heard.get(id)).toContain('third');
    expect(await left()).toMatchObject({ documents: 0 });
  });

  test('what a worker cannot read ends as well, and the others go on', async () => {
    const { queue, heard, listening } = gateway();
    const id = await upload(queue);
    await connection.pool.query(`UPDATE rbench_queue.job SET data = data - 'settings' WHERE id = $1`, [id]);
    for (let tries = 0; tries < 3; tries++) expect(await takeClaim(connection, never)).toBeNull();
    const good = await upload(queue);
    await done(await claim());
    queue.close();
    await listening;
    expect(heard.get(id)).toContain('cannot read what it is to do');
    expect(heard.get(good)).toBe('job.timeout');
  });

  test('a result that cannot be read ends its job', async () => {
    const { queue, heard, listening } = gateway();
    const id = await upload(queue);
    await connection.pool.query(`INSERT INTO rbench_queue.results (job_id, run_id, result) VALUES ($1, $2, '{"host": ""}')`, [
      id,
      run,
    ]);
    queue.close();
    await listening;
    expect(heard.get(id)).toContain('its result cannot be read');
  });

  test('a job that somebody removed ends', async () => {
    const { queue, heard, listening } = gateway();
    const id = await upload(queue);
    await connection.boss.deleteJob('rythmiq-documents', id);
    queue.close();
    await listening;
    expect(heard.get(id)).toContain('not there any more');
  });

  test('what is given back spends no try, however often', async () => {
    const { queue, heard, listening } = gateway();
    const id = await upload(queue);
    for (let times = 0; times < 5; times++) await giveBack(connection, await claim());
    expect(await claim()).toMatchObject({ id, retryCount: 0 });
    expect(heard.size).toBe(0);
    stop.abort();
    await listening;
  });

  test('a claim that lapsed neither gives back nor ends what another has taken', async () => {
    const { queue } = gateway();
    await upload(queue);
    const lapsed = await claim();
    await tryAgain(connection, lapsed, 'it was not heard of');
    const second = await claim();
    await giveBack(connection, lapsed);
    await tryAgain(connection, lapsed, 'late');
    expect(await takeClaim(connection, never)).toBeNull();
    expect(second.retryCount).toBe(1);
  });

  test('results that become visible late, and out of order, are heard', async () => {
    const { queue, heard, listening } = gateway();
    const ids = [await upload(queue), await upload(queue), await upload(queue)];
    const [slow, ...quick] = [await claim(), await claim(), await claim()];
    const writing = await connection.pool.connect();
    await writing.query('BEGIN');
    await writing.query('INSERT INTO rbench_queue.results (job_id, run_id, result) VALUES ($1, $2, $3)', [
      slow!.id,
      run,
      JSON.stringify(resultOf(slow!)),
    ]);
    for (const each of quick) await done(each);
    await vi.waitFor(() => expect(heard.size).toBe(2));
    await writing.query('COMMIT');
    writing.release();
    queue.close();
    await listening;
    expect([...heard.keys()].toSorted()).toEqual(ids.toSorted());
  });

  test('a result that is there before the document counts as accepted is heard', async () => {
    const { promise: isKept, resolve: keep } = Promise.withResolvers<void>();
    const heard: string[] = [];
    const queue = new SharedQueue({
      connection,
      job: { run, settings: defaultSettings, anchor_utc: new Date().toISOString() },
      room: 100,
      keep: () => isKept,
      onResult(id) {
        heard.push(id);
        queue.ended(failureContract(id, [], 'cold', { error: new BenchError('internal', {}), stage: null, path: null }));
      },
      onLost: () => expect.unreachable(),
    });
    const listening = queue.listen(stop.signal);
    const uploading = upload(queue);
    await vi.waitFor(async () => done(await claim()), { timeout: 5000 });
    await sleep(500);
    expect(heard).toEqual([]);
    keep();
    const id = await uploading;
    queue.close();
    await listening;
    expect(heard).toEqual([id]);
  });

  test('what is refused while it is being kept is not done', async () => {
    const queue = new SharedQueue({
      connection,
      job: { run, settings: defaultSettings, anchor_utc: new Date().toISOString() },
      room: 100,
      keep: () => Promise.reject(new Error('the disk is full')),
      onResult: () => expect.unreachable(),
      onLost: () => expect.unreachable(),
    });
    await expect(upload(queue)).rejects.toThrow('the disk is full');
    expect(await left()).toMatchObject({ documents: 0, jobs: 0 });
  });

  test('a run that ended leaves nothing, whoever is still at work for it', async () => {
    const { queue } = gateway();
    await upload(queue);
    await upload(queue);
    const taken = await claim();
    stop.abort();
    await queue.leave();
    expect(await takeClaim(connection, never)).toBeNull();
    expect(await documentOf(connection, taken)).toBeNull();
    expect(await done(taken)).toBe(false);
    expect(await left()).toEqual({ documents: 0, results: 0, jobs: 0, runs: 0 });
  });

  test('a run that was killed is swept away by others, and one that is there is not', async () => {
    const { queue } = gateway();
    await upload(queue);
    await sweepRuns(connection);
    expect(await left()).toMatchObject({ documents: 1, jobs: 1, runs: 1 });
    stop.abort();
    await sleep(50);
    await connection.pool.query(`UPDATE rbench_queue.runs SET seen_at = now() - interval '1 hour'`);
    await sweepRuns(connection);
    expect(await left()).toEqual({ documents: 0, results: 0, jobs: 0, runs: 0 });
  });

  test('a server that crashes and comes back is waited for by both sides', async () => {
    const { queue, heard, listening } = gateway();
    const id = await upload(queue);
    const taken = await claim();
    await server.kill();
    const settling = done(taken);
    await sleep(300);
    await server.up();
    await settling;
    queue.close();
    await listening;
    expect(heard).toEqual(new Map([[id, 'job.timeout']]));
  });

  test('one that stays away is given up with a sentence, and one that says no is not asked again', async () => {
    const gone = patiently(connection, () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })), {
      seconds: 0.3,
    });
    await expect(gone).rejects.toMatchObject({ code: 'load.queue_lost', details: { where: 'the test' } });
    const asked = vi.fn(() => connection.pool.query('SELECT * FROM nowhere'));
    await expect(patiently(connection, asked)).rejects.toMatchObject({ code: 'load.queue_refused' });
    expect(asked).toHaveBeenCalledOnce();
  });
});
