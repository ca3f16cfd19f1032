/** The keys that go from row to row of a long table, once: what they do, and what the keyboard map says of them. */
import type { KeyGroup } from './keys.ts';

export const rowKeys: KeyGroup = {
  title: 'Lists of runs and documents',
  lines: [
    { keys: ['ArrowUp', 'ArrowDown'], does: 'the row above, below' },
    { keys: ['PageUp', 'PageDown'], does: 'a page of rows up, down' },
    { keys: ['Home', 'End'], does: 'the first, the last row' },
    { keys: ['Enter'], does: 'open what the row is about' },
  ],
};

/** How many rows down; null for a key that moves nothing. Enter is the link's own. */
export function rowStep(key: string, page: number, rows: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return page;
    case 'PageUp':
      return -page;
    case 'Home':
      return -rows;
    case 'End':
      return rows;
    default:
      return null;
  }
}
