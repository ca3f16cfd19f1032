/**
 * The load tests that fill a shared queue. One that ends takes all that is its own along: nobody is to read documents for it
 * any more. One that was killed is swept away by whoever comes to the queue later.
 */
import type { SharedConnection } from './shared-connection.ts';
import { BOSS_SCHEMA, QUEUE } from './shared-tables.ts';

type Connected = Pick<SharedConnection, 'pool'>;

/** Longer than the patience with a database that is away: a run cannot be seen meanwhile. */
const GONE_AFTER = '5 minutes';

/** Begins a run, and says again that it is there. */
export async function runSeen({ pool }: Connected, id: string): Promise<void> {
  await pool.query(`INSERT INTO ${BOSS_SCHEMA}.runs (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET seen_at = now()`, [id]);
}

export async function endRun({ pool }: Connected, id: string): Promise<void> {
  await pool.query(
    `WITH ended AS (DELETE FROM ${BOSS_SCHEMA}.runs WHERE id = $1)
     DELETE FROM ${BOSS_SCHEMA}.job WHERE name = $2 AND data->>'run' = $1::text`,
    [id, QUEUE],
  );
}

export async function sweepRuns({ pool }: Connected): Promise<void> {
  await pool.query(
    `WITH gone AS (DELETE FROM ${BOSS_SCHEMA}.runs WHERE seen_at < now() - interval '${GONE_AFTER}' RETURNING id)
     DELETE FROM ${BOSS_SCHEMA}.job USING gone WHERE name = $1 AND data->>'run' = gone.id::text`,
    [QUEUE],
  );
}
