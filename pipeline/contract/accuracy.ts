/**
 * How well documents were read: of one job as the store keeps it, and of a run.
 */
import { z } from 'zod';
import { fieldNameSchema } from './document.ts';

const count = z.int().nonnegative();
const rate = z.number().nonnegative();

export const jobAccuracySchema = z.object({
  /** Counts, which add up over documents, and the rates made of them; null where the truth has no text. */
  text: z
    .object({
      edits: count,
      characters: count,
      edits_without_spaces: count,
      characters_without_spaces: count,
      word_edits: count,
      words: count,
      rows: count,
      rows_omitted: count,
      characters_omitted: count,
      characters_misread: count,
      cer: rate,
      cer_without_spaces: rate,
      wer: rate,
      omitted: rate,
      misread: rate,
    })
    .nullable(),
  /** The fields the truth names. */
  fields: z.array(
    z.object({
      field: fieldNameSchema,
      status: z.enum(['right', 'wrong', 'missing', 'spurious']),
      expected: z.string(),
      found: z.string().nullable(),
      similarity: z.number().min(0).max(1),
    }),
  ),
});
export type JobAccuracy = z.infer<typeof jobAccuracySchema>;

/** Corpus rates: all edits over all characters, not a mean of the documents' rates. */
export const runAccuracySchema = z.object({
  documents: count,
  cer: rate.nullable(),
  cer_without_spaces: rate.nullable(),
  wer: rate.nullable(),
  /** Of the truth's characters: in rows that were not found at all, and misread in the others. */
  omitted: rate.nullable(),
  misread: rate.nullable(),
  field_f1: z.number().min(0).max(1).nullable(),
  field_precision: z.number().min(0).max(1).nullable(),
  field_recall: z.number().min(0).max(1).nullable(),
  /** How often each field was right, of the documents whose truth names it. */
  fields: z.partialRecord(fieldNameSchema, z.object({ right: count, of: count })),
});
export type RunAccuracy = z.infer<typeof runAccuracySchema>;
