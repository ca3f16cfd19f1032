/**
 * The spans of a run as columns: what the flame chart draws. A run of 100,000 jobs holds a million spans, so they travel as
 * typed arrays and not as objects.
 *
 * Order: by lane, and within a lane depth first, each span before those inside it, siblings by start. A span lies wholly inside
 * the one that holds it, and siblings do not overlap.
 */
import { z } from 'zod';
import { jobStateSchema } from './run.ts';
import { processingPathSchema, temperatureSchema } from './stages.ts';

/** In the column `stage`: the span is a job. Else an index into `stageNames`. */
export const NO_STAGE = 255;

const count = z.int().nonnegative();

export const timelineJobSchema = z.object({
  id: z.uuid(),
  file: z.string(),
  state: jobStateSchema,
  temperature: temperatureSchema.nullable(),
  path: processingPathSchema.nullable(),
});
export type TimelineJob = z.infer<typeof timelineJobSchema>;

export const timelineSchema = z.object({
  run_id: z.uuid(),
  /** One for each worker slot; a fresh worker in the same slot goes on in the same lane. */
  lanes: z.array(z.object({ slot: count })),
  /** What the spans are called: file names of jobs, names of stages and parts. */
  names: z.array(z.string()),
  jobs: z.array(timelineJobSchema),
  /** Columns, all of one length. Times are microseconds, starts from the run's origin; whole numbers. */
  spans: z.object({
    /** Index into `lanes`. */
    lane: z.instanceof(Uint16Array),
    /** 0 a job, 1 a stage, 2 and more a part. */
    depth: z.instanceof(Uint8Array),
    /** Index into `stageNames`, or `NO_STAGE`. */
    stage: z.instanceof(Uint8Array),
    /** Index into `names`. */
    name: z.instanceof(Uint32Array),
    /** Index into `jobs`. */
    job: z.instanceof(Uint32Array),
    start_us: z.instanceof(Float64Array),
    wall_us: z.instanceof(Float64Array),
    /** User and system, children included; of a job: the process's CPU during it, the remainder included. */
    cpu_us: z.instanceof(Float64Array),
  }),
});
export type Timeline = z.infer<typeof timelineSchema>;
