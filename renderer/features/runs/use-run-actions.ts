/** What one does with a run, from the list and from its own screen. What goes wrong is told in a toast. */
import { useMemo } from 'react';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { liveRuns } from '../../app/live-run.tsx';
import { ask } from '../../ui/bridge.ts';
import { go } from '../../ui/route.ts';
import { useToast } from '../../ui/toasts.tsx';
import { useTellError } from '../../ui/use-tell-error.ts';
import { isComparison, runName } from './run-figures.ts';

export interface RunActions {
  pin(run: RunListItem, pinned: boolean): Promise<void>;
  /** @param onUndone when it was brought back */
  remove(run: RunListItem, onUndone?: () => void): Promise<void>;
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
    pin: (run, pinned) =>
      attempt(async () => {
        await ask('runs.edit', { run: run.id, changes: { pinned } });
      }),
    remove: (run, onUndone) =>
      attempt(async () => {
        const { undo_seconds } = await ask('runs.delete', { run: run.id });
        // Its result must not stand on the Run screen any longer.
        const remember = liveRuns.forget(run.id);
        const undo = async (): Promise<void> => {
          await ask('runs.undoDelete', { run: run.id });
          remember();
          onUndone?.();
        };
        toast({
          text: `“${runName(run)}” and its results are deleted.`,
          atMostSeconds: undo_seconds,
          action: { label: 'Undo', run: () => void attempt(undo) },
        });
      }),
    resume: (run) =>
      attempt(async () => {
        await ask('run.resume', { run: run.id });
        go({ screen: isComparison(run) ? 'compare' : 'run' });
      }),
  };
}
