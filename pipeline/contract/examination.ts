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
