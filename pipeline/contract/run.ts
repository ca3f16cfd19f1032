/**
 * Runs, jobs and what is kept of them, in the form in which they leave the store.
 *
 * The origin of a run: every `*_us` time of a run counts whole microseconds from one moment, and `anchor_utc` is the wall
 * clock at that moment. Within one process the times come from a monotonic clock; a resumed run places its own from the anchor.
 */
import { z } from 'zod';
import { documentTypeSchema, truthSchema, typedDocumentSchema } from './document.ts';
import { errorDetailsSchema, errorInfoSchema } from './errors.ts';
import { jsonObjectSchema, jsonSchema } from './json.ts';
import { qualitySchema } from './quality.ts';
import { cpuTimeSchema } from './spans.ts';
import { processingPathSchema, stageNameSchema, temperatureSchema } from './stages.ts';

export type { Json, JsonObject } from './json.ts';

export const runKindSchema = z.enum(['run', 'compare', 'load', 'capacity']);
export type RunKind = z.infer<typeof runKindSchema>;

/** `interrupted`: the process that worked on it ended without ending the run. */
export const runStateSchema = z.enum(['running', 'completed', 'failed', 'cancelled', 'interrupted']);
export type RunState = z.infer<typeof runStateSchema>;

/** What a list may be bounded to; `unfinished` holds those that may still be resumed, and those that go on. */
export const runsOnlySchema = z.enum(['pinned', 'unfinished']);
export type RunsOnly = z.infer<typeof runsOnlySchema>;

export const jobStateSchema = z.enum(['queued', 'running', 'succeeded', 'failed']);
export type JobState = z.infer<typeof jobStateSchema>;

/** The process that works on a run. A process id alone is used again by the system, so its start and the boot are kept too. */
export const ownerSchema = z.object({ pid: z.int().positive(), started: z.string(), boot: z.string() });
export type Owner = z.infer<typeof ownerSchema>;

/** A kept `Warning`; its code may be one that this version no longer knows. */
export const runWarningSchema = z.object({ code: z.string(), message: z.string(), details: errorDetailsSchema.default({}) });
export type RunWarning = z.infer<typeof runWarningSchema>;

const microseconds = z.int().nonnegative();
const seconds = z.number().nonnegative();
const timestamp = z.iso.datetime();

/** The share of each path in production; the report's 70/30. */
export interface PathMix {
  readonly fast: number;
  readonly standard: number;
}
export const defaultPathMix: PathMix = { fast: 0.7, standard: 0.3 };

/** Jobs counted, and the mean CPU of one; null where there is none. */
const groupSchema = z.object({ jobs: z.int().nonnegative(), cpu_seconds: seconds.nullable() });

