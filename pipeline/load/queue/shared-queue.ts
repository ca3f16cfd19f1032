/**
 * The queue behind the gateway, in Postgres: workers of any machine take from it (`rbench worker`), and what they found comes
 * back here. Its bytes, its place and its result are in the database, so a worker that dies loses nothing.
 *
 * Holds: every job that was accepted ends here, by its result or because the queue has given it up; a database that is away for
 * a while is waited for; a run that ended leaves nothing behind.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { BenchError, reasonOf } from '../../contract/errors.ts';
import type { MetricsContract } from '../../contract/metrics.ts';
import type { Intake, JobView, ReceivedDocument } from '../gateway/intake.ts';
import { type Patience, patiently } from './patience.ts';
import type { SharedConnection } from './shared-connection.ts';
import { endRun, runSeen } from './shared-runs.ts';
import { BOSS_SCHEMA, QUEUE, type SharedJob, type SharedResult, sharedResultSchema } from './shared-tables.ts';

export interface SharedQueueOptions {
  readonly connection: SharedConnection;
  readonly job: SharedJob;
  /** Jobs that may wait. */
  readonly room: number;
  /** Before the document is accepted; what it throws refuses it. */
  readonly keep: (document: ReceivedDocument) => Promise<void> | void;
  /** One of them, once for each job: what a worker found, or why none will. */
  readonly onResult: (jobId: string, result: SharedResult) => void;
  readonly onLost: (jobId: string, error: BenchError) => void;
}

const LOOK_EVERY_MS = 200;
const SAY_EVERY_MS = 2000;
/** Results at once: each holds all the text of a document. */
const MOST_RESULTS = 100;
/** From when a worker takes a job until it begins; beyond that and the job's own limit nobody is at it. */
const BEGIN_SECONDS = 120;
/** Whoever wants to go waits no longer for a database; the next that comes sweeps. */
const FAREWELL_SECONDS = 5;

interface Fate {
  readonly id: string;
  readonly has_result: boolean;
  /** Of pg-boss; null where it knows no such job. */
  readonly state: string | null;
  readonly output: unknown;
}

export class SharedQueue implements Intake {
  readonly #options: SharedQueueOptions;
  readonly #open = new Set<string>();
  readonly #ended = new Map<string, MetricsContract>();
  #atWork: ReadonlySet<string> = new Set();
  #coming = 0;
  #saidAt = Number.NEGATIVE_INFINITY;
  #isClosed = false;

  constructor(options: SharedQueueOptions) {
    this.#options = options;
  }

  get hasRoom(): boolean {
    return !this.#isClosed && this.depth + this.#coming < this.#options.room;
  }

