/**
 * A run as it goes on, in one piece: what a person watches.
 */
import { z } from 'zod';
import { sideNameSchema } from './comparison.ts';
import { runOutcomeSchema } from './engine-messages.ts';
import { errorInfoSchema } from './errors.ts';
import { signalNames } from './signals.ts';
import { stageNameSchema } from './stages.ts';

const seconds = z.number();

export const liveRunSchema = z.object({
  /** `preparing`: documents are looked at; `stopping`: it was cancelled and closes. */
  phase: z.enum(['preparing', 'running', 'stopping', 'ended']),
  /** Null before the run is kept. */
  run_id: z.uuid().nullable(),
  name: z.string(),
  /** Which pass of which side is measured, of a comparison; null before, and of other runs. */
  pass: z.object({ number: z.int(), of: z.int(), side: sideNameSchema }).nullable(),
  kind: z.enum(['run', 'compare', 'load']),
  /** Documents looked at, while preparing. */
  prepared: z.object({ done: z.int(), total: z.int() }),
  jobs: z.object({ total: z.int(), finished_before: z.int(), succeeded: z.int(), failed: z.int() }),
  /** One for each worker that has had a document. */
  workers: z.array(
    z.object({
      slot: z.int(),
      file: z.string().nullable(),
      stage: stageNameSchema.nullable(),
      /** When it began with the document, on the clock of `elapsed_seconds`. */
      since_seconds: seconds,
    }),
  ),
  /** Sums over the documents that ended. */
  stages: z.partialRecord(stageNameSchema, z.object({ jobs: z.int(), cpu_seconds: seconds, wall_seconds: seconds })),
  cpu_seconds: seconds,
  wall_seconds: seconds,
  elapsed_seconds: seconds,
  /** Null until a document has ended. */
  remaining_seconds: seconds.nullable(),
  /** Each second, the last minutes; oldest first. */
  signals: z.array(z.object({ time_seconds: seconds, values: z.partialRecord(z.enum(signalNames), z.number()) })),
  /** The last ones that ended, newest first. */
  recent: z.array(
    z.object({ job_id: z.uuid(), file: z.string(), cpu_seconds: seconds, wall_seconds: seconds, failed: z.boolean() }),
  ),
  failures: z.array(z.object({ job_id: z.uuid(), file: z.string(), error: errorInfoSchema })),
  outcome: runOutcomeSchema.nullable(),
  /** Why the run could not go on. */
  error: errorInfoSchema.nullable(),
});
export type LiveRun = z.infer<typeof liveRunSchema>;
