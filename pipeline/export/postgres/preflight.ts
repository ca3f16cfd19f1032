/**
 * Looks at the server before the first write, in transactions that can only read: each thing that would stop a push is one
 * sentence here, and not an error in the middle of it.
 */
import { BenchError } from '../../contract/errors.ts';
import { nameOfTarget, type Preflight, type PushOptions } from '../../contract/postgres.ts';
import { cpuMetricsColumns } from '../../store/columns.ts';
import { type ColumnType, columnTypes } from './columns.ts';
import type { PostgresConnection } from './connection.ts';
import { Findings } from './findings.ts';
import { factsOf, type JobsTable, readJobsTable } from './jobs-table.ts';
import { ledgerName } from './migration.ts';
import type { RunSource } from './source.ts';
import { readTable, type ServerColumn, type TableShape } from './table-shape.ts';
import { isWeak, whereOf } from './translate.ts';

/** Where rows go, once there is nothing in the way. */
export interface Site {
  readonly schema: string;
  /** Null: the table of metrics points to none, so no jobs are needed. */
  readonly jobs: JobsTable | null;
  /** Texts for `jobs` that each row carries, whether they are needed or not. */
  readonly facts: number;
  /** Without, each push asks the server for every row. */
  readonly hasLedger: boolean;
}

export interface PreflightResult extends Preflight {
  /** Null while something is missing or in the way. */
  readonly site: Site | null;
}

interface ServerFacts {
  readonly number: number;
  readonly version: string;
  readonly standby: boolean;
  readonly read_only: string;
  readonly user: string;
  readonly database: string;
  readonly may_temp: boolean;
  readonly [name: string]: unknown;
}

const OLDEST = 130_000;

/** @throws BenchError what the connection throws; what it finds is in the lines */
export const preflight = (
  connection: PostgresConnection,
  sources: readonly RunSource[],
  options: PushOptions,
): Promise<PreflightResult> => connection.reading(() => look(connection, sources, options));

