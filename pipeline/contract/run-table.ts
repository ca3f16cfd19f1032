/**
 * Every job of a run with its figures, as columns: what tables and distributions are made of. Columns are as long as `jobs`;
 * NaN stands where a job has no such figure.
 */
import { z } from 'zod';
import { jobStateSchema } from './run.ts';
import { processingPathSchema, stageNameSchema, temperatureSchema } from './stages.ts';

const column = z.instanceof(Float64Array);

export const runTableSchema = z.object({
  jobs: z.array(
    z.object({
      id: z.uuid(),
      /** From 0, in the order of the plan. */
      sequence: z.int(),
      file: z.string(),
      state: jobStateSchema,
      temperature: temperatureSchema.nullable(),
      path: processingPathSchema.nullable(),
      /** Code and sentence of a failed job. */
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
  /** Sums over the stages; of a failed job, over those that ran. */
  cpu_seconds: column,
  wall_seconds: column,
  bytes: column,
  quality: column,
  confidence: column,
  cer: column,
  fields_right: column,
  fields_expected: column,
  stages: z.partialRecord(stageNameSchema, z.object({ cpu_seconds: column, wall_seconds: column })),
});
export type RunTable = z.infer<typeof runTableSchema>;

/**
 * A table on its way between processes, with its jobs as one text: an object for each of 100,000 jobs is looked at and copied at
 * every border, which takes seconds, and a text is not.
 */
export const packedRunTableSchema = runTableSchema.extend({ jobs: z.string() });
export type PackedRunTable = z.infer<typeof packedRunTableSchema>;

export const packRunTable = ({ jobs, ...columns }: RunTable): PackedRunTable => ({ ...columns, jobs: JSON.stringify(jobs) });

export const unpackRunTable = ({ jobs, ...columns }: PackedRunTable): RunTable => ({
  ...columns,
  jobs: runTableSchema.shape.jobs.parse(JSON.parse(jobs)),
});
