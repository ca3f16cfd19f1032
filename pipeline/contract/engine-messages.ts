/**
 * What a front (the command line, the app) and the engine say to each other. A call is answered once, by `answer` with the
 * call's number; events tell what happens meanwhile.
 */
import { z } from 'zod';
import { compareRequestSchema, sideNameSchema } from './comparison.ts';
import { criteriaSchema } from './criteria.ts';
import { documentSelectionSchema } from './document-selection.ts';
import { errorInfoSchema } from './errors.ts';
import { MOST_JOBS } from './limits.ts';
import { loadRequestSchema } from './load.ts';
import { metricsContractSchema } from './metrics.ts';
import { pushRecordSchema } from './postgres.ts';
import { runChangesSchema, runStateSchema, runSummarySchema } from './run.ts';
import { settingsSchema } from './settings.ts';
import { signalSchema } from './signals.ts';
import { stageNameSchema } from './stages.ts';
import { warningSchema } from './warnings.ts';

export const runRequestSchema = z.object({
  name: z.string(),
  /** A folder, or one document. */
  documents: z.string(),
  selection: documentSelectionSchema,
  /** Null: each document once. More than there are: they come again in the same order. */
  count: z.int().positive().max(MOST_JOBS).nullable(),
  settings: settingsSchema,
  /** Where master images and previews go; null: beside the database. */
  results: z.string().nullable(),
  /** What the run is to be held against, kept with it before the first document; the report's own unless given. */
  criteria: criteriaSchema.optional(),
  /** Tell each job's metrics contract, as the worker writes it to its stdout. */
  emit_contract: z.boolean(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;

/** Where workers may run. */
export const workerHostsSchema = z.object({
  /** What `auto` means. */
  preferred: z.enum(['node', 'utility']),
  /** Why the front offers no utility processes; null when it does. */
  no_utility: z.string().nullable(),
  /** The program that runs a `node` worker; null where there is none. */
  node: z.string().nullable(),
});
export type WorkerHostsOffer = z.infer<typeof workerHostsSchema>;

export const engineCallSchema = z.discriminatedUnion('call', [
  z.object({ call: z.literal('open'), number: z.int(), database: z.string(), hosts: workerHostsSchema }),
  z.object({ call: z.literal('run'), number: z.int(), request: runRequestSchema }),
  z.object({ call: z.literal('compare'), number: z.int(), request: compareRequestSchema }),
  z.object({ call: z.literal('load'), number: z.int(), request: loadRequestSchema }),
  z.object({ call: z.literal('resume'), number: z.int(), run: z.string(), emit_contract: z.boolean() }),
  /** Stops the run at hand; its `run` or `resume` call is answered with the state it was left in. */
  z.object({ call: z.literal('cancel'), number: z.int() }),
  z.object({ call: z.literal('delete'), number: z.int(), run: z.string() }),
  /** Into the history of pushes; told when one begins and when it ends. */
  z.object({ call: z.literal('keep_push'), number: z.int(), push: pushRecordSchema }),
  z.object({ call: z.literal('edit'), number: z.int(), run: z.string(), changes: runChangesSchema }),
]);
export type EngineCall = z.infer<typeof engineCallSchema>;

export const runOutcomeSchema = z.object({
  run_id: z.uuid(),
  state: runStateSchema,
  summary: runSummarySchema,
  warnings: z.array(warningSchema),
});
export type RunOutcome = z.infer<typeof runOutcomeSchema>;

export const engineEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('preparing'), done: z.int(), total: z.int() }),
  z.object({ event: z.literal('run_started'), run_id: z.uuid(), jobs: z.int(), finished: z.int() }),
  /** A pass of a comparison begins; `number` from 1. */
  z.object({ event: z.literal('pass_began'), number: z.int(), of: z.int(), side: sideNameSchema }),
  /** The gateway of a load test takes documents; the token goes no further than to who began it. */
  z.object({ event: z.literal('gateway_opened'), url: z.string(), token: z.string() }),
  z.object({ event: z.literal('job_started'), job_id: z.uuid(), file: z.string(), slot: z.int() }),
  z.object({ event: z.literal('stage_began'), job_id: z.uuid(), stage: stageNameSchema }),
  z.object({
    event: z.literal('job_ended'),
    job_id: z.uuid(),
    file: z.string(),
    error: errorInfoSchema.nullable(),
    cpu_seconds: z.number(),
    wall_seconds: z.number(),
    stages: z.partialRecord(stageNameSchema, z.object({ cpu_seconds: z.number(), wall_seconds: z.number() })),
  }),
  z.object({ event: z.literal('signals'), signals: z.array(signalSchema) }),
  /** Runs whose work had ended in an error can be resumed and deleted only now: the store had failed, too. */
  z.object({ event: z.literal('runs_released') }),
  z.object({ event: z.literal('contract'), contract: metricsContractSchema }),
]);
export type EngineEvent = z.infer<typeof engineEventSchema>;

export const engineAnswerSchema = z.object({
  answer: z.int(),
  error: errorInfoSchema.nullable(),
  outcome: z.union([runOutcomeSchema, z.object({ deleted: z.uuid() }), z.null()]),
});
export type EngineAnswer = z.infer<typeof engineAnswerSchema>;

export const engineReportSchema = z.union([engineEventSchema, engineAnswerSchema]);
export type EngineReport = z.infer<typeof engineReportSchema>;
