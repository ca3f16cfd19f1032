/**
 * The accuracy of many documents as one: corpus rates, field scores, and how often each field was right.
 */
import type { JobAccuracy, RunAccuracy } from '../contract/accuracy.ts';
import { corpusErrorRates } from './accuracy.ts';
import { addFieldCounts, countFields, fieldScores } from './accuracy-fields.ts';

/** Null when there is none. */
export function totalAccuracy(jobs: readonly JobAccuracy[]): RunAccuracy | null {
  if (jobs.length === 0) return null;
  const texts = jobs.map((job) => job.text).filter((text) => text !== null);
  const rates = texts.length === 0 ? null : corpusErrorRates(texts);
  const scores = fieldScores(addFieldCounts(jobs.map((job) => countFields(job.fields))));
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
    fields: fieldsRight(jobs),
  };
}

function fieldsRight(jobs: readonly JobAccuracy[]): RunAccuracy['fields'] {
  const fields: RunAccuracy['fields'] = {};
  for (const { field, status } of jobs.flatMap((job) => job.fields)) {
    if (status === 'spurious') continue;
    const { right, of } = fields[field] ?? { right: 0, of: 0 };
    fields[field] = { right: right + (status === 'right' ? 1 : 0), of: of + 1 };
  }
  return fields;
}
