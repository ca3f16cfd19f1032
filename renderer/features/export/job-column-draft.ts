/** The form of a column of `jobs` that is to be filled: `@file` means a fact of the job, anything else itself. */
import { type JobColumn, type JobFact, jobFacts } from '../../../pipeline/contract/postgres.ts';

export interface JobColumnDraft {
  /** Where it stands in the form; a name may be typed twice. */
  readonly key: number;
  readonly column: string;
  /** A fact, or null for a constant. */
  readonly fact: JobFact | null;
  readonly constant: string;
}

/** Those with a name; of two with the same name the first. */
export function jobColumnsOf(drafts: readonly JobColumnDraft[]): JobColumn[] {
  const named = drafts.filter(({ column }) => column.trim() !== '');
  const first = named.filter((draft, place) => named.findIndex(({ column }) => column.trim() === draft.column.trim()) === place);
  return first.map(({ column, fact, constant }) => ({
    column: column.trim(),
    value: fact === null ? { constant } : { fact },
  }));
}

export const factOf = (text: string): JobFact | null => jobFacts.find((fact) => fact === text) ?? null;
