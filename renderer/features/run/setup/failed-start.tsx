/** A run that ended before it was kept left nothing to look at but its reason. */
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import { liveRuns, useIsResultAside, useLivePart } from '../../../app/live-run.tsx';
import { Button } from '../../../ui/button.tsx';
import { sentenceOf } from '../../../ui/error-words.ts';
import { ErrorNotice, Notice } from '../../../ui/notice.tsx';

export function FailedStart({ of }: { readonly of: LiveRun['kind'] }) {
  const error = useLivePart(({ kind, phase, run_id, error: reason }) =>
    kind === of && phase === 'ended' && run_id === null ? reason : null,
  );
  const isAside = useIsResultAside();
  if (error === null || isAside) return null;
  const dismiss = <Button onClick={() => liveRuns.putAside()}>Dismiss</Button>;
  // The person's own wish is no failure.
  if (error.code === 'run.stopped') {
    return (
      <Notice tone="plain" actions={dismiss}>
        {sentenceOf(error)}
      </Notice>
    );
  }
  return <ErrorNotice error={error} actions={dismiss} />;
}
