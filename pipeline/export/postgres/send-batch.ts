/**
 * Brings one batch to the server in one transaction: COPY into a temporary table, then what is missing from there, then the
 * line of the ledger. Whatever interrupts it, all of it is there or nothing.
 */
import { cpuMetricsColumns } from '../../store/columns.ts';
import { columnList, columnTypes, literal, quoted } from './columns.ts';
import type { PostgresConnection } from './connection.ts';
import type { EncodedBatch } from './encode.ts';
import type { FilledColumn, JobsTable } from './jobs-table.ts';
import { ledgerName } from './migration.ts';
import type { Site } from './preflight.ts';

export interface SentBatch {
  readonly inserted: number;
  readonly jobs_inserted: number;
}

const TEMPORARY = 'pg_temp.rbench_batch';

/** @throws BenchError `postgres.*`, `call.cancelled` */
export async function sendBatch(
  connection: PostgresConnection,
  site: Site,
  run: string,
  batch: EncodedBatch,
  /** Done here while the server works. */
  meanwhile: () => void,
): Promise<SentBatch> {
  const columns = [
    ...cpuMetricsColumns.map((column) => `${quoted(column)} ${columnTypes[column]}`),
    ...Array.from({ length: site.facts }, (_, place) => `${factColumn(place)} text`),
  ];
  await connection.begin('', `CREATE TEMPORARY TABLE rbench_batch (${columns.join(', ')}) ON COMMIT DROP`);
  try {
    await connection.copyIn(`COPY ${TEMPORARY} FROM STDIN (FORMAT binary)`, batch.bytes);
    const statements = [
      ...(site.jobs?.insert ? [insertJobs(site.jobs, site.jobs.insert)] : []),
      insertMetrics(site.schema),
      ...(site.hasLedger ? [insertLedger(site.schema, run, batch)] : []),
      'COMMIT',
    ];
    const answer = connection.execute(...statements);
    // An answer that never comes is told by the next line, not by this work.
    answer.catch(() => undefined);
    meanwhile();
    const touched = await answer;
    const withJobs = site.jobs?.insert != null;
    return { jobs_inserted: withJobs ? (touched[0] ?? 0) : 0, inserted: touched[withJobs ? 1 : 0] ?? 0 };
  } catch (thrown) {
    await connection.execute('ROLLBACK').catch(() => undefined);
    throw thrown;
  }
}

const factColumn = (place: number): string => `fact_${place}`;

/** All in the order of their keys, so that two who push the same rows wait for each other instead of locking each other out. */
function insertJobs({ schema, name, key }: JobsTable, filled: readonly FilledColumn[]): string {
  let fact = 0;
  const values = filled.map(({ value, type }) => {
    const text = 'constant' in value ? literal(value.constant) : `b.${factColumn(fact++)}`;
    return `CAST(${text} AS ${type})`;
  });
  const table = `${quoted(schema)}.${quoted(name)}`;
  // Of a row that is there, a value may be one that its column refuses, and that would be told before the conflict.
  const onlyMissing = `WHERE NOT EXISTS (SELECT FROM ${table} AS j WHERE j.${quoted(key)} = b.job_id)`;
  return `INSERT INTO ${table} (${[key, ...filled.map(({ column }) => column)].map(quoted).join(', ')})
    SELECT ${['b.job_id', ...values].join(', ')} FROM ${TEMPORARY} AS b ${filled.length === 0 ? '' : onlyMissing}
    ORDER BY b.job_id ON CONFLICT (${quoted(key)}) DO NOTHING`;
}

const insertMetrics = (schema: string): string =>
  `INSERT INTO ${quoted(schema)}.cpu_metrics (${columnList()})
    SELECT ${columnList('b.')} FROM ${TEMPORARY} AS b ORDER BY b.id ON CONFLICT (id) DO NOTHING`;

/** Its values are of our own making: an id, a sum, a count. */
const insertLedger = (schema: string, run: string, { checksum, rows }: EncodedBatch): string =>
  `INSERT INTO ${quoted(schema)}.${ledgerName} (run_id, checksum, row_count)
    VALUES (${literal(run)}, ${literal(checksum)}, ${rows}) ON CONFLICT DO NOTHING`;
