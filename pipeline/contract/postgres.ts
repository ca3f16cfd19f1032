/**
 * A push of runs into the production Postgres: where it goes, what it found there, what came of it. No value in here holds
 * a password; a secret travels beside its target and is kept nowhere but in memory and in the system's own safe.
 */
import { z } from 'zod';
import { errorInfoSchema } from './errors.ts';

/**
 * How much of the server's certificate is checked, in libpq's words: chain and host name, the chain alone, nothing (the line
 * is encrypted, but to whom is unknown), or no TLS at all.
 */
export const tlsModeSchema = z.enum(['verify-full', 'verify-ca', 'require', 'disable']);
export type TlsMode = z.infer<typeof tlsModeSchema>;

const timeoutSchema = z.number().min(1).max(3600);

export const postgresTargetSchema = z.strictObject({
  /** A name, an address, or the folder of a local socket. */
  host: z.string().min(1).max(255),
  port: z.int().min(1).max(65535).default(5432),
  database: z.string().min(1).max(63),
  user: z.string().min(1).max(128),
  schema: z.string().min(1).max(63).default('public'),
  tls: tlsModeSchema.default('verify-full'),
  /** PEM; null: the authorities that Node trusts. */
  ca_file: z.string().nullable().default(null),
  /** PEM, for a server that asks for a certificate of ours; both or none. */
  client_cert_file: z.string().nullable().default(null),
  client_key_file: z.string().nullable().default(null),
  connect_timeout_seconds: timeoutSchema.default(10),
  /** Of each statement; a batch is a few of them. */
  statement_timeout_seconds: timeoutSchema.default(60),
});
export type PostgresTarget = z.infer<typeof postgresTargetSchema>;

/** What is known of a job here, and may fill a column of production's `jobs`. */
export const jobFacts = [
  'run_id',
  'run_name',
  'sequence',
  'side',
  'pass',
  'file',
  'sha256',
  'input_file_size_bytes',
  'output_file_size_bytes',
  'processing_path',
  'execution_temperature',
  'created_at',
] as const;
export type JobFact = (typeof jobFacts)[number];

/** What fills a further column of `jobs`: a fact of the job, or the same text for all; the server reads it as the column's type. */
export const jobColumnSchema = z.strictObject({
  column: z.string().min(1).max(63),
  value: z.union([z.strictObject({ fact: z.enum(jobFacts) }), z.strictObject({ constant: z.string().max(10_000) })]),
});
export type JobColumn = z.infer<typeof jobColumnSchema>;

export const MOST_ROWS_OF_A_BATCH = 50_000;

export const pushOptionsSchema = z.strictObject({
  job_columns: z.array(jobColumnSchema).max(100).default([]),
  /** Whether jobs that the server does not know are inserted; else they must all be there. */
  insert_jobs: z.boolean().default(true),
  /** Create tables that are missing. */
  create_schema: z.boolean().default(false),
  /** Only look: everything is asked, nothing is written. */
  dry_run: z.boolean().default(false),
  /** Send also what the server's ledger says is there. */
  ignore_ledger: z.boolean().default(false),
  /** Jobs of a transaction. */
  batch_rows: z.int().min(1).max(MOST_ROWS_OF_A_BATCH).default(10_000),
});
export type PushOptions = z.infer<typeof pushOptionsSchema>;

export const checkNames = ['connection', 'tls', 'server', 'cpu_metrics', 'columns', 'jobs', 'ledger', 'privileges'] as const;

/** `missing`: not there, and made when asked for. Nothing is written while there is a `problem`. */
export const preflightLineSchema = z.object({
  check: z.enum(checkNames),
  state: z.enum(['ok', 'note', 'missing', 'problem']),
  text: z.string(),
  /** Of a problem. */
  error: errorInfoSchema.nullable(),
});
export type PreflightLine = z.infer<typeof preflightLineSchema>;

export const preflightSchema = z.object({
  lines: z.array(preflightLineSchema),
  /** Tables that `create_schema` would make. */
  missing: z.array(z.enum(['jobs', 'cpu_metrics', 'ledger'])),
});
export type Preflight = z.infer<typeof preflightSchema>;

export const pushPhaseSchema = z.enum(['checking', 'sending', 'comparing']);
export type PushPhase = z.infer<typeof pushPhaseSchema>;

/** In rows of `cpu_metrics`. */
export const pushProgressSchema = z.object({ phase: pushPhaseSchema, done: z.int(), total: z.int() });
export type PushProgress = z.infer<typeof pushProgressSchema>;

export const pushedRunSchema = z.object({
  run: z.uuid(),
  /** Rows of `cpu_metrics` that the run has here. */
  rows: z.int(),
  /** Inserted by this push; of a dry run, what a push would insert. */
  inserted: z.int(),
  jobs_inserted: z.int(),
  /** Rows that the server's ledger vouched for, so they were not sent. */
  in_ledger: z.int(),
  /** SHA-256 over the rows, here and on the server after the push; null after a dry run. */
  checksum: z.string().nullable(),
});
export type PushedRun = z.infer<typeof pushedRunSchema>;

export const pushResultSchema = z.object({
  dry_run: z.boolean(),
  runs: z.array(pushedRunSchema),
  seconds: z.number(),
});
export type PushResult = z.infer<typeof pushResultSchema>;

/** One line of the history, kept in the database here. */
export const pushRecordSchema = z.object({
  id: z.uuid(),
  started_at: z.string(),
  /** Null while it goes on, and of one whose process died. */
  ended_at: z.string().nullable(),
  runs: z.array(z.uuid()),
  /** `user@host:port/database.schema`. */
  target: z.string(),
  dry_run: z.boolean(),
  result: pushResultSchema.nullable(),
  error: errorInfoSchema.nullable(),
});
export type PushRecord = z.infer<typeof pushRecordSchema>;

/** A target as a person reads it. */
export const nameOfTarget = ({ user, host, port, database, schema }: PostgresTarget): string =>
  `${user}@${host.includes(':') ? `[${host}]` : host}:${port}/${database}.${schema}`;
