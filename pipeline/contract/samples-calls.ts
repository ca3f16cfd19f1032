/**
 * What the app asks of the process that draws the sample documents.
 */
import { z } from 'zod';

export const samplesCalls = {
  make: { input: z.object({ out: z.string() }), output: z.object({ documents: z.int() }) },
};
