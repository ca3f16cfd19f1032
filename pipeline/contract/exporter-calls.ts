/**
 * What the app may ask of the exporter: the process that writes to other databases. It alone is told a password.
 */
import { z } from 'zod';
import { postgresTargetSchema, preflightSchema, pushOptionsSchema, pushResultSchema } from './postgres.ts';

export const pushDraftSchema = z.strictObject({
  target: postgresTargetSchema,
  runs: z.array(z.uuid()).min(1).max(100_000),
  options: pushOptionsSchema,
});
export type PushDraft = z.infer<typeof pushDraftSchema>;

const request = pushDraftSchema.extend({ password: z.string().nullable() });

export const exporterCalls = {
  open: { input: z.object({ database: z.string() }), output: z.null() },
  check: { input: request, output: preflightSchema },
  push: { input: request, output: pushResultSchema },
};
