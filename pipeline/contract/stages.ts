/**
 * The names of the pipeline's stages, in their order. These strings stand in the database, in the metrics contract and on
 * every screen; nothing else may name a stage.
 */
import { z } from 'zod';

export const stageNames = ['fetch', 'quality_scoring', 'pre_ocr', 'enhancement', 'ocr', 'schema_adaptation', 'upload'] as const;

export const stageNameSchema = z.enum(stageNames);
export type StageName = z.infer<typeof stageNameSchema>;

/** A job on the fast path skips enhancement (GUARD-001 of the report). */
export const processingPathSchema = z.enum(['fast', 'standard']);
export type ProcessingPath = z.infer<typeof processingPathSchema>;

/** `cold` is the first job in a worker process's life. */
export const temperatureSchema = z.enum(['cold', 'warm']);
export type Temperature = z.infer<typeof temperatureSchema>;
