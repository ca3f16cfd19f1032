/**
 * A comparison: two to four sides, settings or stored runs, over the same documents. What is asked for, how it is planned, and
 * what comes out. Ratios are side over side `a`: below 1 is less CPU, or less time.
 *
 * Sides are measured in passes: one trip through all documents, by fresh worker processes. A block takes every side twice, there
 * and back (a b b a), so that a drift of the machine meets the sides alike. Two passes of a half of a block make a pass pair:
 * the replicate that intervals are made of.
 */
import { z } from 'zod';
import { runAccuracySchema } from './accuracy.ts';
import { criteriaSchema } from './criteria.ts';
import { documentSelectionSchema } from './document-selection.ts';
import { jsonObjectSchema } from './json.ts';
import { MOST_JOBS } from './limits.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { processingPathSchema, stageNameSchema } from './stages.ts';

export const sideNames = ['a', 'b', 'c', 'd'] as const;
export const sideNameSchema = z.enum(sideNames);
export type SideName = z.infer<typeof sideNameSchema>;

export const compareMetricSchema = z.enum(['cpu', 'wall']);
/** `cpu`: CPU seconds per document, `wall`: wall seconds. */
export type CompareMetric = z.infer<typeof compareMetricSchema>;

/** Relative change that is worth acting on; smaller ones are `equivalent`. */
export const DEFAULT_MATERIALITY = 0.02;
export const DEFAULT_BLOCKS = 3;
export const MOST_BLOCKS = 100;

/** A checkout of Rythmiq Bench whose worker processes a side runs: its code, not that of this one. */
export const sideCodeSchema = z.object({
  folder: z.string().min(1),
  /** As it is called in labels: its revision, or the folder where there is none. */
  name: z.string().min(1),
});
export type SideCode = z.infer<typeof sideCodeSchema>;

/** Stands among the settings of a side where the sides of a comparison run different code; it is no setting. */
export const CODE_KEY = 'code';

export const comparePlanSchema = z.object({
  seed: z.int().nonnegative(),
  blocks: z.int().min(1).max(MOST_BLOCKS),
  metric: compareMetricSchema,
  materiality: z.number().gt(0).lt(1),
  /** Name of the preset that it came from (`presets.ts`); null for settings of one's own. */
  preset: z.string().nullable(),
  sides: z
    .array(z.object({ name: sideNameSchema, settings: settingsSchema, code: sideCodeSchema.optional() }))
    .min(2)
    .max(sideNames.length),
});
/** What is fixed before the first document, and kept with the run. */
export type ComparePlan = z.infer<typeof comparePlanSchema>;

export const compareRequestSchema = z.object({
  name: z.string(),
  /** A folder, or one document. */
  documents: z.string(),
  selection: documentSelectionSchema,
  /** Null: each document once in a pass. */
  count: z.int().positive().max(MOST_JOBS).nullable(),
  plan: comparePlanSchema,
  /** Null: beside the database. */
  results: z.string().nullable(),
  /** As of a run. */
  criteria: criteriaSchema.optional(),
});
export type CompareRequest = z.infer<typeof compareRequestSchema>;

/** How many jobs a pass begins with that only warm up: one for each worker that will have work. */
export const warmUpsOf = (settings: Pick<Settings, 'workers'>, documents: number): number =>
  Math.min(settings.workers, documents);

/** What of a run's `plan` makes it a comparison. */
export const keptComparePlanSchema = z.object({ comparison: comparePlanSchema });

/** 95 % interval. */
export const intervalSchema = z.object({ estimate: z.number(), low: z.number(), high: z.number() });
export type Interval = z.infer<typeof intervalSchema>;

export const effectVerdictSchema = z.enum(['faster', 'slower', 'equivalent', 'cannot_tell']);
export type EffectVerdict = z.infer<typeof effectVerdictSchema>;
/** `unproven`: a stage moved that the change cannot move; `inadmissible`: the side breaks an invariant. */
export const verdictSchema = z.enum([...effectVerdictSchema.options, 'unproven', 'inadmissible']);
export type Verdict = z.infer<typeof verdictSchema>;

/** One figure of one side against the same figure of side `a`. */
export const effectSchema = z.object({
  metric: compareMetricSchema,
  /** Null: neither side used any, or only one of them ran it. */
  ratio: intervalSchema.nullable(),
  /** Over pass pairs and documents: would it hold for other documents like these? Null as `ratio`, or with one pair. */
  bootstrap: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Two-sided, of no difference; then corrected after Holm among its family. Null as `ratio`, or with one pair. */
  p: z.number().nullable(),
  p_holm: z.number().nullable(),
  pairs: z.int().nonnegative(),
  /** `log_ratio`: mean over documents of the log ratio; `ratio_of_sums` where a document used nothing. */
  statistic: z.enum(['log_ratio', 'ratio_of_sums']),
  verdict: effectVerdictSchema,
  /** One sentence: why this verdict. */
  reason: z.string(),
  /** Further blocks after which it would probably be settled; null when it is, or when nobody can say. */
  more_blocks: z.int().positive().nullable(),
});
export type Effect = z.infer<typeof effectSchema>;

/** What is to be checked of a side; `holds` is null where nothing could judge it. */
export const sideInvariantSchema = z.object({
  name: z.enum(['ocr_on_every_job', 'required_fields', 'text', 'error_rate', 'no_gpu']),
  holds: z.boolean().nullable(),
  sentence: z.string(),
});
export type SideInvariant = z.infer<typeof sideInvariantSchema>;

const stageFigures = z.object({
  cpu_seconds: intervalSchema,
  wall_seconds: intervalSchema,
  cores_busy: intervalSchema.nullable(),
});

