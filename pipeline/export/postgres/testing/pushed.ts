/** For tests: runs to push, and what a server holds afterwards, asked in other ways than the push asks. Knows no test runner. */
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import {
  type PostgresTarget,
  type PreflightLine,
  type PushOptions,
  type PushProgress,
  postgresTargetSchema,
  pushOptionsSchema,
} from '../../../contract/postgres.ts';
import type { CpuMetricsRow } from '../../../contract/run.ts';
import { cpuMetricsColumns } from '../../../store/columns.ts';
import { newJobId } from '../../../store/ids.ts';
import type { Store, WritableStore } from '../../../store/store.ts';
import { sampleDocument, sampleMetrics, sampleRun } from '../../../store/testing/samples.ts';
import { push } from '../push.ts';
import { Secret } from '../secret.ts';
import { type PostgresServer, superuser } from './server.ts';

/** A run whose rows differ from each other in every column that can differ; those that may be NULL are so now and then. */
export function storedRun(store: WritableStore, count: number, name = 'a run'): string {
  const run = sampleRun({ name });
  const [documentId = 0] = store.createRun(run, [sampleDocument({ file: `Größe “1” \\ ${name}.jpg` })], []);
  store.importJobs(
    run.id,
    Array.from({ length: count }, (_, sequence) => ({
      id: newJobId(),
      document_id: documentId,
      sequence,
      started_us: sequence,
      ended_us: sequence + 1,
      spans: [],
      metrics: sampleMetrics({
        execution_temperature: sequence === 0 ? 'cold' : 'warm',
        total_cpu_seconds: 1 / (sequence + 3),
        total_wall_seconds: Math.PI * sequence,
        ocr_cpu_seconds: 0.1 + 0.2 * sequence,
        upload_cpu_seconds: sequence === 1 ? 5e-324 : sequence === 2 ? Number.MAX_VALUE : Math.sqrt(sequence),
        input_file_size_bytes: 2 ** 40 + sequence,
        output_file_size_bytes: sequence,
        quality_score: (sequence % 7) / 7,
        enhancement_skipped: sequence % 2 === 0,
        processing_path: sequence % 3 === 0 ? 'standard' : 'fast',
      }),
    })),
  );
  store.runEnded(run.id, { state: 'completed', summary: store.summarise(run.id, null), warnings: [] });
  return run.id;
}

const options = (changes: Partial<PushOptions> = {}): PushOptions => pushOptionsSchema.parse(changes);

export const targetOf = (server: { readonly port: number }, changes: Partial<PostgresTarget> = {}): PostgresTarget =>
  postgresTargetSchema.parse({
    host: '127.0.0.1',
    port: server.port,
    database: 'postgres',
    user: superuser.user,
    tls: 'disable',
    statement_timeout_seconds: 30,
    ...changes,
  });

export interface Pushing {
  readonly target: PostgresTarget;
  readonly runs: readonly string[];
  readonly options?: Partial<PushOptions>;
  readonly password?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PushProgress) => void;
}

/** Pushes; the result with the last preflight. @throws BenchError as `push`, the lines told so far in `lines` of its details' place */
export async function pushed(store: Store, pushing: Pushing) {
  let lines: readonly PreflightLine[] = [];
  const result = await push(store, {
    target: pushing.target,
    password: new Secret(pushing.password ?? superuser.password),
    runs: pushing.runs,
    options: options(pushing.options),
    isAlive: () => false,
    signal: pushing.signal ?? new AbortController().signal,
    onPreflight: (found) => {
      lines = found.lines;
    },
    onProgress: pushing.onProgress ?? (() => undefined),
  });
  return { ...result, lines };
}

/** Every value as `pg` reads it from text, which is exact for floats since Postgres 12. */
export async function rowsThere(server: PostgresServer, database: string): Promise<CpuMetricsRow[]> {
  const rows = await server.sql<Record<string, unknown>>(
    `SELECT ${cpuMetricsColumns.join(', ')} FROM cpu_metrics ORDER BY id`,
    database,
  );
  return rows.map((row) => ({
    ...row,
    input_file_size_bytes: row.input_file_size_bytes === null ? null : Number(row.input_file_size_bytes),
    output_file_size_bytes: row.output_file_size_bytes === null ? null : Number(row.output_file_size_bytes),
    created_at: (row.created_at as Date).toISOString(),
  })) as unknown as CpuMetricsRow[];
}

export const rowsHere = (store: Store, runs: readonly string[]): CpuMetricsRow[] =>
  runs.flatMap((run) => [...store.metricsOf(run)]).sort((a, b) => (a.id < b.id ? -1 : 1));

let databases = 0;

/** An empty database of its own. */
export async function freshDatabase(server: PostgresServer, ...statements: readonly string[]): Promise<string> {
  databases += 1;
  const name = `test_${process.pid}_${databases}`;
  await server.sql(`CREATE DATABASE ${name}`);
  for (const statement of statements) await server.sql(statement, name);
  return name;
}

/** A connection of its own, for who holds a lock meanwhile. */
export async function clientOf(server: PostgresServer, database: string): Promise<Client> {
  const client = new Client({ ...superuser, host: server.folder, port: server.port, database, ssl: false });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

export const commandLine = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
