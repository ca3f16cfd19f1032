/** What came of a push, as the history tells it. Pure. */
import type { PushRecord } from '../../../pipeline/contract/postgres.ts';

export type PushOutcome = 'complete' | 'dry run' | 'going on' | 'cancelled' | 'failed' | 'did not end';

/** @param since when this app began what it does now; null while it pushes nothing */
export function outcomeOf(
  { started_at, ended_at, dry_run, error }: Pick<PushRecord, 'started_at' | 'ended_at' | 'dry_run' | 'error'>,
  since: string | null,
): PushOutcome {
  if (error !== null) return error.code === 'call.cancelled' ? 'cancelled' : 'failed';
  if (ended_at === null) return since !== null && started_at >= since ? 'going on' : 'did not end';
  return dry_run ? 'dry run' : 'complete';
}
