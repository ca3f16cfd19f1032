/**
 * A machine that joins a shared queue: takes documents, reads them with workers of its own, and writes what they found. A job
 * is given back when its worker dies, and by the queue itself when this machine does.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Job } from 'pg-boss';
import { BenchError } from '../../contract/errors.ts';
import { HEARTBEAT_SECONDS, type SharedConnection } from '../../load/queue/shared-connection.ts';
import { BOSS_SCHEMA, QUEUE, type SharedJob, type SharedResult, sharedJobSchema } from '../../load/queue/shared-tables.ts';
import { sleep } from '../../measure/clock.ts';
import type { ProcessHost } from '../../process/host.ts';
import { startClock } from '../run-clock.ts';
import { type JobSource, type PoolEvents, runPool } from '../worker-pool.ts';
import type { JobAssignment, JobOutcome } from '../worker-process.ts';

export interface JoinOptions {
  readonly connection: SharedConnection;
  readonly host: ProcessHost;
  readonly workerEntry: URL;
  readonly workers: number;
  readonly onJob: (jobId: string, outcome: 'succeeded' | 'failed' | 'given_back') => void;
  readonly signal: AbortSignal;
}

const ASK_EVERY_MS = 200;

interface Taken {
  readonly id: string;
  readonly job: SharedJob;
}

/** Works until it is stopped; one load test after the other. */
export async function joinQueue(options: JoinOptions): Promise<void> {
  let next: Taken | null = null;
  while (!options.signal.aborted) {
    next ??= await take(options);
    if (next !== null) next = await workOnRun(options, next);
  }
  if (next !== null) await giveBack(options.connection, next.id);
}

/** All jobs of one load test; answers with the first of another. */
async function workOnRun(options: JoinOptions, first: Taken): Promise<Taken | null> {
  const { connection, host, workerEntry, workers, signal, onJob } = options;
  const { run, settings, anchor_utc } = first.job;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-queue-'));
  const clock = startClock(anchor_utc);
  const mine = new Map<string, { id: string; slot: number; pid: number }>();
  const doing = new Map<string, string>();
  let ready: Taken | null = first;
  let other: Taken | null = null;
  const source: JobSource = {
    get isOver() {
      return signal.aborted || other !== null;
    },
    most: Number.POSITIVE_INFINITY,
    async take() {
      const taken = ready ?? (other === null ? await take(options) : null);
      ready = null;
      if (taken === null) return null;
      if (taken.job.run !== run) {
        other = taken;
        return null;
      }
      doing.set(taken.id, '');
      await fetchDocument(connection, taken.id, folder);
      return { id: taken.id, key: taken.id };
    },
    giveBack: ({ id }) => void giveBack(connection, id),
  };
  const pending = new Set<Promise<void>>();
  const events: PoolEvents = {
    workerStarted: (worker) => void mine.set(worker.id, worker),
    workerEnded: (id) => void mine.delete(id),
    jobStarted: (job, worker) => void doing.set(job.id, worker),
    stageBegan: () => undefined,
    jobEnded(job, outcome) {
      const worker = mine.get(doing.get(job.id) ?? '');
      doing.delete(job.id);
      const telling = tell(connection, run, job, outcome, worker)
        .then((how) => onJob(job.id, how))
        .finally(() => pending.delete(telling));
      pending.add(telling);
      void rm(path.join(folder, job.id), { force: true });
    },
  };
  const beating = setInterval(
    () => {
      for (const id of doing.keys()) void connection.boss.touch(QUEUE, id).catch(() => undefined);
    },
    (HEARTBEAT_SECONDS * 1000) / 3,
  );
  try {
    await runPool(source, {
      start: {
        host,
        entry: workerEntry,
        configure: {
          kind: 'configure',
          settings,
          origin_us: clock.originUs,
          source_root: folder,
          result_root: path.join(folder, 'results'),
          emit_contract: false,
        },
        onLine: () => undefined,
      },
      size: workers,
      timeoutSeconds: settings['job.timeout'],
      signal,
      events,
    });
    await Promise.all(pending);
    // Those that were stopped in the midst are for others.
    await Promise.all([...doing.keys()].map((id) => giveBack(connection, id)));
  } finally {
    clearInterval(beating);
    await rm(folder, { recursive: true, force: true });
  }
  return other;
}

/** Null when it was stopped first. */
async function take({ connection, signal }: JoinOptions): Promise<Taken | null> {
  while (!signal.aborted) {
    const [found]: Job<unknown>[] = await connection.boss.fetch(QUEUE, { batchSize: 1 });
    if (found !== undefined) return { id: found.id, job: sharedJobSchema.parse(found.data) };
    await sleep(ASK_EVERY_MS);
  }
  return null;
}

async function fetchDocument({ pool }: SharedConnection, id: string, folder: string): Promise<void> {
  const found = await pool.query<{ content: Buffer }>(`SELECT content FROM ${BOSS_SCHEMA}.documents WHERE job_id = $1`, [id]);
  const content = found.rows[0]?.content;
  if (content === undefined) throw new BenchError('input.missing', { file: id });
  await writeFile(path.join(folder, id), content);
}

const giveBack = ({ boss }: SharedConnection, id: string): Promise<unknown> => boss.fail(QUEUE, id).catch(() => undefined);

/** First the result, then the job: whoever dies in between leaves a job that is done again and not counted twice. */
async function tell(
  connection: SharedConnection,
  run: string,
  job: JobAssignment,
  outcome: JobOutcome,
  worker: SharedResult['worker'] | undefined,
): Promise<'succeeded' | 'failed' | 'given_back'> {
  if (outcome.kind === 'lost' || worker === undefined) {
    await giveBack(connection, job.id);
    return 'given_back';
  }
  const result: SharedResult = { host: connection.host, worker, report: outcome.report };
  await connection.pool.query(
    `INSERT INTO ${BOSS_SCHEMA}.results (job_id, run_id, result) VALUES ($1, $2, $3) ON CONFLICT (job_id) DO NOTHING`,
    [job.id, run, JSON.stringify(result)],
  );
  await connection.boss.complete(QUEUE, job.id);
  await connection.pool.query(`DELETE FROM ${BOSS_SCHEMA}.documents WHERE job_id = $1`, [job.id]);
  return outcome.report.contract.status === 'SUCCESS' ? 'succeeded' : 'failed';
}
