/** Which runs the command palette knows: the newest, the pinned, those that can be resumed, and what was found by what is typed. Pure. */
import type { RunListItem } from '../../pipeline/contract/run.ts';

/** Each once, newest first. */
export function mergedRuns(...lists: readonly (readonly RunListItem[])[]): readonly RunListItem[] {
  const byId = new Map(lists.flat().map((run) => [run.id, run]));
  return [...byId.values()].sort((one, other) => other.created_at.localeCompare(one.created_at));
}
