/**
 * The state of a run as it is now: a file may still say `running` of one whose process died.
 */
import type { Owner, RunState } from '../contract/run.ts';

export function stateNow(
  run: { readonly state: RunState; readonly owner: Owner | null },
  isAlive: (owner: Owner) => boolean,
): RunState {
  if (run.state !== 'running') return run.state;
  return run.owner !== null && isAlive(run.owner) ? 'running' : 'interrupted';
}
