/**
 * Makes the tables that are missing, all or none. Two who do so at once get the same tables.
 */
import type { Preflight } from '../../contract/postgres.ts';
import { quoted } from './columns.ts';
import type { PostgresConnection } from './connection.ts';
import { cpuMetricsTable, jobsTable, ledgerTable } from './migration.ts';
import { readTable } from './table-shape.ts';

/** Any number that nothing else in the database locks. */
const LOCK = 0x7262656e;

const tables: readonly (readonly [what: Preflight['missing'][number], name: string, sql: string])[] = [
  ['jobs', 'jobs', jobsTable],
  ['cpu_metrics', 'cpu_metrics', cpuMetricsTable],
  ['ledger', 'rbench_pushes', ledgerTable],
];

/** @throws BenchError `postgres.*` */
export async function createSchema(connection: PostgresConnection, missing: Preflight['missing']): Promise<void> {
  const { schema } = connection.target;
  // The migrations name no schema: where they are applied says it.
  await connection.begin('', `SET LOCAL search_path = ${quoted(schema)}`, `SELECT pg_advisory_xact_lock(${LOCK})`);
  try {
    for (const [what, name, sql] of tables) {
      if (!missing.includes(what)) continue;
      // Another may have made it while this one waited for the lock.
      if ((await readTable(connection, schema, name)) === null) await connection.execute(sql);
    }
    await connection.execute('COMMIT');
  } catch (thrown) {
    await connection.execute('ROLLBACK').catch(() => undefined);
    throw thrown;
  }
}
