/**
 * The queue behind the gateway, in Postgres: workers of any machine take from it (`rbench worker`), and what they found comes
 * back here. Its bytes, its place and its result are in the database, so a worker that dies loses nothing.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../../contract/errors.ts';
import type { MetricsContract } from '../../contract/metrics.ts';
import type { Intake, JobView, ReceivedDocument } from '../gateway/intake.ts';
import type { SharedConnection } from './shared-connection.ts';
import { BOSS_SCHEMA, QUEUE, type SharedJob, type SharedResult, sharedResultSchema } from './shared-tables.ts';

export interface SharedQueueOptions {
  readonly connection: SharedConnection;
  readonly job: SharedJob;
  /** Jobs that may wait. */
  readonly room: number;
  /** Before the document is handed on; what it throws refuses it. */
  readonly keep: (document: ReceivedDocument) => Promise<void> | void;
  /** Once for each job. */
  readonly onResult: (result: SharedResult) => void;
}

const LOOK_EVERY_MS = 200;

export class SharedQueue implements Intake {
  readonly #options: SharedQueueOptions;
  readonly #open = new Set<string>();
  readonly #ended = new Map<string, MetricsContract>();
  #atWork = 0;
  #seen = 0;
  #coming = 0;
  #isClosed = false;

  constructor(options: SharedQueueOptions) {
    this.#options = options;
  }

  get hasRoom(): boolean {
    return !this.#isClosed && this.depth + this.#coming < this.#options.room;
  }

  get depth(): number {
    return Math.max(0, this.#open.size - this.#atWork);
  }

  get inFlight(): number {
    return this.#atWork;
  }

  async accept(document: ReceivedDocument): Promise<boolean> {
    if (!this.hasRoom) return false;
    this.#coming += 1;
    try {
      const { connection, job, keep } = this.#options;
      const content = await readFile(document.file);
      await connection.pool.query(`INSERT INTO ${BOSS_SCHEMA}.documents (job_id, content) VALUES ($1, $2)`, [
        document.job_id,
        content,
      ]);
      await keep(document);
      await connection.boss.send(QUEUE, job, { id: document.job_id });
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
    return this.#open.has(jobId) ? { state: 'queued' } : null;
  }

  /** Hears results until the queue is closed and empty, or it is stopped. */
  async listen(stop: AbortSignal): Promise<void> {
    while (!stop.aborted && !(this.#isClosed && this.#open.size + this.#coming === 0)) {
      await this.#look();
      await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const { connection, job, onResult } = this.#options;
    const results = await connection.pool.query<{ sequence: string; job_id: string; result: unknown }>(
      `SELECT sequence, job_id, result FROM ${BOSS_SCHEMA}.results WHERE run_id = $1 AND sequence > $2 ORDER BY sequence LIMIT 500`,
      [job.run, this.#seen],
    );
    for (const { sequence, job_id, result } of results.rows) {
      this.#seen = Number(sequence);
      if (!this.#open.has(job_id)) continue;
      const parsed = sharedResultSchema.safeParse(result);
      if (parsed.success) onResult(parsed.data);
      else process.stderr.write(`queue: a result of job ${job_id} cannot be read (${reasonOf(parsed.error)})\n`);
    }
    const active = await connection.pool.query<{ count: string }>(
      `SELECT count(*) AS count FROM ${BOSS_SCHEMA}.job WHERE name = $1 AND state = 'active' AND data->>'run' = $2`,
      [QUEUE, job.run],
    );
    this.#atWork = Number(active.rows[0]?.count ?? 0);
  }
}
