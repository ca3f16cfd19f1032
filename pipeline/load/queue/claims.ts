/**
 * What a worker does at a shared queue: takes a job, fetches its document, and gives it back or says what came of it. A claim
 * that lapsed meanwhile, because its machine was not heard of for long, changes nothing of what others made of the job.
 */
import { DatabaseError } from 'pg';
import { reasonOf } from '../../contract/errors.ts';
import { patiently } from './patience.ts';
import { MOST_TRIES_AGAIN, type SharedConnection } from './shared-connection.ts';
import { BOSS_SCHEMA, QUEUE, type SharedJob, type SharedResult, sharedJobSchema } from './shared-tables.ts';

export interface Claim {
  readonly id: string;
  /** How often the job had been taken before: names this claim among those on the job. */
  readonly retryCount: number;
  readonly job: SharedJob;
}

type Held = Pick<Claim, 'id' | 'retryCount'>;

/** Whoever wants to go waits no longer for a database; a job that is not given back is missed by its heartbeat. */
const FAREWELL_SECONDS = 5;
const FOREIGN_KEY_VIOLATION = '23503';

export const isLastTry = ({ retryCount }: Held): boolean => retryCount >= MOST_TRIES_AGAIN;

/**
 * Null where none waits, or it was stopped first.
 * @throws BenchError `load.queue_*`
 */
export async function takeClaim(connection: SharedConnection, signal: AbortSignal): Promise<Claim | null> {
  try {
    const [found] = await patiently(connection, () => connection.boss.fetch<unknown>(QUEUE, { batchSize: 1 }), { signal });
    if (found === undefined) return null;
    const job = sharedJobSchema.safeParse(found.data);
    if (job.success) return { id: found.id, retryCount: found.retryCount, job: job.data };
    await tryAgain(connection, found, `this worker cannot read what it is to do: ${reasonOf(job.error)}`);
    return null;
  } catch (thrown) {
    if (signal.aborted) return null;
    throw thrown;
  }
}

/** Null where it is not there, as when its run has ended meanwhile. */
export async function documentOf(connection: SharedConnection, { id }: Held): Promise<Buffer | null> {
  const text = `SELECT content FROM ${BOSS_SCHEMA}.documents WHERE job_id = $1`;
  const found = await patiently(connection, () => connection.pool.query<{ content: Buffer }>(text, [id]));
  return found.rows[0]?.content ?? null;
}

/** Nobody is to blame: it waits again as if it had not been taken. */
export async function giveBack(connection: SharedConnection, { id, retryCount }: Held): Promise<void> {
  const text = `UPDATE ${BOSS_SCHEMA}.job SET state = 'created', started_on = NULL, heartbeat_on = NULL
    WHERE name = $1 AND id = $2 AND state = 'active' AND retry_count = $3`;
  await patiently(connection, () => connection.pool.query(text, [QUEUE, id, retryCount]), { seconds: FAREWELL_SECONDS }).catch(
    () => undefined,
  );
}

/** Another shall try, until the tries are used up; then the reason is what the gateway says of it. */
export async function tryAgain(connection: SharedConnection, held: Held, reason: string): Promise<void> {
  await patiently(connection, () => connection.boss.fail(QUEUE, held, { reason }));
}

export async function stillAtWork({ boss }: SharedConnection, held: readonly Held[]): Promise<void> {
  if (held.length > 0) await boss.touch(QUEUE, [...held]).catch(() => undefined);
}

/**
 * First the result, then the job: whoever dies in between leaves a job that is done again and not counted twice.
 * @returns false where nobody waits for it any more
 */
export async function settle(connection: SharedConnection, claim: Claim, result: SharedResult): Promise<boolean> {
  const { boss, pool } = connection;
  const text = `INSERT INTO ${BOSS_SCHEMA}.results (job_id, run_id, result) VALUES ($1, $2, $3) ON CONFLICT (job_id) DO NOTHING`;
  return patiently(connection, async () => {
    try {
      await pool.query(text, [claim.id, claim.job.run, JSON.stringify(result)]);
    } catch (thrown) {
      if (thrown instanceof DatabaseError && thrown.code === FOREIGN_KEY_VIOLATION) return false;
      throw thrown;
    }
    await boss.complete(QUEUE, claim);
    await pool.query(`DELETE FROM ${BOSS_SCHEMA}.documents WHERE job_id = $1`, [claim.id]);
    return true;
  });
}
