/**
 * Bears with a database that is away for a while, as one that restarts is: what failed for that reason alone is done again, ever
 * less often, until the patience is over. So whatever is done patiently may be done twice.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { BenchError, reasonOf, systemCodeOf } from '../../contract/errors.ts';
import type { SharedConnection } from './shared-connection.ts';

/** A restart of a large server takes tens of seconds, a fail-over too. */
const PATIENCE_SECONDS = 60;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

export interface Patience {
  readonly seconds?: number;
  /** Its abort ends the patience. */
  readonly signal?: AbortSignal;
}

/** @throws BenchError `load.queue_lost` when the patience is over, `load.queue_refused` when the database says no */
export async function patiently<Result>(
  connection: Pick<SharedConnection, 'explain'>,
  work: () => Promise<Result>,
  { seconds = PATIENCE_SECONDS, signal }: Patience = {},
): Promise<Result> {
  let since: number | null = null;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
    try {
      return await work();
    } catch (thrown) {
      if (thrown instanceof BenchError) throw thrown;
      const { where = '', reason = reasonOf(thrown) } = connection.explain(thrown).details;
      if (!isAway(thrown)) throw new BenchError('load.queue_refused', { where, reason });
      since ??= performance.now();
      if (signal?.aborted === true || performance.now() - since > seconds * 1000)
        throw new BenchError('load.queue_lost', { where, reason, seconds });
      await sleep(pause, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    }
  }
}

/** By SQLSTATE: it shuts down or starts, breaks the connection, has none left, is a standby yet, or two were in each other's way. */
const passing = ['57P', '08', '53300', '25006', '40001', '40P01'];

function isAway(thrown: unknown): boolean {
  if (thrown instanceof DatabaseError) return passing.some((state) => thrown.code?.startsWith(state));
  if (/^E[A-Z_]+$/.test(systemCodeOf(thrown) ?? '')) return true;
  return /connection|timeout|not queryable/i.test(reasonOf(thrown));
}
