/** The differences of two texts as a list: what stood there, and what stands instead. */
import type { DiffPart } from './text-diff.ts';

export interface WordChange {
  /** Words that only the one text has; empty where the other only adds. */
  readonly missing: string;
  readonly added: string;
  /** The word before, to find the place. */
  readonly after: string;
}

/** Missing and added words that touch are one change. */
export function wordChanges(parts: readonly DiffPart[]): WordChange[] {
  const changes: WordChange[] = [];
  let before = '';
  let missing: string[] = [];
  let added: string[] = [];
  const close = (): void => {
    if (missing.length + added.length === 0) return;
    changes.push({ missing: missing.join(' '), added: added.join(' '), after: before });
    missing = [];
    added = [];
  };
  for (const { kind, words } of parts) {
    if (kind === 'missing') missing.push(...words);
    else if (kind === 'added') added.push(...words);
    else {
      close();
      before = words.at(-1) ?? before;
    }
  }
  close();
  return changes;
}

const count = (parts: readonly DiffPart[], kind: DiffPart['kind']): number =>
  parts.reduce((sum, part) => sum + (part.kind === kind ? part.words.length : 0), 0);

export interface WordCounts {
  readonly same: number;
  readonly missing: number;
  readonly added: number;
}

export const wordCounts = (parts: readonly DiffPart[]): WordCounts => ({
  same: count(parts, 'same'),
  missing: count(parts, 'missing'),
  added: count(parts, 'added'),
});
