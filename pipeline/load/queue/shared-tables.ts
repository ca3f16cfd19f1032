/**
 * What machines that share a queue keep in Postgres beside pg-boss: the load tests that fill it, the documents that wait, and
 * what workers found. A result is written once for each job, whoever did it and however often.
 */
import { z } from 'zod';
import { errorInfoSchema } from '../../contract/errors.ts';
import { settingsSchema } from '../../contract/settings.ts';
import { spanSchema } from '../../contract/spans.ts';
import { stageNameSchema, temperatureSchema } from '../../contract/stages.ts';
import { jobReportSchema } from '../../contract/worker-messages.ts';

export const QUEUE = 'rythmiq-documents';
export const BOSS_SCHEMA = 'rbench_queue';

/** Any number that nothing else in the database locks: machines that join at once make the tables one after the other. */
const LOCK = 0x72627175;

/** One transaction, as one text is. What belongs to a run goes with it. */
export const sharedTables = `SELECT pg_advisory_xact_lock(${LOCK});
CREATE TABLE IF NOT EXISTS ${BOSS_SCHEMA}.runs (id uuid PRIMARY KEY, seen_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE IF NOT EXISTS ${BOSS_SCHEMA}.documents (
  job_id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES ${BOSS_SCHEMA}.runs ON DELETE CASCADE,
  content bytea NOT NULL
);
CREATE TABLE IF NOT EXISTS ${BOSS_SCHEMA}.results (
  job_id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES ${BOSS_SCHEMA}.runs ON DELETE CASCADE,
  result jsonb NOT NULL
);
CREATE INDEX IF NOT EXISTS documents_of_run ON ${BOSS_SCHEMA}.documents (run_id);
CREATE INDEX IF NOT EXISTS results_by_run ON ${BOSS_SCHEMA}.results (run_id)`;

/** What travels with a job. */
export const sharedJobSchema = z.object({
  run: z.uuid(),
  settings: settingsSchema,
  /** Wall clock at the run's origin: times of a worker on another machine count from it. */
  anchor_utc: z.iso.datetime(),
});
export type SharedJob = z.infer<typeof sharedJobSchema>;

export const sharedResultSchema = z.object({
  host: z.string().min(1),
  worker: z.object({ id: z.uuid(), slot: z.int(), pid: z.int() }),
  started_us: z.int().nonnegative(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('reported'), report: jobReportSchema }),
    /** Its worker is gone, and it is not to be tried again. */
    z.object({
      kind: z.literal('lost'),
      error: errorInfoSchema,
      spans: z.array(spanSchema),
      stage: stageNameSchema.nullable(),
      temperature: temperatureSchema,
    }),
  ]),
});
export type SharedResult = z.infer<typeof sharedResultSchema>;
