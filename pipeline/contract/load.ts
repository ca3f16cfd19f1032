/**
 * A load test: who uploads when, to which gateway, and what came of each upload.
 */
import { z } from 'zod';
import { documentSelectionSchema } from './document-selection.ts';
import { postgresTargetSchema } from './postgres.ts';
import { runStateSchema, runWarningSchema } from './run.ts';
import { settingsSchema } from './settings.ts';
import { signalSchema } from './signals.ts';
import { processingPathSchema, stageNameSchema } from './stages.ts';

/**
 * `burst`: the report's § 2.2 with its shape kept and scaled to users × documents. `burst-rates`: the same as printed. `steps`:
 * the rate rises until something breaks. `constant`, `poisson`: so many a second. `replay`: moments out of a file.
 */
export const loadProfileSchema = z.enum(['burst', 'burst-rates', 'steps', 'constant', 'poisson', 'replay']);
export type LoadProfile = z.infer<typeof loadProfileSchema>;

/** More arrivals than this are no test of a machine but of patience. */
export const MOST_ARRIVALS = 100_000;

const LONGEST_SECONDS = 86_400;

/** What the numbers of a load may be. */
export const loadNumbers = {
  users: z.int().min(1).max(10_000),
  documents_per_user: z.int().min(1).max(1000),
  per_second: z.number().gt(0).max(10_000),
  seconds: z.number().gt(0).max(LONGEST_SECONDS),
  factor: z.number().gt(1).max(10),
  step_seconds: z.number().gt(0).max(LONGEST_SECONDS),
  steps: z.int().min(1).max(100),
};
const { users, documents_per_user, per_second, seconds, factor, step_seconds, steps } = loadNumbers;

/** Which document of a path an upload is, by its place among them. */
const drawnDocumentSchema = z.strictObject({ path: processingPathSchema, document: z.int().nonnegative() });

export const loadShapeSchema = z.discriminatedUnion('profile', [
  z.strictObject({
    profile: z.enum(['burst', 'burst-rates']),
    users: users.default(50),
    /** Of `burst`; `burst-rates` makes as many as its rates add up to. */
    documents_per_user: documents_per_user.default(5),
  }),
  z.strictObject({ profile: z.enum(['constant', 'poisson']), per_second, seconds }),
  /** From one rate to the next, each held for so long. */
  z.strictObject({ profile: z.literal('steps'), from_per_second: per_second, factor, step_seconds, steps }),
  z
    .strictObject({
      profile: z.literal('replay'),
      /** Seconds from the beginning, in any order. */
      moments: z.array(z.number().min(0).max(LONGEST_SECONDS)).min(1).max(MOST_ARRIVALS),
      /** For each of the moments, where the plan says it; else they are drawn. */
      documents: z.array(drawnDocumentSchema).optional(),
    })
    .refine(
      ({ moments, documents }) => documents === undefined || documents.length === moments.length,
      'one document for each moment',
    ),
]);
export type LoadShape = z.infer<typeof loadShapeSchema>;

export const plannedArrivalSchema = z.object({
  /** Seconds from the beginning. */
  at: z.number().nonnegative(),
  path: processingPathSchema,
  /** Which of the path's documents; they come again when there are more arrivals. */
  document: z.int().nonnegative(),
});
export type PlannedArrival = z.infer<typeof plannedArrivalSchema>;

/**
 * What became of an arrival. Latency counts from the planned moment, not from when it was sent: a system that stalls would else
 * hide its stall from whoever waits in front of it (coordinated omission).
 */
export const arrivalSchema = plannedArrivalSchema.extend({
  /** In seconds from the beginning; null while it has not come to it. */
  sent: z.number().nullable(),
  answered: z.number().nullable(),
  /** When its job ended. */
  ended: z.number().nullable(),
  /** Of the gateway's answer; null where none came. */
  status: z.int().nullable(),
  outcome: z.enum(['planned', 'in_flight', 'completed', 'failed', 'rejected']),
  /** The gateway's name of it; null where it was not accepted. */
  job_id: z.string().nullable(),
});
export type Arrival = z.infer<typeof arrivalSchema>;

/** As the database has it; moments count from the run's origin. */
export const keptArrivalSchema = arrivalSchema.extend({
  /** When a worker began with it, and when it had ended there; null where its job is in another database. */
  job_started: z.number().nullable(),
  job_ended: z.number().nullable(),
});
export type KeptArrival = z.infer<typeof keptArrivalSchema>;

