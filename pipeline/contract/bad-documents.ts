/**
 * The corpus of bad and odd documents that `rbench fixtures --bad` writes, and what is expected of each: an error with exactly
 * this code, or a page that is read.
 */
import { z } from 'zod';
import { type ErrorCode, errorCodes } from './errors.ts';

/** By this word a manifest of the corpus is known. */
export const badDocumentsFormat = 'rythmiq-bench-bad-documents';

export const expectedEndSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('fails'), code: z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]) }),
  z.object({
    outcome: z.literal('succeeds'),
    pages: z.int().positive(),
    /** The first page once it is the right way up, in pixels. */
    width: z.int().positive(),
    height: z.int().positive(),
    /**
     * `text`: what is printed on it, with at most this character error rate; `nothing`: no word; `anything`: whatever comes out
     * of what nobody can read.
     */
    reads: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), most_cer: z.number().min(0).max(1) }),
      z.object({ kind: z.literal('nothing') }),
      z.object({ kind: z.literal('anything') }),
    ]),
  }),
]);
export type ExpectedEnd = z.infer<typeof expectedEndSchema>;

/** `manifest.json` of the corpus; `file` is relative to it, with `/` between folders. */
export const badDocumentsSchema = z.object({
  format: z.literal(badDocumentsFormat),
  version: z.literal(1),
  seed: z.int(),
  generator: z.record(z.string(), z.string()),
  documents: z.array(
    z.object({
      /** A name in a folder of the corpus, so that what an older one left can be taken away by it. */
      file: z.string().regex(/^[\w-]+\/[\w-][\w.-]*$/),
      /** What is wrong or odd about it, in a phrase. */
      what: z.string(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      bytes: z.int().nonnegative(),
      expected: expectedEndSchema,
      /** What is printed on it, where it can be read; the same stands beside the document as `name.txt`. */
      text: z.string().nullable(),
    }),
  ),
});
export type BadDocuments = z.infer<typeof badDocumentsSchema>;