  get depth(): number {
    return Math.max(0, this.#open.size - this.#atWork.size);
  }

  get inFlight(): number {
    return this.#atWork.size;
  }

  async accept(document: ReceivedDocument): Promise<boolean> {
    if (!this.hasRoom) return false;
    this.#coming += 1;
    try {
      await this.#send(document);
      try {
        await this.#options.keep(document);
      } catch (thrown) {
        await this.#takeBack(document.job_id);
        throw thrown;
      }
      this.#open.add(document.job_id);
      return true;
    } finally {
      this.#coming -= 1;
    }
  }

  ended(contract: MetricsContract): void {
    this.#open.delete(contract.job_id);
    this.#ended.set(contract.job_id, contract);
  }

  close(): void {
    this.#isClosed = true;
  }

  read(jobId: string): JobView | null {
    const contract = this.#ended.get(jobId);
    if (contract !== undefined) return { state: 'ended', contract };
    if (!this.#open.has(jobId)) return null;
    return { state: this.#atWork.has(jobId) ? 'running' : 'queued' };
  }

  /**
   * Hears results until the queue is closed and empty, or it is stopped.
   * @throws BenchError `load.queue_lost`, `load.queue_refused`, whatever the callbacks throw
   */
  async listen(stop: AbortSignal): Promise<void> {
    while (!stop.aborted && !(this.#isClosed && this.#open.size + this.#coming === 0)) {
      try {
        await this.#look({ signal: stop });
      } catch (thrown) {
        if (!stop.aborted) throw thrown;
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
    }
  }

  /** Nothing of the run stays in the database. */
  async leave(): Promise<void> {
    const { connection, job } = this.#options;
    await patiently(connection, () => endRun(connection, job.run), { seconds: FAREWELL_SECONDS }).catch(() => undefined);
  }

  /** Document and job, both or neither. */
  async #send({ file, job_id }: ReceivedDocument): Promise<void> {
    const { connection, job } = this.#options;
    const content = await readFile(file);
    await inTransaction(connection, async (client) => {
      await client.query(`INSERT INTO ${BOSS_SCHEMA}.documents (job_id, run_id, content) VALUES ($1, $2, $3)`, [
        job_id,
        job.run,
        content,
      ]);
      await connection.boss.send(QUEUE, job, {
        id: job_id,
        expireInSeconds: Math.ceil(job.settings['job.timeout']) + BEGIN_SECONDS,
        db: { executeSql: (text, values) => client.query(text, values ? [...values] : []) },
      });
    });
  }

  /** What stays is swept away with the run. */
  async #takeBack(jobId: string): Promise<void> {
    const { boss, pool } = this.#options.connection;
    await boss.deleteJob(QUEUE, jobId).catch(() => undefined);
    await pool.query(`DELETE FROM ${BOSS_SCHEMA}.documents WHERE job_id = $1`, [jobId]).catch(() => undefined);
  }

  async #look(patience: Patience): Promise<void> {
    const { connection, job } = this.#options;
    if (performance.now() - this.#saidAt > SAY_EVERY_MS) {
      await patiently(connection, () => runSeen(connection, job.run), patience);
      this.#saidAt = performance.now();
    }
    if (this.#open.size === 0) return;
    const fates = await patiently(connection, () => this.#fates(), patience);
    this.#atWork = new Set(fates.flatMap(({ id, has_result, state }) => (!has_result && state === 'active' ? [id] : [])));
    const done = fates.filter(({ has_result }) => has_result).map(({ id }) => id);
    for (let at = 0; at < done.length; at += MOST_RESULTS) await this.#hear(done.slice(at, at + MOST_RESULTS), patience);
    const lost = fates.flatMap((fate) => {
      const reason = whyLost(fate);
      return reason === null ? [] : [{ id: fate.id, reason }];
    });
    for (const { id, reason } of lost) this.#options.onLost(id, new BenchError('load.job_lost', { job: id, reason }));
    if (lost.length > 0) await this.#forget('documents', lost, patience);
  }

  /** Of every open job, asked by its own id: results become visible in another order than that in which they were numbered. */
  async #fates(): Promise<Fate[]> {
    const found = await this.#options.connection.pool.query<Fate>(
      `SELECT open.id, r.job_id IS NOT NULL AS has_result, j.state::text AS state, j.output
       FROM unnest($1::uuid[]) AS open(id)
       LEFT JOIN ${BOSS_SCHEMA}.results AS r ON r.job_id = open.id
       LEFT JOIN ${BOSS_SCHEMA}.job AS j ON j.name = $2 AND j.id = open.id`,
      [[...this.#open], QUEUE],
    );
    return found.rows;
  }

  async #hear(ids: readonly string[], patience: Patience): Promise<void> {
    const { connection, onResult, onLost } = this.#options;
    const select = `SELECT job_id AS id, result FROM ${BOSS_SCHEMA}.results WHERE job_id = ANY($1::uuid[])`;
    const { rows } = await patiently(
      connection,
      () => connection.pool.query<{ id: string; result: unknown }>(select, [ids]),
      patience,
    );
    for (const { id, result } of rows) {
      const parsed = sharedResultSchema.safeParse(result);
      if (parsed.success) onResult(id, parsed.data);
      else
        onLost(id, new BenchError('load.job_lost', { job: id, reason: `its result cannot be read: ${reasonOf(parsed.error)}` }));
    }
    await this.#forget('results', rows, patience);
  }

  async #forget(table: 'documents' | 'results', jobs: readonly { readonly id: string }[], patience: Patience): Promise<void> {
    const { connection } = this.#options;
    const ids = jobs.map(({ id }) => id);
    const text = `DELETE FROM ${BOSS_SCHEMA}.${table} WHERE job_id = ANY($1::uuid[])`;
    await patiently(connection, () => connection.pool.query(text, [ids]), patience);
  }
}

/** Null of a job that still waits or is at work, or that has its result. */
function whyLost({ has_result, state, output }: Fate): string | null {
  if (has_result || state === 'created' || state === 'retry' || state === 'active') return null;
  if (state === null) return 'it is not there any more';
  if (state !== 'failed') return `it was ${state} there, and no worker said what came of it`;
  return reasonGiven(output) ?? 'every worker that took it failed';
}

/** A worker's own, or that of pg-boss where a worker was heard of no more. */
function reasonGiven(output: unknown): string | null {
  const { reason, value } = (output ?? {}) as { readonly reason?: unknown; readonly value?: { readonly message?: unknown } };
  const given = reason ?? value?.message;
  return typeof given === 'string' ? given : null;
}

async function inTransaction({ pool }: SharedConnection, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  // A line that breaks between two statements; the next of them says so.
  const onError = () => undefined;
  client.on('error', onError);
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } catch (thrown) {
    failure = thrown as Error;
    throw thrown;
  } finally {
    client.off('error', onError);
    // A connection that failed is thrown away, and what it had begun with it.
    client.release(failure);
  }
}
