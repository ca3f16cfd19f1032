/**
 * The metrics contract of the report's § 1.6: one object per job, the same on a worker's stdout, in a webhook and in an
 * export. `resources/metrics-contract.schema.json` is made from this file (`npm run schemas`).
 */
import { z } from 'zod';
import { typedDocumentSchema } from './document.ts';
import { errorInfoSchema } from './errors.ts';
import { processingPathSchema, stageNameSchema, temperatureSchema } from './stages.ts';

const seconds = z.number().nonnegative();

const stageMetricsSchema = z.strictObject({ cpu_seconds: seconds, wall_seconds: seconds });

const stagesSchema = z.strictObject({
  fetch: stageMetricsSchema,
  quality_scoring: stageMetricsSchema,
  pre_ocr: stageMetricsSchema.optional(),
  enhancement: stageMetricsSchema,
  ocr: stageMetricsSchema,
  schema_adaptation: stageMetricsSchema,
  upload: stageMetricsSchema,
});

const totals = {
  total_cpu_seconds: seconds,
  total_wall_seconds: seconds,
  execution_temperature: temperatureSchema,
};

export const successContractSchema = z.strictObject({
  status: z.literal('SUCCESS'),
  job_id: z.uuid(),
  result: z.strictObject({
    document: typedDocumentSchema,
    text: z.string(),
    quality_score: z.number().min(0).max(1),
    ocr_confidence: z.number().min(0).max(1),
    enhancement_skipped: z.boolean(),
    pages: z.int().positive(),
    /** Of a PDF alone: whether it carries text of its own. OCR ran all the same, and did not use it. */
    text_layer: z.boolean().optional(),
    input_file_size_bytes: z.int().positive(),
    output_file_size_bytes: z.int().positive(),
    master: z.string(),
    preview: z.string(),
    words: z.string(),
  }),
  metrics: z.strictObject({ ...totals, processing_path: processingPathSchema, stages: stagesSchema }),
});
export type SuccessContract = z.infer<typeof successContractSchema>;

export const failureContractSchema = z.strictObject({
  status: z.literal('FAILED'),
  job_id: z.uuid(),
  error: z.strictObject({
    code: errorInfoSchema.shape.code,
    message: z.string(),
    /** The stage that failed; null when no stage was running. */
    stage: stageNameSchema.nullable(),
  }),
  /** The stages that ended before the failure, and what the failed one had burnt; the path is unknown before scoring. */
  metrics: z.strictObject({ ...totals, processing_path: processingPathSchema.nullable(), stages: stagesSchema.partial() }),
});
export type FailureContract = z.infer<typeof failureContractSchema>;

export const metricsContractSchema = z.discriminatedUnion('status', [successContractSchema, failureContractSchema]);
export type MetricsContract = z.infer<typeof metricsContractSchema>;
