/** Whether a comparison is still being measured and where, how far it is, and whether it can be resumed. Pure. */
import type { Comparison } from '../../../pipeline/contract/comparison.ts';
import type { LiveRun } from '../../../pipeline/contract/live-run.ts';
import type { RunDetail } from '../../../pipeline/contract/reader-calls.ts';
import { canResume } from '../runs/run-figures.ts';

/** `here`: by this app; `elsewhere`: by the command line, on the same database. */
export type GoingOn = 'here' | 'elsewhere' | 'no';

type Detail = Pick<RunDetail, 'summary'> & { readonly run: Pick<RunDetail['run'], 'id' | 'state'> };
type Live = Pick<LiveRun, 'run_id' | 'phase' | 'pass'>;

/** @param detail null while it is read, and of stored runs */
export function goingOnOf(run: string, detail: Detail | null, live: Live | null): GoingOn {
  if (live !== null && live.run_id === run && live.phase !== 'ended') return 'here';
  // It has ended here, and what is kept of it says so in a moment.
  if (live?.run_id === run) return 'no';
  return detail?.run.state === 'running' ? 'elsewhere' : 'no';
}

/** Grows when there is more to compare: with each pass here, and elsewhere, where nobody tells of passes, with each document. */
export function progressOf(goingOn: GoingOn, detail: Detail | null, live: Live | null): number {
  if (goingOn === 'here') return live?.pass?.number ?? 0;
  if (goingOn === 'no' || detail === null) return 0;
  const { succeeded, failed } = detail.summary.jobs;
  return succeeded + failed;
}

/** The engine refuses to resume what goes on, here or elsewhere, and what has come to its end. */
export const isResumable = (
  run: Pick<RunDetail['run'], 'state' | 'summary'> | null,
  { complete }: Pick<Comparison, 'complete'>,
): boolean => run !== null && !complete && canResume(run);
