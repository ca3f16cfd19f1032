/**
 * Holds what was read against what the document truly says. It runs in the engine, so that no job pays for it.
 */
import { errorRates } from '../analysis/accuracy.ts';
import { compareFields } from '../analysis/accuracy-fields.ts';
import { totalAccuracy } from '../analysis/accuracy-total.ts';
import { type JobAccuracy, jobAccuracySchema, type RunAccuracy } from '../contract/accuracy.ts';
import type { Truth } from '../contract/document.ts';
import type { SuccessContract } from '../contract/metrics.ts';

/** Null without truth. */
export function accuracyOf(truth: Truth | null, { text, document }: SuccessContract['result']): JobAccuracy | null {
  if (truth === null) return null;
  return {
    text: truth.text === undefined ? null : errorRates(truth.text, text),
    fields: compareFields(truth, document),
  };
}

/** Adds up the accuracies of a run's jobs, as the store keeps them; null when none has truth. */
export const totalKeptAccuracy = (kept: Iterable<{ readonly accuracy: unknown }>): RunAccuracy | null =>
  totalAccuracy(Array.from(kept, ({ accuracy }) => jobAccuracySchema.parse(accuracy)));
