/**
 * A baseline: what later runs are held against, as a file that is kept with the sources. It tells how each document was read,
 * which does not hang on the machine. It holds no seconds: seconds of another machine, or of another hour, are no yardstick; the
 * baseline's settings, or its code, are measured anew beside the present ones (`rbench compare --baseline`, `--a-code`).
 */
import { z } from 'zod';

export const BASELINE_FORMAT = 'rythmiq-bench-baseline/1';

const count = z.int().nonnegative();

export const baselineDocumentSchema = z.strictObject({
  file: z.string().min(1).describe('Name within the folder of documents'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .describe('By this a document is known, whatever its name; null: it lies in a bucket, or could not be read'),
  etag: z.string().nullable().describe('By this a document of a bucket is known; null elsewhere'),
  state: z.enum(['succeeded', 'failed']),
  error: z.string().nullable().describe('Code of the error where it failed'),
  text: z
    .strictObject({ edits: count, characters: count })
    .nullable()
    .describe('Wrong characters, of so many true ones; null without true text'),
  fields: z
    .strictObject({ right: count, expected: count })
    .nullable()
    .describe('Fields of the truth that were read right; null where the truth names none'),
  lacks_required_field: z.boolean(),
});
export type BaselineDocument = z.infer<typeof baselineDocumentSchema>;

export const baselineSchema = z.strictObject({
  format: z.literal(BASELINE_FORMAT),
  run: z
    .strictObject({
      id: z.uuid(),
      name: z.string(),
      created_at: z.iso.datetime(),
      git_revision: z.string().nullable(),
      versions: z.record(z.string(), z.string()),
    })
    .describe('Where the figures come from'),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  documents: z.array(baselineDocumentSchema).min(1),
});
export type Baseline = z.infer<typeof baselineSchema>;

export const baselineCheckSchema = z.object({
  name: z.enum(['text', 'fields', 'required_fields', 'failures']),
  /** Null where it cannot be judged: nothing is known of it, or too few documents. */
  holds: z.boolean().nullable(),
  sentence: z.string(),
});
export type BaselineCheck = z.infer<typeof baselineCheckSchema>;

export const baselineVerdictSchema = z.enum(['no_worse', 'worse', 'cannot_tell']);

/** A run against a baseline. */
export const baselineResultSchema = z.object({
  verdict: baselineVerdictSchema,
  checks: z.array(baselineCheckSchema),
  /** Documents that were read worse than before, the worst first; the first ones. */
  worse: z.array(z.object({ file: z.string(), sentence: z.string() })),
});
export type BaselineResult = z.infer<typeof baselineResultSchema>;