async function look(
  connection: PostgresConnection,
  sources: readonly RunSource[],
  options: PushOptions,
): Promise<PreflightResult> {
  const { target } = connection;
  const findings = new Findings();
  const [server] = await connection.query<ServerFacts>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
       pg_is_in_recovery() AS standby, current_setting('default_transaction_read_only') AS read_only,
       current_user::text AS user, current_database()::text AS database,
       has_database_privilege(current_database(), 'TEMP') AS may_temp`,
  );
  if (server === undefined) throw new BenchError('internal', { reason: 'the server told nothing of itself' });
  const { user } = server;
  findings.ok('connection', `Connected as ${nameOfTarget({ ...target, user })}.`);
  tellTls(connection, findings);

  if (server.number < OLDEST) findings.problem('server', 'postgres.old_server', { version: server.version });
  else if (server.standby) findings.problem('server', 'postgres.standby', {});
  else if (server.read_only === 'on') findings.problem('server', 'postgres.read_only', { user });
  else findings.ok('server', `PostgreSQL ${server.version}, and it takes writes.`);

  const denied = (privilege: string, what: string) =>
    findings.problem('privileges', 'postgres.denied', { user, privilege, what });
  if (!server.may_temp) denied('TEMPORARY', `database ${server.database}`);
  const schema = await schemaFacts(connection, target.schema);
  if (schema === null) {
    findings.problem('cpu_metrics', 'postgres.no_schema', { schema: target.schema });
    return { lines: findings.lines, missing: [], site: null };
  }
  if (!schema.may_use) {
    denied('USAGE', `schema ${target.schema}`);
    return { lines: findings.lines, missing: [], site: null };
  }

  const metrics = await readTable(connection, target.schema, 'cpu_metrics');
  if (metrics === null) tellNoMetrics(findings, options, target.schema);
  else tellMetrics(findings, metrics, denied);
  const jobs = await readJobsTable(connection, { findings, metrics, schema: target.schema, sources, options, denied });
  const hasLedger = await lookAtLedger(connection, findings, options, schema.may_create);
  if (options.create_schema && findings.missing.length > 0 && !schema.may_create) denied('CREATE', `schema ${target.schema}`);
  if (!findings.hasProblem) findings.ok('privileges', `${user} may do all that the push takes.`);

  const complete = !findings.hasProblem && metrics !== null && jobs !== undefined;
  return {
    lines: findings.lines,
    missing: findings.missing,
    site: complete ? { schema: target.schema, jobs, facts: factsOf(options.job_columns).length, hasLedger } : null,
  };
}

function tellTls({ target, tlsProtocol }: PostgresConnection, findings: Findings): void {
  if (tlsProtocol === null) {
    if (target.host.startsWith('/')) findings.ok('tls', 'A local socket: nothing leaves the machine.');
    else findings.note('tls', 'No TLS: password and rows can be read on the way (--tls disable).');
  } else if (isWeak(target.tls)) {
    const unchecked = target.tls === 'verify-ca' ? 'its host name' : 'by whom the server is run';
    findings.note('tls', `${tlsProtocol}, but ${unchecked} was not verified (--tls ${target.tls}).`);
  } else findings.ok('tls', `${tlsProtocol}; the certificate of ${whereOf(target)} was verified in full.`);
}

async function schemaFacts(connection: PostgresConnection, schema: string) {
  const [found] = await connection.query<{ may_use: boolean; may_create: boolean }>(
    `SELECT has_schema_privilege(oid, 'USAGE') AS may_use, has_schema_privilege(oid, 'CREATE') AS may_create
     FROM pg_namespace WHERE nspname = $1`,
    [schema],
  );
  return found ?? null;
}

function tellNoMetrics(findings: Findings, options: PushOptions, schema: string): void {
  const table = `${schema}.cpu_metrics`;
  if (options.create_schema) findings.lacks('cpu_metrics', 'cpu_metrics', `There is no table ${table} yet; it is created.`);
  else {
    findings.missing.push('cpu_metrics');
    findings.problem('cpu_metrics', 'postgres.no_table', { table });
  }
}

const kinds: Readonly<Record<string, string>> = { v: 'view', m: 'materialized view', f: 'foreign table' };
const ordinary = ['r', 'p'];

function tellMetrics(findings: Findings, table: TableShape, denied: (privilege: string, what: string) => void): void {
  const name = `${table.schema}.${table.name}`;
  if (!ordinary.includes(table.kind)) {
    findings.problem('cpu_metrics', 'postgres.not_a_table', {
      table: name,
      kind: kinds[table.kind] ?? 'relation of another kind',
    });
    return;
  }
  findings.ok('cpu_metrics', `The table ${name} is there.`);
  const before = findings.lines.length;
  for (const column of cpuMetricsColumns) {
    const found = table.columns.get(column);
    const type = columnTypes[column];
    if (found === undefined)
      findings.problem('columns', 'postgres.column_missing', { table: name, column, type: sqlNames[type] });
    else if (!holds(found, type) || found.generated) {
      const shown = found.generated ? `${found.type}, made by the server` : found.type;
      findings.problem('columns', 'postgres.column_type', { table: name, column, found: shown, wanted: sqlNames[type] });
    }
  }
  const extra = [...table.columns.values()].filter(
    ({ name: column }) => !(cpuMetricsColumns as readonly string[]).includes(column),
  );
  for (const column of extra.filter(({ required }) => required))
    findings.problem('columns', 'postgres.column_required', { table: name, column: column.name });
  if (!table.unique.has('id')) findings.problem('columns', 'postgres.no_key', { table: name });
  if (findings.lines.length === before) {
    const left = extra.length === 0 ? '' : ` Left to their defaults: ${extra.map((column) => column.name).join(', ')}.`;
    findings.ok('columns', `All ${cpuMetricsColumns.length} columns hold what is pushed without loss.${left}`);
  }
  const ours = cpuMetricsColumns.flatMap((column) => table.columns.get(column) ?? []);
  if (ours.some(({ may_insert }) => !may_insert)) denied('INSERT', `table ${name}`);
  if (ours.some(({ may_select }) => !may_select)) denied('SELECT', `table ${name}`);
  if (table.row_security)
    findings.note(
      'privileges',
      `Row-level security is on for ${name}: rows that its policies hide cannot be compared afterwards.`,
    );
}

const sqlNames: Readonly<Record<ColumnType, string>> = {
  uuid: 'UUID',
  text: 'TEXT',
  float8: 'FLOAT (double precision)',
  int8: 'BIGINT',
  bool: 'BOOLEAN',
  timestamptz: 'TIMESTAMPTZ',
};

/** Characters of the longest word that goes into a text column. */
const LONGEST_WORD = 'standard'.length;
/** Of a length, in Postgres' modifier of varchar. */
const VARCHAR_HEADER = 4;
const MILLISECOND_DIGITS = 3;

function holds({ base, modifier }: ServerColumn, type: ColumnType): boolean {
  if (type === 'text')
    return base === 'text' || (base === 'varchar' && (modifier === -1 || modifier - VARCHAR_HEADER >= LONGEST_WORD));
  if (type === 'timestamptz') return base === type && (modifier === -1 || modifier >= MILLISECOND_DIGITS);
  return base === type;
}

async function lookAtLedger(
  connection: PostgresConnection,
  findings: Findings,
  options: PushOptions,
  mayCreate: boolean,
): Promise<boolean> {
  const { schema } = connection.target;
  const table = await readTable(connection, schema, ledgerName);
  const without = 'Without it a push that was interrupted sends all rows again; none gets there twice.';
  if (table === null) {
    if (options.create_schema && mayCreate)
      findings.lacks('ledger', 'ledger', `There is no table ${schema}.${ledgerName} yet, the ledger of pushes; it is created.`);
    else {
      if (mayCreate) findings.missing.push('ledger');
      findings.note(
        'ledger',
        `There is no ledger (${schema}.${ledgerName}). ${without}${mayCreate ? ' --create-schema makes it.' : ''}`,
      );
    }
    return false;
  }
  const columns = ['run_id', 'checksum', 'row_count'].map((name) => table.columns.get(name));
  const usable = columns.every((column) => column?.may_insert && column.may_select);
  if (usable) findings.ok('ledger', `The ledger ${schema}.${ledgerName} is there.`);
  else findings.note('ledger', `The ledger ${schema}.${ledgerName} may not be used by this user. ${without}`);
  return usable;
}
