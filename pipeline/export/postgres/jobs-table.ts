/**
 * The table that `cpu_metrics.job_id` points to. It belongs to production: only ids that it lacks are inserted, and only
 * where nothing that it asks of a row is left open.
 */
import { BenchError } from '../../contract/errors.ts';
import type { JobColumn, JobFact, PushOptions } from '../../contract/postgres.ts';
import { cpuMetricsColumns } from '../../store/columns.ts';
import { quoted } from './columns.ts';
import type { PostgresConnection } from './connection.ts';
import type { Findings } from './findings.ts';
import type { BatchIds, RunSource } from './source.ts';
import { foreignKeyOf, readTable, type ServerColumn, type TableShape } from './table-shape.ts';

export interface JobsTable {
  readonly schema: string;
  readonly name: string;
  /** What `job_id` points to. */
  readonly key: string;
  /** Null: nothing is inserted, all ids are there. */
  readonly insert: readonly FilledColumn[] | null;
}

/** A further column and its value; a fact's is read from the batch. */
export interface FilledColumn {
  readonly column: string;
  readonly type: string;
  readonly value: JobColumn['value'];
}

/** The facts of the mapping, in the order in which batches carry them. */
export const factsOf = (columns: readonly JobColumn[]): JobFact[] =>
  columns.flatMap(({ value }) => ('fact' in value ? [value.fact] : []));

export interface LookAtJobs {
  readonly findings: Findings;
  readonly metrics: TableShape | null;
  readonly schema: string;
  readonly sources: readonly RunSource[];
  readonly options: PushOptions;
  readonly denied: (privilege: string, what: string) => void;
}

/** Null where no jobs are needed; undefined where the table is missing or something is in the way. */
export async function readJobsTable(connection: PostgresConnection, given: LookAtJobs): Promise<JobsTable | null | undefined> {
  const { findings, metrics, schema, options } = given;
  const reference = metrics === null ? null : await foreignKeyOf(connection, metrics, 'job_id');
  if (metrics !== null && reference === null) {
    findings.note('jobs', 'job_id points to no table there, so no jobs are inserted.');
    return null;
  }
  const place = reference ?? { schema, table: 'jobs', column: 'id' };
  const name = `${place.schema}.${place.table}`;
  const table = await readTable(connection, place.schema, place.table);
  if (table === null) {
    if (options.create_schema) findings.lacks('jobs', 'jobs', `There is no table ${name} yet; it is created, with an id alone.`);
    // Where both are missing, the sentence on cpu_metrics says what to do.
    else findings.missing.push('jobs');
    return undefined;
  }
  const key = table.columns.get(place.column);
  if (key?.base !== 'uuid') {
    findings.problem('jobs', 'postgres.column_type', {
      table: name,
      column: place.column,
      found: key?.type ?? 'absent',
      wanted: 'UUID',
    });
    return undefined;
  }
  if (metrics === null && !table.unique.has(place.column)) {
    findings.problem('jobs', 'postgres.no_key', { table: name });
    return undefined;
  }
  const found: JobsTable = { schema: place.schema, name: place.table, key: place.column, insert: null };
  const insert = await insertion(connection, given, table, found);
  return insert === undefined ? undefined : { ...found, insert };
}

