/** How well a side read the documents, over all its passes. */
import type { JobAccuracy, RunAccuracy } from '../../contract/accuracy.ts';
import { corpusErrorRates } from '../accuracy.ts';
import { addFieldCounts, countFields, fieldScores } from '../accuracy-fields.ts';
import type { JobSample } from './samples.ts';

type Scored = JobSample & { readonly accuracy: JobAccuracy };

const isScored = (job: JobSample): job is Scored => job.state === 'succeeded' && job.accuracy !== null;

/** Rates over every job, counts of fields over the last job of each document; null where none has truth. */
export function sideAccuracy(jobs: readonly JobSample[]): RunAccuracy | null {
  const scored = jobs.filter(isScored);
  if (scored.length === 0) return null;
  const last = new Map(scored.map((job) => [job.document, job]));
  const texts = scored.map(({ accuracy }) => accuracy.text).filter((text) => text !== null);
  const rates = texts.length === 0 ? null : corpusErrorRates(texts);
  const scores = fieldScores(addFieldCounts(scored.map(({ accuracy }) => countFields(accuracy.fields))));
  return {
    documents: last.size,
    cer: rates?.cer ?? null,
    cer_without_spaces: rates?.cer_without_spaces ?? null,
    wer: rates?.wer ?? null,
    omitted: rates?.omitted ?? null,
    misread: rates?.misread ?? null,
    field_f1: scores?.f1 ?? null,
    field_precision: scores?.precision ?? null,
    field_recall: scores?.recall ?? null,
    fields: fieldsRight([...last.values()]),
  };
}

function fieldsRight(jobs: readonly Scored[]): RunAccuracy['fields'] {
  const fields: RunAccuracy['fields'] = {};
  for (const { field, status } of jobs.flatMap(({ accuracy }) => accuracy.fields)) {
    if (status === 'spurious') continue;
    const { right, of } = fields[field] ?? { right: 0, of: 0 };
    fields[field] = { right: right + (status === 'right' ? 1 : 0), of: of + 1 };
  }
  return fields;
}
