/** What a simulation is fed with, and what it answers. */
import { z } from 'zod';
import { processingPathSchema, stageNameSchema, temperatureSchema } from './stages.ts';

const seconds = z.number().nonnegative();

export const measuredJobSchema = z.object({
  path: processingPathSchema.nullable(),
  temperature: temperatureSchema.nullable(),
  failed: z.boolean(),
  stages: z.partialRecord(stageNameSchema, z.object({ cpu_seconds: seconds, wall_seconds: seconds })),
  /** From its worker's beginning with it to its end, stages and what lies between. */
  wall_seconds: seconds,
  /** Of the job, by no stage. */
  unattributed_cpu_seconds: seconds,
  /** When it came and when its end was told, in seconds; null where nobody waited for it. */
  came: z.number().nullable(),
  ended: z.number().nullable(),
});
export type MeasuredJob = z.infer<typeof measuredJobSchema>;

/** Jobs of one run, as far as they ended. */
export const measuredRunSchema = z.object({
  run: z.uuid(),
  kind: z.string(),
  name: z.string(),
  machine: z.string(),
  /** That the workers may use, of those that the machine has. */
  cores: z.int().positive(),
  workers: z.int().positive(),
  /** What an upload spends on its way into the queue and the notice on its way back, the median; 0 where nothing was uploaded. */
  gateway_seconds: seconds,
  /** Of OCR, as set. */
  threads: z.int().positive(),
  /** In the order in which they came. */
  jobs: z.array(measuredJobSchema),
  /** From the first beginning to the last end. */
  makespan_seconds: seconds,
  /** Cores that others than the workers kept busy while the workers were at work; null where it was not measured. */
  background_cores: z.number().nonnegative().nullable(),
});
export type MeasuredRun = z.infer<typeof measuredRunSchema>;

/** An estimate over many seeds, with the interval that holds 95 % of them. */
const spreadSchema = z.object({ mean: z.number(), low: z.number(), high: z.number() });
export type Spread = z.infer<typeof spreadSchema>;

const againstSchema = z.object({
  measured: z.number(),
  simulated: z.number(),
  /** Of the measured value; 0.1 is 10 % too much. */
  error: z.number(),
});
export type Against = z.infer<typeof againstSchema>;

export const theoryCheckSchema = z.object({
  queue: z.string(),
  known_wait: z.number(),
  /** Mean over the seeds, and so its error. */
  simulated_wait: z.number(),
  error: z.number(),
  seeds: z.int().positive(),
  /** Of the seed that is furthest off. */
  worst_error: z.number(),
});
export type TheoryCheck = z.infer<typeof theoryCheckSchema>;

const replaySchema = z.object({ makespan: againstSchema, p50: againstSchema.nullable(), p95: againstSchema.nullable() });
export type Replay = z.infer<typeof replaySchema>;

export const validationSchema = z.object({
  theory: z.array(theoryCheckSchema),
  /**
   * The run itself, simulated: its own arrivals and work on its own machine, beside what others were seen to keep busy meanwhile.
   * Latencies are null without a load test.
   */
  run: replaySchema.extend({
    /** The same with nobody beside the workers, as in a projection. Null where others kept next to nothing busy, or were not seen. */
    undisturbed: replaySchema.nullable(),
  }),
});
export type Validation = z.infer<typeof validationSchema>;

export const scenarioWishSchema = z.object({
  users: z.int().min(1).max(10_000),
  documents_per_user: z.int().min(1).max(1000),
  profile: z.enum(['burst', 'burst-rates']),
  cores: z.int().min(1).max(1024),
  workers: z.int().min(1).max(1024),
  queue_limit: z.int().min(1),
  fast_share: z.number().min(0).max(1),
});
export type ScenarioWish = z.infer<typeof scenarioWishSchema>;

/** Where a projection leaves what was measured. */
export const outsideRangeSchema = z.enum(['cores', 'workers', 'threads', 'fast_path', 'standard_path']);
export type OutsideRange = z.infer<typeof outsideRangeSchema>;

export const projectionSchema = z.object({
  scenario: scenarioWishSchema,
  seeds: z.int().positive(),
  makespan_seconds: spreadSchema,
  throughput_per_second: spreadSchema,
  latency_seconds: z.object({ p50: spreadSchema, p95: spreadSchema, p99: spreadSchema, max: spreadSchema }),
  longest_queue: spreadSchema,
  /** At the end of any of the first 120 seconds. */
  longest_queue_in_two_minutes: spreadSchema,
  rejected: spreadSchema,
  /** Share of the cores while there was work. */
  cpu: spreadSchema,
  /** Seconds in which more than 95 % of the cores worked. */
  saturated_seconds: spreadSchema,
  /** Share of the seeds in which the signal became critical: CPU above 95 % for 30 s, more than 100 waiting. */
  critical: z.object({ cpu: z.number(), queue: z.number() }),
  /** The interval, widened by the error that the model made on the measured run; null without one. */
  with_error: z.object({ makespan_seconds: spreadSchema, p95_seconds: spreadSchema.nullable() }).nullable(),
  outside_measured_range: z.array(outsideRangeSchema),
  /** What to know before it is believed; each a sentence. */
  cautions: z.array(z.string()),
});
export type Projection = z.infer<typeof projectionSchema>;

/** Of one run, in the cases that were asked for. */
export const simulationRequestSchema = z.strictObject({
  run: z.uuid(),
  scenarios: z.array(scenarioWishSchema).min(1).max(50),
  seed: z.int().nonnegative(),
  seeds: z.int().min(2).max(10_000),
});
export type SimulationRequest = z.infer<typeof simulationRequestSchema>;

export const simulationSchema = z.object({ validation: validationSchema.shape.run, projections: z.array(projectionSchema) });
export type Simulation = z.infer<typeof simulationSchema>;

export const predictionSchema = z.object({
  component: z.string(),
  predicted: z.string(),
  simulated: z.string(),
  /** Null: the model has no such part. */
  comes_true: z.boolean().nullable(),
});
export type Prediction = z.infer<typeof predictionSchema>;

/** With what the report predicts for as many users; empty for any other number of them. */
export const foretoldProjectionSchema = projectionSchema.extend({ predictions: z.array(predictionSchema) });
export type ForetoldProjection = z.infer<typeof foretoldProjectionSchema>;

/** What `rbench simulate --json` prints. */
export const simulationOutputSchema = z.strictObject({
  run_id: z.uuid(),
  measured: measuredRunSchema.extend({ jobs: z.int().positive() }),
  /** Whether the load test that it is fed with counts: its generator was on time. Null for a run, and where nothing was sent by a plan. */
  load_is_valid: z.boolean().nullable(),
  validation: validationSchema,
  projection: z.array(foretoldProjectionSchema),
  db: z.string(),
});
