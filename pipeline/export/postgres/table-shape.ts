/**
 * What a table on the server looks like, to the user who asks.
 */
import type { PostgresConnection } from './connection.ts';

export interface ServerColumn {
  readonly name: string;
  /** As `CREATE TABLE` would say it. */
  readonly type: string;
  /** The type under a domain, without modifiers: `float8`. */
  readonly base: string;
  /** The type's modifier, such as the digits of a timestamp; -1: none. */
  readonly modifier: number;
  /** A new row must name a value. */
  readonly required: boolean;
  /** The server makes the value itself, and takes none. */
  readonly generated: boolean;
  readonly may_insert: boolean;
  readonly may_select: boolean;
}

export interface TableShape {
  readonly schema: string;
  readonly name: string;
  readonly oid: number;
  /** `r` a table, `p` a partitioned one; others are no tables. */
  readonly kind: string;
  readonly columns: ReadonlyMap<string, ServerColumn>;
  /** Columns that are unique each by itself, at once and over all rows. */
  readonly unique: ReadonlySet<string>;
  readonly row_security: boolean;
}

export interface ForeignKey {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

interface Relation {
  readonly oid: number;
  readonly kind: string;
  readonly row_security: boolean;
}

/** Null where there is none. */
export async function readTable(connection: PostgresConnection, schema: string, name: string): Promise<TableShape | null> {
  const [relation] = await connection.query<Relation & Record<string, unknown>>(
    `SELECT c.oid::bigint::text AS oid, c.relkind::text AS kind, row_security_active(c.oid) AS row_security
     FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2`,
    [schema, name],
  );
  if (relation === undefined) return null;
  const oid = Number(relation.oid);
  const columns = await connection.query<ServerColumn & Record<string, unknown>>(
    `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
       (SELECT b.typname FROM pg_type AS b WHERE b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END) AS base,
       CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END AS modifier,
       (a.attnotnull OR t.typnotnull) AND NOT a.atthasdef AND a.attidentity = '' AND t.typdefault IS NULL AS required,
       a.attgenerated <> '' OR a.attidentity = 'a' AS generated,
       has_column_privilege(a.attrelid, a.attnum, 'INSERT') AS may_insert,
       has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS may_select
     FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid
     WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [oid],
  );
  const unique = await connection.query<{ name: string }>(
    `SELECT a.attname AS name FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
     WHERE i.indrelid = $1 AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indnkeyatts = 1
       AND i.indpred IS NULL AND i.indexprs IS NULL`,
    [oid],
  );
  return {
    schema,
    name,
    oid,
    kind: relation.kind,
    row_security: relation.row_security,
    columns: new Map(columns.map((column) => [column.name, column])),
    unique: new Set(unique.map((row) => row.name)),
  };
}

/** Where `column` of the table points to; null where it points nowhere. */
export async function foreignKeyOf(
  connection: PostgresConnection,
  table: TableShape,
  column: string,
): Promise<ForeignKey | null> {
  const [found] = await connection.query<ForeignKey & Record<string, unknown>>(
    `SELECT n.nspname AS schema, c.relname AS "table", there.attname AS "column"
     FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.confrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
       JOIN pg_attribute AS here ON here.attrelid = k.conrelid AND here.attnum = k.conkey[1]
       JOIN pg_attribute AS there ON there.attrelid = k.confrelid AND there.attnum = k.confkey[1]
     WHERE k.conrelid = $1 AND k.contype = 'f' AND array_length(k.conkey, 1) = 1 AND here.attname = $2`,
    [table.oid, column],
  );
  return found ?? null;
}