async function insertion(
  connection: PostgresConnection,
  { findings, sources, options, denied }: LookAtJobs,
  table: TableShape,
  found: JobsTable,
): Promise<JobsTable['insert'] | undefined> {
  const name = `${found.schema}.${found.name}`;
  const key = table.columns.get(found.key);
  // The push compares with what is there, whatever it inserts.
  if (!key?.may_select) {
    denied('SELECT', `table ${name}`);
    return undefined;
  }
  const absent = await lacksJobs(connection, found, sources);
  if (absent === 0) {
    findings.ok(
      'jobs',
      sources.length === 0
        ? `Jobs go to ${name}; which of them it lacks is seen when runs are chosen.`
        : `All jobs are in ${name} already.`,
    );
    return null;
  }
  if (!options.insert_jobs) {
    findings.problem('jobs', 'postgres.jobs_absent', { count: absent, table: name });
    return undefined;
  }
  const filled = filledColumns(findings, options.job_columns, table, name);
  const open = [...table.columns.values()].filter(
    (column) =>
      column.required && column.name !== found.key && !options.job_columns.some((given) => given.column === column.name),
  );
  if (open.length > 0)
    findings.problem('jobs', 'postgres.jobs_required', {
      table: name,
      columns: open.map((column) => `${column.name} (${column.type})`).join(', '),
    });
  const first = sources.map((source) => source.firstRow()).find((row) => row !== undefined);
  for (const column of filled) {
    const value =
      'constant' in column.value
        ? column.value.constant
        : (first?.[cpuMetricsColumns.length + factPlace(options, column)] ?? null);
    const reason = await reasonAgainst(connection, value === null ? null : String(value), table.columns.get(column.column));
    if (reason !== null)
      findings.problem('jobs', 'postgres.job_value', { table: name, column: column.column, value: String(value), reason });
  }
  const touched = [key, ...filled.flatMap(({ column }) => table.columns.get(column) ?? [])];
  if (touched.some(({ may_insert }) => !may_insert)) denied('INSERT', `table ${name}`);
  if (findings.hasProblem) return undefined;
  const filling = filled.length === 0 ? '' : `, with ${filled.map(({ column }) => column).join(', ')}`;
  findings.ok('jobs', `Jobs that ${name} lacks are inserted there${filling}.`);
  return filled;
}

const factPlace = (options: PushOptions, { column }: FilledColumn): number =>
  options.job_columns.filter(({ value }) => 'fact' in value).findIndex((given) => given.column === column);

function filledColumns(findings: Findings, given: readonly JobColumn[], table: TableShape, name: string): FilledColumn[] {
  return given.flatMap(({ column, value }) => {
    const found = table.columns.get(column);
    if (found !== undefined && !found.generated) return [{ column, value, type: found.type }];
    findings.problem('jobs', 'postgres.jobs_no_column', { table: name, column });
    return [];
  });
}

/** Whether the server reads a text as the type of a column: null, or why not. */
async function reasonAgainst(
  connection: PostgresConnection,
  value: string | null,
  column: ServerColumn | undefined,
): Promise<string | null> {
  if (column === undefined) return null;
  if (value === null) return column.required ? 'the first job has none' : null;
  await connection.execute('SAVEPOINT trial');
  try {
    await connection.query(`SELECT CAST($1::text AS ${column.type})`, [value]);
    return null;
  } catch (thrown) {
    const error = BenchError.wrap(thrown);
    if (error.code !== 'postgres.failed') throw error;
    await connection.execute('ROLLBACK TO trial');
    return String(error.details.reason);
  }
}

/** How many are lacking in the first batch that lacks any; it looks no further. */
async function lacksJobs(connection: PostgresConnection, table: JobsTable, sources: readonly RunSource[]): Promise<number> {
  for (const source of sources) {
    for (const window of source.windows()) {
      const absent = await absentJobs(connection, table, source.ids(window));
      if (absent > 0) return absent;
    }
  }
  return 0;
}

/** How many jobs of a batch the table does not have. */
export async function absentJobs(connection: PostgresConnection, table: JobsTable, { jobIds }: BatchIds): Promise<number> {
  const [row] = await connection.query<{ count: number }>(
    `SELECT count(DISTINCT u.id)::int AS count FROM unnest($1::uuid[]) AS u(id)
     WHERE NOT EXISTS (SELECT FROM ${quoted(table.schema)}.${quoted(table.name)} AS j WHERE j.${quoted(table.key)} = u.id)`,
    [jobIds],
  );
  return row?.count ?? 0;
}
