/**
 * What engine and worker say to each other. Both sides parse what they receive.
 */
import { z } from 'zod';
import { failureContractSchema, successContractSchema } from './metrics.ts';
import { qualitySchema } from './quality.ts';
import { settingsSchema } from './settings.ts';
import { cpuTimeSchema, spanSchema } from './spans.ts';
import { stageNameSchema, temperatureSchema } from './stages.ts';

const microseconds = z.int().nonnegative();

export const workerCommandSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('configure'),
    settings: settingsSchema,
    /** The run's origin on the monotonic clock: what span starts count from. */
    origin_us: z.int(),
    source_root: z.string(),
    result_root: z.string(),
    /** Write the metrics contract of each job to stdout, a line each. */
    emit_contract: z.boolean(),
  }),
  z.object({
    kind: z.literal('job'),
    job_id: z.uuid(),
    key: z.string(),
    /** What the object must still be, where a bucket told; absent or null else. */
    etag: z.string().nullable().optional(),
  }),
  /** Close the engine, send the farewell, then live on until the engine has read the process's account. */
  z.object({ kind: z.literal('close') }),
  z.object({ kind: z.literal('exit') }),
]);
export type WorkerCommand = z.infer<typeof workerCommandSchema>;

export const jobReportSchema = z.object({
  kind: z.literal('finished'),
  job_id: z.uuid(),
  contract: z.discriminatedUnion('status', [successContractSchema, failureContractSchema]),
  quality: qualitySchema.nullable(),
  /** What enhancement did, in order: `deskew`, `denoise` … */
  enhancement_steps: z.array(z.string()),
  temperature: temperatureSchema,
  spans: z.array(spanSchema),
  started_us: microseconds,
  wall_us: microseconds,
  unattributed: cpuTimeSchema,
  /** Stages whose threads did not come to rest before the next one began. */
  busy_stages: z.array(stageNameSchema),
  /** Of libraries, engine and model, as far as loaded. */
  versions: z.record(z.string(), z.string()),
  /** Libraries of graphics processors found loaded in the process. */
  gpu_libraries: z.array(z.string()),
});
export type JobReport = z.infer<typeof jobReportSchema>;

/** A worker's own account of its whole life; children are apart. */
export const lifetimeCpuSchema = z.object({
  start_up: cpuTimeSchema,
  in_jobs: cpuTimeSchema,
  between_jobs: cpuTimeSchema,
  process: cpuTimeSchema,
});
export type LifetimeCpu = z.infer<typeof lifetimeCpuSchema>;

export const workerReportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('stage'), job_id: z.uuid(), stage: stageNameSchema }),
  jobReportSchema,
  z.object({ kind: z.literal('farewell'), ledger: lifetimeCpuSchema }),
]);
export type WorkerReport = z.infer<typeof workerReportSchema>;