/** What `runs`, `show` and `run --json` say of a run, without reading its jobs. Means are per succeeded job. */
export const runSummarySchema = z.object({
  jobs: z.object({ succeeded: z.int(), failed: z.int(), unfinished: z.int() }),
  /** Mean `total_cpu_seconds` by path; `weighted` by the mix, null unless both paths were measured. */
  cpu_per_doc: z.object({ fast: seconds.nullable(), standard: seconds.nullable(), weighted: seconds.nullable() }),
  wall_per_doc: seconds.nullable(),
  /** Stages of succeeded jobs: the mean over the jobs in which the stage ran, and the sum over all of them. */
  stages: z.partialRecord(
    stageNameSchema,
    z.object({
      jobs: z.int().positive(),
      cpu_seconds: seconds,
      wall_seconds: seconds,
      total_cpu_seconds: seconds,
      total_wall_seconds: seconds,
    }),
  ),
  cold_jobs: z.int().nonnegative(),
  temperatures: z.object({ cold: groupSchema, warm: groupSchema }),
  /** CPU that no stage owns, as a share of all CPU of the ended jobs; null before any. */
  unattributed_ratio: seconds.nullable(),
  /** CPU that the stages of failed jobs burnt, summed. */
  failed_work: z.object({ jobs: z.int().nonnegative(), cpu_seconds: seconds }),
  /** Succeeded jobs in which a required field of the document's type was not found. */
  jobs_missing_fields: z.int().nonnegative(),
  /** As the engine aggregated it; null where no document has truth. */
  accuracy: jsonSchema,
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const runListItemSchema = z.object({
  id: z.uuid(),
  kind: runKindSchema,
  state: runStateSchema,
  name: z.string(),
  tags: z.array(z.string()),
  notes: z.string(),
  pinned: z.boolean(),
  created_at: timestamp,
  ended_at: timestamp.nullable(),
  /** Null when nobody works on it. */
  owner: ownerSchema.nullable(),
  warnings: z.array(runWarningSchema),
  /** Written when the run ends. */
  summary: runSummarySchema.nullable(),
});
export type RunListItem = z.infer<typeof runListItemSchema>;

export const runRecordSchema = runListItemSchema.extend({
  anchor_utc: timestamp,
  /** Where the outputs of its jobs are; null when none are kept. */
  output_folder: z.string().nullable(),
  settings: jsonObjectSchema,
  environment: jsonObjectSchema,
  plan: jsonObjectSchema,
});
export type RunRecord = z.infer<typeof runRecordSchema>;

/** What a person may change of a run. Pinning one unpins the others: there is one baseline. */
export const runChangesSchema = z.object({
  name: z.string().max(200).optional(),
  tags: z.array(z.string().trim().min(1).max(50)).max(50).optional(),
  notes: z.string().max(20_000).optional(),
  pinned: z.boolean().optional(),
});
export type RunChanges = z.infer<typeof runChangesSchema>;

export const documentRecordSchema = z.object({
  id: z.int().positive(),
  /** Null for a file that could not be read when the run was planned. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** What a bucket knew its content by when the run was planned; null for a file in a folder. */
  etag: z.string().nullable().default(null),
  /** Relative to `root`, with `/` between folders. */
  file: z.string().min(1),
  root: z.string().min(1),
  bytes: z.int().nonnegative(),
  /** What the manifest says the document is; null for a person's own. */
  path_class: processingPathSchema.nullable(),
  type: documentTypeSchema.nullable(),
  truth: truthSchema.nullable(),
});
export type DocumentRecord = z.infer<typeof documentRecordSchema>;

/** `stage` is the one that failed; null when no stage was running. */
export const jobErrorSchema = errorInfoSchema.extend({ stage: stageNameSchema.nullable() });
export type JobError = z.infer<typeof jobErrorSchema>;

export const jobRecordSchema = z.object({
  id: z.uuid(),
  run_id: z.uuid(),
  document_id: z.int().positive(),
  /** The document's file key, for lists. */
  file: z.string(),
  sequence: z.int().nonnegative(),
  worker_id: z.uuid().nullable(),
  side: z.string(),
  pass: z.int().nonnegative(),
  state: jobStateSchema,
  error: jobErrorSchema.nullable(),
  attempt: z.int().positive(),
  temperature: temperatureSchema.nullable(),
  path: processingPathSchema.nullable(),
  planned_us: microseconds.nullable(),
  queued_us: microseconds.nullable(),
  started_us: microseconds.nullable(),
  ended_us: microseconds.nullable(),
  unattributed_user_us: microseconds.nullable(),
  unattributed_system_us: microseconds.nullable(),
  /** From `cpu_metrics`; null unless the job succeeded. */
  total_cpu_seconds: seconds.nullable(),
  total_wall_seconds: seconds.nullable(),
});
export type JobRecord = z.infer<typeof jobRecordSchema>;

export const jobResultSchema = z.object({
  quality: qualitySchema,
  document: typedDocumentSchema,
  text: z.string(),
  /** As `analysis/accuracy.ts` makes it; null without truth. */
  accuracy: jsonSchema,
  /** Keys of the written files in the run's output storage. */
  outputs: z.object({
    master: z.string(),
    preview: z.string(),
    /** Null in rows of a version that did not keep them. */
    words: z.string().nullable().default(null),
  }),
});
export type JobResult = z.infer<typeof jobResultSchema>;

/** A row of `cpu_metrics`, in the report's order. */
export const cpuMetricsRowSchema = z.object({
  id: z.uuid(),
  job_id: z.uuid(),
  execution_temperature: temperatureSchema,
  total_cpu_seconds: seconds,
  total_wall_seconds: seconds,
  fetch_cpu_seconds: seconds,
  quality_cpu_seconds: seconds,
  enhancement_cpu_seconds: seconds,
  ocr_cpu_seconds: seconds,
  schema_cpu_seconds: seconds,
  upload_cpu_seconds: seconds,
  input_file_size_bytes: z.int().nullable(),
  output_file_size_bytes: z.int().nullable(),
  quality_score: z.number().nullable(),
  ocr_confidence: z.number().nullable(),
  enhancement_skipped: z.boolean().nullable(),
  processing_path: processingPathSchema.nullable(),
  created_at: timestamp,
});
export type CpuMetricsRow = z.infer<typeof cpuMetricsRowSchema>;

/**
 * The CPU of one worker process, so that what it measured of itself can be held against what the system accounts:
 * startup + between jobs + in jobs = process, and process ≈ system. Null where it could not be read (a killed worker).
 */
export const workerLedgerSchema = z.object({
  startup: cpuTimeSchema.nullable(),
  between_jobs: cpuTimeSchema.nullable(),
  in_jobs: cpuTimeSchema.nullable(),
  /** `process.cpuUsage()` at its end. */
  process: cpuTimeSchema.nullable(),
  /** What the operating system says of the process. */
  system: cpuTimeSchema.nullable(),
  /** Child processes it waited for; in none of the above. */
  children: cpuTimeSchema.nullable(),
});
export type WorkerLedger = z.infer<typeof workerLedgerSchema>;

export const workerRecordSchema = z.object({
  id: z.uuid(),
  run_id: z.uuid(),
  slot: z.int().nonnegative(),
  pid: z.int().positive(),
  started_us: microseconds,
  ended_us: microseconds.nullable(),
  exit_reason: z.string().nullable(),
  /** The machine, where it is another one than the engine's. */
  host: z.string().nullable().default(null),
  ledger: workerLedgerSchema,
});
export type WorkerRecord = z.infer<typeof workerRecordSchema>;
