/** The request that measures a past comparison once more: the same documents and sides, by the same plan. */
import type { z } from 'zod';
import type { AppCalls } from '../../../pipeline/contract/app-calls.ts';
import { comparePlanSchema, compareRequestSchema } from '../../../pipeline/contract/comparison.ts';
import type { RunRecord } from '../../../pipeline/contract/run.ts';

type Request = z.input<AppCalls['compare.start']['input']>;

const keptSchema = compareRequestSchema
  .pick({ documents: true, selection: true, count: true })
  .extend({ comparison: comparePlanSchema });

/** Null of what is no comparison, or was planned by a version that kept it in another form. */
export function comparisonAgain({ name, plan }: Pick<RunRecord, 'name' | 'plan'>): Request | null {
  const kept = keptSchema.safeParse(plan);
  if (!kept.success) return null;
  const { comparison, ...documents } = kept.data;
  // Another checkout's code is run from the command line alone.
  if (comparison.sides.some(({ code }) => code !== undefined)) return null;
  return { name, ...documents, plan: comparison };
}
