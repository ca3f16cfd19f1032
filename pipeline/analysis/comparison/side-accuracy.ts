/** How well a side read the documents, over all its passes. */
import type { JobAccuracy, RunAccuracy } from '../../contract/accuracy.ts';
import { totalAccuracy } from '../accuracy-total.ts';
import type { JobSample } from './samples.ts';

type Scored = JobSample & { readonly accuracy: JobAccuracy };

const isScored = (job: JobSample): job is Scored => job.state === 'succeeded' && job.accuracy !== null;

/** Rates over every job, counts of fields over the last job of each document; null where none has truth. */
export function sideAccuracy(jobs: readonly JobSample[]): RunAccuracy | null {
  const scored = jobs.filter(isScored);
  const all = totalAccuracy(scored.map(({ accuracy }) => accuracy));
  const last = new Map(scored.map((job) => [job.document, job.accuracy]));
  return all === null ? null : { ...all, documents: last.size, fields: totalAccuracy([...last.values()])?.fields ?? {} };
}
