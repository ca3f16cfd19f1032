/** What the engine and the load generator, a process of its own, say to each other. */
import { z } from 'zod';
import { errorInfoSchema } from './errors.ts';
import { arrivalSchema, gatewayAddressSchema, plannedArrivalSchema } from './load.ts';
import { processingPathSchema } from './stages.ts';

export const generatorCommandSchema = z.discriminatedUnion('kind', [
  /** Reads the documents; answered by `ready`. */
  z.object({
    kind: z.literal('prepare'),
    plan: z.array(plannedArrivalSchema),
    /** By path, in the order that the plan counts in. */
    documents: z.partialRecord(processingPathSchema, z.array(z.object({ name: z.string(), file: z.string() }))),
    gateway: gatewayAddressSchema,
    /** For an upload and its answer. */
    timeout_ms: z.number().positive(),
    /** How it learns that a job has ended: the gateway posts to it, or it asks again and again. */
    ends: z.enum(['webhook', 'ask']),
  }),
  /** `at_us`: the moment that the plan's moments count from, on the machine's monotonic clock. */
  z.object({ kind: z.literal('begin'), at_us: z.number() }),
  /** Nothing more is sent; what is on its way is waited for. */
  z.object({ kind: z.literal('enough') }),
  /** Nothing more is sent, and nothing is waited for. */
  z.object({ kind: z.literal('stop') }),
]);
export type GeneratorCommand = z.infer<typeof generatorCommandSchema>;

export const generatorReportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** What has changed since the last one, by place in the plan, and the process's own CPU since the load began. */
  z.object({
    kind: z.literal('progress'),
    changes: z.array(z.object({ index: z.int(), arrival: arrivalSchema })),
    cpu_us: z.number(),
    /** How many uploads got no answer so far, by reason. */
    unanswered: z.record(z.string(), z.int()),
  }),
  /** All have ended, or it was stopped; all changes are told. */
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('failed'), error: errorInfoSchema }),
]);
export type GeneratorReport = z.infer<typeof generatorReportSchema>;
