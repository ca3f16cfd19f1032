/** What one does with a run, from the list and from its own screen. What goes wrong is told in a toast. */
import { useMemo } from 'react';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { RunChanges, RunListItem } from '../../../pipeline/contract/run.ts';
import { liveRuns } from '../../app/live-run.tsx';
import { ask } from '../../ui/bridge.ts';
import { go } from '../../ui/route.ts';
import { useToast } from '../../ui/toasts.tsx';
import { isComparison, runName } from './run-figures.ts';

export interface RunActions {
  edit(run: RunListItem, changes: RunChanges): Promise<void>;
  remove(run: RunListItem): Promise<void>;
  resume(run: RunListItem): Promise<void>;
}

export function useRunActions(): RunActions {
  const toast = useToast();
  return useMemo(() => runActions(toast), [toast]);
}

function runActions(toast: ReturnType<typeof useToast>): RunActions {
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      toast({ text: BenchError.wrap(thrown).message });
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
