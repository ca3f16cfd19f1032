/**
 * The order in which the documents of a run were last seen, while the app is open: the document screen goes on in it, and one
 * comes back to the same filter and sort.
 */
import type { Sort } from '../../ui/table-columns.ts';
import type { DocumentFilter } from './document-filter.ts';

export interface DocumentOrder {
  readonly run: string;
  readonly filter: DocumentFilter;
  readonly sort: Sort | null;
  readonly withStages: boolean;
  /** Ids, as filtered and sorted. */
  readonly jobs: readonly string[];
}

let last: DocumentOrder | null = null;
let seen: string | null = null;

export const keepDocumentOrder = (order: DocumentOrder): void => {
  last = order;
};

/** Null for another run than the one last seen. */
export const orderKept = (run: string): DocumentOrder | null => (last?.run === run ? last : null);

/** The document that was looked at last: coming back, one is in its row. */
export const keepSeen = (job: string): void => {
  seen = job;
};

export const seenLast = (): string | null => seen;
