/**
 * What must be there before a load test is kept as a run: copies of its documents, and the Postgres server that it writes to or
 * waits in. Nothing of it stays where there will be no run, which alone could be deleted with it.
 */
import type { LoadRequest } from '../../contract/load.ts';
import { clientOptions } from '../../export/postgres/connection.ts';
import { MetricsPool } from '../../export/postgres/metrics-pool.ts';
import { Secret } from '../../export/postgres/secret.ts';
import { translate } from '../../export/postgres/translate.ts';
import { connectQueue, type SharedConnection } from '../../load/queue/shared-connection.ts';
import { endRun, runSeen } from '../../load/queue/shared-runs.ts';
import { forget } from './uploads.ts';

export interface Ready {
  readonly pool: MetricsPool | null;
  readonly shared: SharedConnection | null;
  /** When the run cannot be kept. */
  undo(): Promise<void>;
}

/**
 * @param folder the run's own
 * @param copy brings the documents there that are sent
 * @throws BenchError `postgres.*`, and what `copy` throws
 */
export async function makeReady(
  { database, queue }: Pick<LoadRequest, 'database' | 'queue'>,
  id: string,
  folder: string,
  copy: () => Promise<void>,
): Promise<Ready> {
  let pool: MetricsPool | null = null;
  let shared: SharedConnection | null = null;
  const undo = async () => {
    // The first word is why there is no run: what cannot be taken back here says nothing of it.
    if (shared !== null) await endRun(shared, id).catch(() => undefined);
    await Promise.allSettled([pool?.close(), shared?.close(), forget(folder)]);
  };
  try {
    await copy();
    if (database !== null && queue === 'here') pool = await MetricsPool.open(database);
    if (database !== null && queue === 'postgres') shared = await connectShared(database, id);
    return { pool, shared, undo };
  } catch (thrown) {
    await undo();
    throw thrown;
  }
}

/** The gateway's own questions; workers have connections of their own. */
const QUEUE_CONNECTIONS = 10;

async function connectShared({ target, password }: NonNullable<LoadRequest['database']>, id: string): Promise<SharedConnection> {
  const secret = password === null ? null : new Secret(password);
  const explain = (thrown: unknown, connected = true) => translate(thrown, { target, password: secret, connected });
  try {
    const config = { ...(await clientOptions(target, secret)), max: QUEUE_CONNECTIONS };
    const connection = await connectQueue(config, { keeper: true, explain: (thrown) => explain(thrown) });
    await runSeen(connection, id).catch(async (thrown: unknown) => {
      await connection.close();
      throw thrown;
    });
    return connection;
  } catch (thrown) {
    throw explain(thrown, false);
  }
}
