/**
 * What a decision is held against: budget, volumes, mix and bands. Fixed before a run, kept with it, and named by a hash, so
 * that a reader sees whether they were chosen after a look at the numbers.
 */
import { z } from 'zod';
import { defaultPathMix } from './run.ts';

export const policyNameSchema = z.enum(['published', 'derived']);
/** `published`: the report's § 6 as printed. `derived`: the same bands, computed from the budget by its § 4.1. */
export type PolicyName = z.infer<typeof policyNameSchema>;

/** What a person may turn. Shares are from 0 to 1. */
export const capacityInputsSchema = z.strictObject({
  /** CPU-hours a month. */
  budget_hours: z.number().gt(0).max(1_000_000),
  /** Documents a day, ascending. */
  volumes: z.array(z.int().min(1).max(10_000_000)).min(1).max(12),
  /** Share of documents on the fast path; the others take the standard path. */
  fast_share: z.number().min(0).max(1),
  /** Share of documents that a worker process begins with; null: as in the run. */
  cold_share: z.number().min(0).max(1).nullable(),
  /** CPU seconds on the production node for one CPU second here. */
  node_factor: z.number().min(0.05).max(20),
  /** Size of the documents, times that of those measured. */
  size_factor: z.number().min(0.1).max(10),
});
export type CapacityInputs = z.infer<typeof capacityInputsSchema>;

export const defaultCapacityInputs: CapacityInputs = {
  budget_hours: 200,
  volumes: [700, 1000, 1300],
  fast_share: defaultPathMix.fast,
  cold_share: null,
  node_factor: 1,
  size_factor: 1,
};

export const CRITERIA_FORMAT = 'rythmiq-bench-criteria/1';

export const decisionBandSchema = z.enum(['go', 'reduce_volume', 'optimise', 'no_go']);
/** The four rows of the report's § 6, in its order. */
export type DecisionBand = z.infer<typeof decisionBandSchema>;

export const criteriaSchema = z.strictObject({
  format: z.literal(CRITERIA_FORMAT),
  inputs: capacityInputsSchema,
  /** Which policy the exit code follows. */
  policy: policyNameSchema,
  /** Upper ends of the bands, CPU seconds per document; above the last is NO-GO. */
  published: z.strictObject({ go: z.number(), reduce_volume: z.number(), optimise: z.number() }),
  /** Documents a day that each band must carry; its upper end follows from the budget. */
  derived: z.strictObject({ go: z.int(), reduce_volume: z.int(), optimise: z.int() }),
  /** Share of documents that may fail. */
  error_rate_limit: z.number(),
  /** Of every interval. */
  confidence: z.number(),
});
export type Criteria = z.infer<typeof criteriaSchema>;

/** As a run keeps them in its plan. */
export const keptCriteriaSchema = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), criteria: criteriaSchema });
export type KeptCriteria = z.infer<typeof keptCriteriaSchema>;
