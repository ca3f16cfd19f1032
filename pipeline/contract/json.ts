/**
 * Any JSON value, for what is kept and passed on without being looked into. zod follows it with a call for each level, so what
 * is nested beyond all sense is refused before that: it would end the process with a stack overflow.
 */
import { z } from 'zod';

const DEEPEST = 200;

/** Level by level and not by calls. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

export const jsonSchema = z.preprocess((value, context) => {
  if (!isTooDeep(value)) return value;
  context.addIssue({ code: 'custom', message: `nested more than ${DEEPEST} deep` });
  return z.NEVER;
}, z.json());
export type Json = z.output<typeof jsonSchema>;

export const jsonObjectSchema = z.record(z.string(), jsonSchema);
export type JsonObject = z.output<typeof jsonObjectSchema>;
