/**
 * What machines that share a queue keep in Postgres beside pg-boss: the documents that wait, and what workers found. A result
 * is written once for each job, whoever did it and however often.
 */
import { z } from 'zod';
import { settingsSchema } from '../../contract/settings.ts';
import { jobReportSchema } from '../../contract/worker-messages.ts';

export const QUEUE = 'rythmiq-documents';
export const BOSS_SCHEMA = 'rbench_queue';

/** Any number that nothing else in the database locks: machines that join at once make the tables one after the other. */
const LOCK = 0x72627175;

/** One transaction, as one text is. */
export const sharedTables = `SELECT pg_advisory_xact_lock(${LOCK});
CREATE TABLE IF NOT EXISTS ${BOSS_SCHEMA}.documents (job_id uuid PRIMARY KEY, content bytea NOT NULL);
CREATE TABLE IF NOT EXISTS ${BOSS_SCHEMA}.results (
  sequence bigserial PRIMARY KEY,
  job_id uuid NOT NULL UNIQUE,
  run_id uuid NOT NULL,
  result jsonb NOT NULL
);
CREATE INDEX IF NOT EXISTS results_of_run ON ${BOSS_SCHEMA}.results (run_id, sequence)`;

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
  report: jobReportSchema,
});
export type SharedResult = z.infer<typeof sharedResultSchema>;
