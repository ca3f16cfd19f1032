/**
 * What a capacity is projected from, as it leaves the reader. Everything that a slider changes is computed from it anew, in the
 * window too: it holds what was measured and the replicates of the bootstrap, and no result.
 */
import { z } from 'zod';
import { intervalSchema, sideNameSchema } from './comparison.ts';
import { capacityInputsSchema, keptCriteriaSchema, policyNameSchema } from './criteria.ts';
import { jsonObjectSchema } from './json.ts';
import { runStateSchema } from './run.ts';
import { stageNameSchema } from './stages.ts';

/** Runs of one choice of settings, each a pass; or one side of a comparison. */
export const capacityOfSchema = z.object({
  runs: z.array(z.uuid()).min(1).max(50),
  /** Null unless the run is a comparison. */
  side: sideNameSchema.nullable(),
});
export type CapacityOf = z.infer<typeof capacityOfSchema>;

const count = z.int().nonnegative();
const seconds = z.number().nonnegative();
const column = z.instanceof(Float64Array);

const pathBasisSchema = z.object({
  /** Distinct documents with a warm job. */
  documents: count,
  warm_jobs: count,
  cold_jobs: count,
  /** Mean of a warm document; null without one. */
  cpu_seconds: seconds.nullable(),
});

export const capacityBasisSchema = z.object({
  /** Distinct documents that were read to their end. */
  documents: count,
  passes: z.int().positive(),
  jobs: z.object({ succeeded: count, failed: count, unfinished: count }),
  paths: z.object({ fast: pathBasisSchema, standard: pathBasisSchema }),
  cold: z.object({
    jobs: count,
    /** Of the succeeded jobs. */
    share: z.number().min(0).max(1),
    /** CPU seconds that a cold document takes more than a warm one; null where nothing tells. May be below 0 by chance. */
    surcharge: z.number().nullable(),
    /** `paired`: the same documents were read warm too; `unpaired`: against the mean of the warm ones of its path. */
    method: z.enum(['paired', 'unpaired']).nullable(),
  }),
  /** What failed jobs burnt, for each document that was delivered. */
  failed: z.object({ jobs: count, share: z.number().min(0).max(1), cpu_seconds: seconds }),
  size: z.object({
    /** Mean size of the documents, bytes. */
    mean_bytes: z.number().nullable(),
    /** Exponent: twice the bytes take 2^elasticity times the CPU. Null where sizes differ too little to tell. */
    elasticity: intervalSchema.nullable(),
    documents: count,
  }),
  /** Not in the figure, because the report counts stages: start-up of a worker process, and what ran between stages. */
  outside: z.object({ startup_cpu_seconds: seconds.nullable(), unattributed_cpu_seconds: seconds.nullable() }),
  /** Mean CPU seconds of a succeeded document in each stage. */
  stages: z.partialRecord(stageNameSchema, seconds),
  /** How far passes move, relative; null where neither passes nor comparisons of a setting with itself tell. */
  pass_noise: z.object({ relative: seconds, from: z.enum(['passes', 'this_machine']) }).nullable(),
  /**
   * One value for each replicate, all of one length; empty where the figure is null. `pass` is a factor on everything, all 1
   * where `pass_noise` is null.
   */
  replicates: z.object({ fast: column, standard: column, surcharge: column, failed: column, elasticity: column, pass: column }),
  /** Of each figure's spread; null where it has none. Few degrees of freedom make an interval wider than its replicates. */
  degrees_of_freedom: z.object({
    fast: z.number().nullable(),
    standard: z.number().nullable(),
    surcharge: z.number().nullable(),
    failed: z.number().nullable(),
    pass: z.number().nullable(),
  }),
});
export type CapacityBasis = z.infer<typeof capacityBasisSchema>;

export const sentenceSchema = z.object({ code: z.string(), message: z.string() });

export const driftCheckSchema = z.object({
  what: z.enum(['cold_frequency', 'size', 'quality', 'arrivals']),
  /** What a person knows it by: "Document size". */
  title: z.string(),
  /** "Kolmogorov–Smirnov, by permutation". */
  test: z.string(),
  /** "drift: p below 0.05 (Holm) and the median moved by more than 25 %". */
  threshold: z.string(),
  /** Measured values in words: "median 1.2 MB, 90 % below 3.1 MB"; null where nothing was measured. */
  here: z.string().nullable(),
  reference: z.string().nullable(),
  /** Corrected after Holm over the checks that were made; null where no test was made. */
  p: z.number().nullable(),
  verdict: z.enum(['steady', 'drifted', 'cannot_tell', 'not_measured']),
  sentence: z.string(),
});
export type DriftCheck = z.infer<typeof driftCheckSchema>;

/** Against the pinned run; without one, what was measured here is still told. */
export const driftSchema = z.object({
  reference: z.object({ run: z.uuid(), name: z.string(), created_at: z.string() }).nullable(),
  checks: z.array(driftCheckSchema),
});
export type Drift = z.infer<typeof driftSchema>;

/** A way to spend less, out of the comparisons that the database holds. */
export const adjustOptionSchema = z.object({
  /** "OCR threads 4 → 2", or the settings that differ. */
  title: z.string(),
  preset: z.string().nullable(),
  /** The report's expected saving, shares; null where it names none. */
  expected: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** The comparison that measured it; null where none did. */
  comparison: z.uuid().nullable(),
  /** CPU of a document after it, over before; null where nothing was measured. */
  ratio: intervalSchema.nullable(),
  verdict: z.string().nullable(),
  /** Whether side a of that comparison had the settings of this run, but for what the option changes. */
  same_settings: z.boolean(),
  /** What was found, or the command that would measure it. */
  sentence: z.string(),
  command: z.string(),
});
export type AdjustOption = z.infer<typeof adjustOptionSchema>;

export const capacityFactsSchema = z.object({
  of: capacityOfSchema,
  /** What a person knows it by: the run's name, or its short id; of a side its label. */
  title: z.string(),
  runs: z.array(z.object({ id: z.uuid(), name: z.string(), created_at: z.string(), state: runStateSchema, kind: z.string() })),
  settings: jsonObjectSchema,
  /** "AMD EPYC, 2 cores; linux". */
  machine: z.string(),
  basis: capacityBasisSchema,
  /** Fixed before the run; null for a run of a version that did not keep them, or of runs with different ones. */
  kept_criteria: keptCriteriaSchema.nullable(),
  invariants: z.array(z.object({ name: z.string(), holds: z.boolean().nullable(), sentence: z.string() })),
  drift: driftSchema,
  /** Measured ones first, the largest saving first. */
  options: z.array(adjustOptionSchema),
  /** Of the runs, and of the sample. */
  warnings: z.array(sentenceSchema),
});
export type CapacityFacts = z.infer<typeof capacityFactsSchema>;

export const reportFormatSchema = z.enum(['md', 'html', 'pdf', 'csv', 'json']);
export type ReportFormat = z.infer<typeof reportFormatSchema>;

/** Whose report, and by which criteria: those kept with the run, but for what a person turned. */
export const reportRequestSchema = z.object({ of: capacityOfSchema, inputs: capacityInputsSchema, policy: policyNameSchema });
