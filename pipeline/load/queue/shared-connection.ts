/** A connection to the queue that machines share. */
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, type PoolConfig } from 'pg';
import { PgBoss } from 'pg-boss';
import type { BenchError } from '../../contract/errors.ts';
import { sweepRuns } from './shared-runs.ts';
import { BOSS_SCHEMA, QUEUE, sharedTables } from './shared-tables.ts';

/** A worker says so often that it lives; one that has not for so long gives its job back. */
export const HEARTBEAT_SECONDS = 10;
const WATCH_EVERY_SECONDS = 2;
/** A job whose worker died is done again; one that kills each of its workers is given up. */
export const MOST_TRIES_AGAIN = 2;

export interface SharedConnection {
  readonly boss: PgBoss;
  readonly pool: Pool;
  readonly host: string;
  /** What the database or the way to it throws, in words. */
  explain(thrown: unknown): BenchError;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Watches for workers that died; each gateway does, and one is enough. */
  readonly keeper: boolean;
  readonly explain: SharedConnection['explain'];
}

/** Machines that join at once may meet while the first of them makes the schema. */
const START_ATTEMPTS = 4;
const PAUSE_MS = 500;

export async function connectQueue(config: PoolConfig, options: ConnectOptions): Promise<SharedConnection> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connectOnce(config, options);
    } catch (thrown) {
      if (attempt === START_ATTEMPTS) throw thrown;
      await sleep(PAUSE_MS * attempt);
    }
  }
}

async function connectOnce(config: PoolConfig, { keeper, explain }: ConnectOptions): Promise<SharedConnection> {
  const pool = new Pool(config);
  pool.on('error', () => undefined);
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values ? [...values] : []) },
    schema: BOSS_SCHEMA,
    supervise: keeper,
    schedule: false,
    superviseIntervalSeconds: WATCH_EVERY_SECONDS,
    monitorIntervalSeconds: WATCH_EVERY_SECONDS,
  });
  boss.on('error', () => undefined);
  try {
    await boss.start();
    await boss.createQueue(QUEUE, { retryLimit: MOST_TRIES_AGAIN, heartbeatSeconds: HEARTBEAT_SECONDS });
    await pool.query(sharedTables);
    await sweepRuns({ pool });
  } catch (thrown) {
    await pool.end().catch(() => undefined);
    throw thrown;
  }
  return {
    boss,
    pool,
    host: hostname(),
    explain,
    async close() {
      await boss.stop({ graceful: false }).catch(() => undefined);
      await pool.end().catch(() => undefined);
    },
  };
}
