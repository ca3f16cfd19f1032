/**
 * A load test: who uploads when, to which gateway, and what came of each upload.
 */
import { z } from 'zod';
import { processingPathSchema } from './stages.ts';

/**
 * `burst`: the report's § 2.2 with its shape kept and scaled to users × documents. `burst-rates`: the same as printed. `steps`:
 * the rate rises until something breaks. `constant`, `poisson`: so many a second. `replay`: moments out of a file.
 */
export const loadProfileSchema = z.enum(['burst', 'burst-rates', 'steps', 'constant', 'poisson', 'replay']);
export type LoadProfile = z.infer<typeof loadProfileSchema>;

/** More arrivals than this are no test of a machine but of patience. */
export const MOST_ARRIVALS = 100_000;

const rate = z.number().gt(0).max(10_000);
const seconds = z.number().gt(0).max(86_400);

export const loadShapeSchema = z.discriminatedUnion('profile', [
  z.strictObject({
    profile: z.enum(['burst', 'burst-rates']),
    users: z.int().min(1).max(10_000).default(50),
    /** Of `burst`; `burst-rates` makes as many as its rates add up to. */
    documents_per_user: z.int().min(1).max(1000).default(5),
  }),
  z.strictObject({ profile: z.enum(['constant', 'poisson']), per_second: rate, seconds }),
  /** From one rate to the next, each held for so long. */
  z.strictObject({
    profile: z.literal('steps'),
    from_per_second: rate,
    factor: z.number().gt(1).max(10),
    step_seconds: seconds,
    steps: z.int().min(1).max(100),
  }),
  /** Seconds from the beginning, in any order. */
  z.strictObject({ profile: z.literal('replay'), moments: z.array(z.number().min(0).max(86_400)).min(1).max(MOST_ARRIVALS) }),
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
});
export type Arrival = z.infer<typeof arrivalSchema>;
