/**
 * The raw samples of a comparison as a file for other programs: all that its verdict was made of. The JSON form holds exactly
 * this; `resources/comparison-samples.schema.json` is made from this file (`npm run schemas`).
 */
import { z } from 'zod';
import { compareMetricSchema, comparisonWarningSchema, sideNameSchema } from './comparison.ts';
import { jsonObjectSchema } from './json.ts';
import { processingPathSchema, stageNameSchema, temperatureSchema } from './stages.ts';

export const SAMPLES_FORMAT = 'rythmiq-bench-samples/1';

const count = z.int().nonnegative();
const seconds = z.number().nonnegative();
const texts = z.record(z.string(), z.string());

export const sampleStateSchema = z.enum(['succeeded', 'failed', 'unfinished']);

/** One job of one pass. */
export const sampleSchema = z.strictObject({
  side: sideNameSchema,
  pass: count.describe('Trip through all documents on one side; numbered from 0 in the order in which they were run'),
  block: count,
  half: z.literal([0, 1]).describe('There (0) or back (1); two passes of one half of a block are a pair, the replicate'),
  document: count.describe('Index into documents'),
  file: z.string().describe('Name of that document'),
  job: z.string(),
  path: processingPathSchema.nullable(),
  temperature: temperatureSchema.nullable().describe('cold: the first job of its worker process; null: it ended in none'),
  state: sampleStateSchema,
  cpu_seconds: seconds.nullable().describe('User and system, all threads; null where nothing was measured'),
  wall_seconds: seconds.nullable(),
  stages: z.partialRecord(stageNameSchema, z.strictObject({ cpu_seconds: seconds, wall_seconds: seconds })),
  idle_spin_cpu_seconds: seconds
    .nullable()
    .describe('CPU that threads burnt after the answer of their stage, until they slept; it is inside the stages'),
  cer: seconds.nullable().describe('Character error rate; null without true text, or where the job did not succeed'),
  fields_right: count.nullable(),
  fields_expected: count.nullable().describe('Fields that the truth names'),
});
export type Sample = z.infer<typeof sampleSchema>;

export const samplesFileSchema = z.strictObject({
  format: z.literal(SAMPLES_FORMAT),
  design: z
    .enum(['interleaved', 'stored'])
    .describe('interleaved: planned and run as one comparison; stored: runs that were made apart, set side by side'),
  complete: z.boolean().describe('False while passes of the plan are missing'),
  plan: z.strictObject({
    seed: count,
    blocks: count,
    metric: compareMetricSchema,
    materiality: z.number().describe('Relative change that is worth acting on'),
    preset: z.string().nullable(),
  }),
  sides: z.array(
    z.strictObject({
      name: sideNameSchema,
      label: z.string(),
      settings: jsonObjectSchema,
      versions: texts,
      surroundings: texts,
      runs: z.array(z.string()),
      gpu_libraries: z.array(z.string()).nullable(),
    }),
  ),
  documents: z.array(z.string()),
  documents_left_out: count.describe('Documents of stored runs that not all sides have'),
  warnings: z.array(comparisonWarningSchema).describe('What makes the comparison less certain; stays with the samples'),
  samples: z.array(sampleSchema),
});
export type SamplesFile = z.infer<typeof samplesFileSchema>;
