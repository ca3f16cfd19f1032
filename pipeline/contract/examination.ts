/**
 * What `rbench doctor` and the Environment screen tell of a machine.
 */
import { z } from 'zod';
import { environmentSchema } from './environment.ts';
import { warningSchema } from './warnings.ts';

/** One thing looked at: what was found, or what is missing and how to get it. */
export const findingSchema = z.object({ what: z.string(), found: z.boolean(), detail: z.string() });
export type Finding = z.infer<typeof findingSchema>;

export const examinationSchema = z.object({
  environment: environmentSchema,
  engines: z.array(findingSchema),
  hosts: z.array(findingSchema),
  database: findingSchema,
  noise: z.object({
    /** CPU of the same fixed work, repeated: median, lower and upper quartile, in microseconds. */
    calibration: z.object({ median_us: z.number(), low_us: z.number(), high_us: z.number() }),
    warnings: z.array(warningSchema),
  }),
});
export type Examination = z.infer<typeof examinationSchema>;

/** What can be told of a machine at once, and while a run is measured: nothing is started or timed. */
export const inventorySchema = z.object({
  environment: environmentSchema,
  engines: z.array(findingSchema),
  /** Null before the first run. `problem`: why it cannot be read. */
  database: z
    .union([
      z.object({
        file: z.string(),
        bytes: z.int(),
        schema_version: z.int(),
        /** The newest that this version writes. */
        known_version: z.int(),
        runs: z.int(),
      }),
      z.object({ problem: z.string() }),
    ])
    .nullable(),
});
export type Inventory = z.infer<typeof inventorySchema>;
