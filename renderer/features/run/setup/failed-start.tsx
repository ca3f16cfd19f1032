/** A run that ended before it was kept left nothing to look at but its reason. */
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import { liveRuns, useIsResultAside, useLivePart } from '../../../app/live-run.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';

export function FailedStart({ of }: { readonly of: LiveRun['kind'] }) {
  const error = useLivePart(({ kind, phase, run_id, error: reason }) =>
    kind === of && phase === 'ended' && run_id === null ? reason : null,
  );
  const isAside = useIsResultAside();
  if (error === null || isAside) return null;
  return <ErrorNotice error={error} actions={<Button onClick={() => liveRuns.putAside()}>Dismiss</Button>} />;
}
