/** What one does with a run, from the list and from its own screen. What goes wrong is told in a toast. */
import { useMemo } from 'react';
import type { RunChanges, RunListItem } from '../../../pipeline/contract/run.ts';
import { liveRuns } from '../../app/live-run.tsx';
import { ask } from '../../ui/bridge.ts';
import { go } from '../../ui/route.ts';
import { useToast } from '../../ui/toasts.tsx';
import { useTellError } from '../../ui/use-tell-error.ts';
import { isComparison, runName } from './run-figures.ts';

export interface RunActions {
  edit(run: RunListItem, changes: RunChanges): Promise<void>;
  remove(run: RunListItem): Promise<void>;
  resume(run: RunListItem): Promise<void>;
}

export function useRunActions(): RunActions {
  const toast = useToast();
  const tellError = useTellError();
  return useMemo(() => runActions(toast, tellError), [toast, tellError]);
}

function runActions(toast: ReturnType<typeof useToast>, tellError: ReturnType<typeof useTellError>): RunActions {
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      tellError(thrown);
    }
  };
  return {
    edit: (run, changes) =>
      attempt(async () => {
        await ask('runs.edit', { run: run.id, changes });
      }),
    remove: (run) =>
      attempt(async () => {
        const { undo_seconds } = await ask('runs.delete', { run: run.id });
        // Its result must not stand on the Run screen any longer.
        liveRuns.forget(run.id);
        toast({
          text: `“${runName(run)}” and its results are deleted.`,
          seconds: undo_seconds,
          action: { label: 'Undo', run: () => void attempt(async () => void (await ask('runs.undoDelete', { run: run.id }))) },
        });
      }),
    resume: (run) =>
      attempt(async () => {
        await ask('run.resume', { run: run.id });
        go({ screen: isComparison(run) ? 'compare' : 'run' });
      }),
  };
}
