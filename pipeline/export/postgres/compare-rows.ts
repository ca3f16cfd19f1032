/**
 * Whether the server holds what was sent: counts and checksums are taken on both sides over the same bytes.
 */
import { createHash } from 'node:crypto';
import { quoted, rowBytes } from './columns.ts';
import type { PostgresConnection } from './connection.ts';
import { ledgerName } from './migration.ts';
import type { BatchIds, RunSource, Window } from './source.ts';

export interface ServerRows {
  readonly rows: number;
  /** As `EncodedBatch.checksum`. */
  readonly checksum: string;
}

const table = ({ target }: PostgresConnection): string => `${quoted(target.schema)}.cpu_metrics`;

/** What the server holds of the rows of a batch. */
export async function serverRows(connection: PostgresConnection, { ids }: BatchIds): Promise<ServerRows> {
  const [found] = await connection.query<{ rows: number; checksum: string }>(
    `SELECT count(*)::int AS rows, encode(sha256(coalesce(string_agg(${rowBytes}, ''::bytea ORDER BY t.id), ''::bytea)), 'hex') AS checksum
     FROM ${table(connection)} AS t WHERE t.id = ANY ($1::uuid[])`,
    [ids],
  );
  return found ?? { rows: 0, checksum: '' };
}

export async function countPresent(connection: PostgresConnection, { ids }: BatchIds): Promise<number> {
  const [found] = await connection.query<{ rows: number }>(
    `SELECT count(*)::int AS rows FROM ${table(connection)} AS t WHERE t.id = ANY ($1::uuid[])`,
    [ids],
  );
  return found?.rows ?? 0;
}

export interface Difference {
  readonly missing: number;
  readonly different: number;
  /** Id of the first row with other values. */
  readonly first: string | null;
}

/** Row by row, where the sums differ. */
export async function difference(connection: PostgresConnection, source: RunSource, window: Window): Promise<Difference> {
  const rows = await connection.query<{ id: string; checksum: string }>(
    `SELECT t.id, encode(sha256(${rowBytes}), 'hex') AS checksum FROM ${table(connection)} AS t WHERE t.id = ANY ($1::uuid[])`,
    [source.ids(window).ids],
  );
  const there = new Map(rows.map(({ id, checksum }) => [id, checksum]));
  let missing = 0;
  let different = 0;
  let first: string | null = null;
  for (const [id, bytes] of source.rowBytes(window)) {
    const found = there.get(id);
    if (found === undefined) missing += 1;
    else if (found !== createHash('sha256').update(bytes).digest('hex')) {
      different += 1;
      first ??= id;
    }
  }
  return { missing, different, first };
}

/** Checksums of the batches of a run that the server's ledger vouches for. */
export async function ledgerOf(connection: PostgresConnection, run: string): Promise<Set<string>> {
  const rows = await connection.query<{ checksum: string }>(
    `SELECT checksum FROM ${quoted(connection.target.schema)}.${ledgerName} WHERE run_id = $1`,
    [run],
  );
  return new Set(rows.map(({ checksum }) => checksum));
}
