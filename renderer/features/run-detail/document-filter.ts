/** Which documents of a run are shown: by what is typed, and by state, path and temperature. */
import type { RunTable } from '../../../pipeline/contract/run-table.ts';

type Job = RunTable['jobs'][number];

export const stateChoices = ['all', 'succeeded', 'failed', 'unfinished'] as const;
export const pathChoices = ['all', 'fast', 'standard'] as const;
export const temperatureChoices = ['all', 'cold', 'warm'] as const;

export interface DocumentFilter {
  /** In the file's name, or in the code or sentence of its error. */
  readonly text: string;
  readonly state: (typeof stateChoices)[number];
  readonly path: (typeof pathChoices)[number];
  readonly temperature: (typeof temperatureChoices)[number];
}

export const everything: DocumentFilter = { text: '', state: 'all', path: 'all', temperature: 'all' };

const isFinished = ({ state }: Job): boolean => state === 'succeeded' || state === 'failed';

/** Places in the table's columns, in the order of the plan. */
export function filterDocuments(jobs: readonly Job[], filter: DocumentFilter): readonly number[] {
  const wanted = filter.text.trim().toLowerCase();
  const found: number[] = [];
  for (const [place, job] of jobs.entries()) {
    if (filter.state === 'unfinished' ? isFinished(job) : filter.state !== 'all' && job.state !== filter.state) continue;
    if (filter.path !== 'all' && job.path !== filter.path) continue;
    if (filter.temperature !== 'all' && job.temperature !== filter.temperature) continue;
    if (wanted !== '' && !isNamed(job, wanted)) continue;
    found.push(place);
  }
  return found;
}

const isNamed = ({ file, error }: Job, wanted: string): boolean =>
  file.toLowerCase().includes(wanted) ||
  (error !== null && (error.message.toLowerCase().includes(wanted) || error.code.includes(wanted)));
