/**
 * Holds what was read against what the document truly says. It runs in the engine, so that no job pays for it.
 */
import { corpusErrorRates, errorRates } from '../analysis/accuracy.ts';
import { addFieldCounts, compareFields, countFields, fieldScores } from '../analysis/accuracy-fields.ts';
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
export function totalAccuracy(kept: Iterable<{ readonly accuracy: unknown }>): RunAccuracy | null {
  const jobs = Array.from(kept, ({ accuracy }) => jobAccuracySchema.parse(accuracy));
  if (jobs.length === 0) return null;
  const texts = jobs.map((job) => job.text).filter((text) => text !== null);
  const rates = texts.length === 0 ? null : corpusErrorRates(texts);
  const scores = fieldScores(addFieldCounts(jobs.map((job) => countFields(job.fields))));
  const fields: RunAccuracy['fields'] = {};
  for (const { field, status } of jobs.flatMap((job) => job.fields)) {
    if (status === 'spurious') continue;
    const { right, of } = fields[field] ?? { right: 0, of: 0 };
    fields[field] = { right: right + (status === 'right' ? 1 : 0), of: of + 1 };
  }
  return {
    documents: jobs.length,
    cer: rates?.cer ?? null,
    cer_without_spaces: rates?.cer_without_spaces ?? null,
    wer: rates?.wer ?? null,
    omitted: rates?.omitted ?? null,
    misread: rates?.misread ?? null,
    field_f1: scores?.f1 ?? null,
    field_precision: scores?.precision ?? null,
    field_recall: scores?.recall ?? null,
    fields,
  };
}