/** Means per warm document; intervals over passes, without a width where there is one pass. */
export const sideResultSchema = z.object({
  name: sideNameSchema,
  /** `ocr.threads=2`; of stored runs their names. */
  label: z.string(),
  settings: jsonObjectSchema,
  runs: z.array(z.uuid()),
  versions: z.record(z.string(), z.string()),
  passes: z.int().nonnegative(),
  /** Distinct documents that every side read, warm. */
  documents: z.int().nonnegative(),
  jobs: z.object({ warm: z.int(), cold: z.int(), failed: z.int(), unfinished: z.int() }),
  cpu_seconds: intervalSchema.nullable(),
  wall_seconds: intervalSchema.nullable(),
  cores_busy: intervalSchema.nullable(),
  documents_per_cpu_hour: intervalSchema.nullable(),
  /** First document of each worker process, apart: mean. */
  cold: z.object({ jobs: z.int(), cpu_seconds: z.number().nullable(), wall_seconds: z.number().nullable() }),
  stages: z.partialRecord(stageNameSchema, stageFigures),
  /** CPU per document that threads burnt after their answer, until they slept; inside `ocr`. Null where none was seen. */
  idle_spin_cpu_seconds: intervalSchema.nullable(),
  accuracy: runAccuracySchema.nullable(),
  invariants: z.array(sideInvariantSchema),
  admissible: z.boolean(),
});
export type SideResult = z.infer<typeof sideResultSchema>;

/** A stage that the change cannot move. */
export const controlSchema = z.object({
  stage: stageNameSchema,
  metric: compareMetricSchema,
  effect: effectSchema,
  /** Relative; movements within it are this machine's own. */
  noise_floor: z.number().positive(),
  /** `measured`: from comparisons of a setting with itself on this machine; else the default. */
  floor_from: z.enum(['measured', 'default']),
  moved: z.boolean(),
});
export type Control = z.infer<typeof controlSchema>;

/** The report's expected saving of a preset, as shares. */
export const bandSchema = z.object({
  low: z.number(),
  high: z.number(),
  /** Where the measured saving lies; `cannot_tell` where its interval reaches over an edge of the band. */
  position: z.enum(['below', 'within', 'above', 'cannot_tell']),
  sentence: z.string(),
});

/** A side against side `a`. */
export const contrastSchema = z.object({
  side: sideNameSchema,
  verdict: verdictSchema,
  /** The sentence a person reads first. */
  sentence: z.string(),
  cpu: effectSchema,
  wall: effectSchema,
  stages: z.partialRecord(stageNameSchema, z.object({ cpu: effectSchema, wall: effectSchema, is_control: z.boolean() })),
  controls: z.array(controlSchema),
  /** All controls added up: the sharper eye for a machine that moved them alike. */
  controls_together: z
    .object({
      stages: z.array(stageNameSchema),
      effect: effectSchema,
      noise_floor: z.number().positive(),
      moved: z.boolean(),
    })
    .nullish(),
  band: bandSchema.nullable(),
});
export type Contrast = z.infer<typeof contrastSchema>;

/** Smallest relative change that the plan finds in four of five tries. */
export const detectableSchema = z.object({
  mde: z.number().positive(),
  /** Relative standard deviation of a pass pair that it is reckoned with, and where that comes from. */
  pair_noise: z.number().positive(),
  noise_from: z.enum(['this_comparison', 'this_machine', 'assumed']),
  pairs: z.int().positive(),
});
export type Detectable = z.infer<typeof detectableSchema>;

const sideDocument = z.object({
  /** Means over warm passes; null where it was not read warm. */
  cpu_seconds: z.number().nullable(),
  wall_seconds: z.number().nullable(),
  cer: z.number().nullable(),
  fields_right: z.int().nullable(),
  fields_expected: z.int().nullable(),
  failed: z.int().nonnegative(),
  path: processingPathSchema.nullable(),
  /** A job that read it, the last that succeeded; null where none did. */
  job: z.uuid().nullable(),
});

export const comparedDocumentSchema = z.object({
  file: z.string(),
  /** In the order of the comparison's sides. */
  sides: z.array(sideDocument),
});
export type ComparedDocument = z.infer<typeof comparedDocumentSchema>;

export const comparisonWarningSchema = z.object({ code: z.string(), message: z.string() });

export const COMPARISON_FORMAT = 'rythmiq-bench-comparison/1';

export const comparisonSchema = z.object({
  format: z.literal(COMPARISON_FORMAT),
  /** Of side `b` against `a`; with more sides, each contrast has its own. */
  verdict: verdictSchema,
  sentence: z.string(),
  metric: compareMetricSchema,
  materiality: z.number(),
  seed: z.int(),
  blocks: z.int().nonnegative(),
  preset: z.string().nullable(),
  /** False while passes are missing: no verdict is given before the plan is done. */
  complete: z.boolean(),
  /** The one setting that differs, with its value on each side; null where several differ. */
  sweep: z.object({ key: z.string(), values: z.array(z.string()) }).nullable(),
  sides: z.array(sideResultSchema),
  contrasts: z.array(contrastSchema),
  /** Every side against every other, by the metric: `matrix[row][column]` is row over column; null on the diagonal. */
  matrix: z.array(z.array(effectSchema.nullable())),
  detectable: detectableSchema.nullable(),
  documents: z.array(comparedDocumentSchema),
  warnings: z.array(comparisonWarningSchema),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** What a plan would find, and take, before it is begun. */
export const planOutlookSchema = z.object({
  detectable: detectableSchema,
  passes: z.int(),
  /** Side of each pass, in order. */
  order: z.array(sideNameSchema),
  documents: z.int(),
  jobs: z.int(),
  /** Null where no past run tells. */
  seconds: z.number().nullable(),
});
export type PlanOutlook = z.infer<typeof planOutlookSchema>;