/** What the gateway takes, and for how long it waits. */
export const gatewayLimitsSchema = z.strictObject({
  max_document_bytes: z
    .int()
    .min(1024)
    .max(2 ** 32)
    .default(50 * 1024 * 1024),
  /** Jobs that may wait; one more is answered with 503. */
  max_queue: z.int().min(1).max(MOST_ARRIVALS).default(1000),
  /** For a whole request; 30 s as the report has it. */
  request_timeout_ms: z.int().min(100).max(600_000).default(30_000),
  /** For the head of a request. */
  headers_timeout_ms: z.int().min(100).max(600_000).default(10_000),
  /** More are not let in. */
  max_connections: z.int().min(1).max(60_000).default(2000),
  /** Webhooks go to this machine alone unless this is said. */
  allow_foreign_webhooks: z.boolean().default(false),
});
export type GatewayLimits = z.infer<typeof gatewayLimitsSchema>;
export const defaultLimits: GatewayLimits = gatewayLimitsSchema.parse({});

export const gatewayAddressSchema = z.strictObject({
  /** `http://127.0.0.1:8080`. */
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().min(1).max(1000),
  /** Certificate of the authority that signed that of an https gateway, PEM; beside those that the system trusts. */
  ca_file: z.string().optional(),
});
export type GatewayAddress = z.infer<typeof gatewayAddressSchema>;

export const loadRequestSchema = z.strictObject({
  name: z.string(),
  /** A folder, or one document. */
  documents: z.string(),
  selection: documentSelectionSchema,
  /** Null: only the gateway is opened, for other tools, until it is stopped. */
  shape: loadShapeSchema.nullable(),
  seed: z.int().nonnegative(),
  /** Of the arrivals, on the fast path; where the folder does not say which path a document takes, all are drawn alike. */
  fast_share: z.number().min(0).max(1),
  settings: settingsSchema,
  limits: gatewayLimitsSchema,
  /** Of the gateway; 0: any that is free. */
  port: z.int().min(0).max(65_535),
  /** Another machine's gateway, which is then the one under test; null: the gateway and the workers run here. */
  gateway: gatewayAddressSchema.nullable(),
  /** Where each job's row is written as it ends, through a pool of so many connections; the password is kept nowhere. */
  database: z
    .strictObject({
      target: postgresTargetSchema,
      password: z.string().nullable(),
      connections: z.int().min(1).max(1000),
    })
    .nullable(),
  /** `postgres`: workers of any machine take the documents, by way of the database, which must then be given. */
  queue: z.enum(['here', 'postgres']),
  /** As `RunRequest.results`. */
  results: z.string().nullable(),
});
export type LoadRequest = z.infer<typeof loadRequestSchema>;

/** In the plan of a run of kind `load`. */
export const loadPlanSchema = loadRequestSchema.pick({ shape: true, seed: true, fast_share: true, limits: true }).extend({
  /** Of another machine's gateway; its token is not kept. */
  gateway_url: z.string().nullable(),
  /** When the load began, in seconds from the run's origin; null before. */
  began: z.number().nullable(),
  /** When it was stopped because something broke, by a load that rises until then. */
  stopped_at: z.number().nullable(),
  /** Of a gateway alone: uploads that it refused, by status. */
  refused: z.record(z.string(), z.int()).default({}),
});
export type LoadPlan = z.infer<typeof loadPlanSchema>;

/** A load test as it is kept: what its result is reckoned from, wherever it is shown. */
export const loadFactsSchema = z.object({
  run: z.uuid(),
  name: z.string(),
  state: runStateSchema,
  created_at: z.string(),
  machine: z.string(),
  cores: z.int().positive(),
  settings: settingsSchema,
  plan: loadPlanSchema,
  arrivals: z.array(keptArrivalSchema),
  signals: z.array(signalSchema),
  /** Of a gateway alone, without a plan: what it refused, and where the jobs are that it took; null of a load that was played. */
  served: z
    .object({
      refused: z.record(z.string(), z.int()),
      jobs: z.object({ queued: z.int(), running: z.int(), succeeded: z.int(), failed: z.int() }),
    })
    .nullable(),
  /** CPU of succeeded jobs by stage, in seconds, and of all their stages together. */
  stage_cpu: z.partialRecord(stageNameSchema, z.number()),
  warnings: z.array(runWarningSchema),
});
export type LoadFacts = z.infer<typeof loadFactsSchema>;
