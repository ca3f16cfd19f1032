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

/** Without runs only the server is looked at. */
export const checkDraftSchema = pushDraftSchema.extend({ runs: z.array(z.uuid()).max(100_000) });

const password = { password: z.string().nullable() };

export const exporterCalls = {
  open: { input: z.object({ database: z.string() }), output: z.null() },
  check: { input: checkDraftSchema.extend(password), output: preflightSchema },
  push: { input: pushDraftSchema.extend(password), output: pushResultSchema },
};
