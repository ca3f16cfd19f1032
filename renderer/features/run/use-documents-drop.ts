/** What is dropped on the window is chosen, for a run as for a comparison; tells while something hangs over it. */
import { liveRuns } from '../../app/live-run.tsx';
import { useToast } from '../../ui/toasts.tsx';
import type { DropDecision } from './dropped.ts';
import { runDraft } from './use-run-draft.ts';
import { useWindowDrop } from './use-window-drop.ts';

export function useDocumentsDrop(): boolean {
  const toast = useToast();
  return useWindowDrop((decision) => {
    runDraft.chooseDropped(decision);
    if (liveRuns.isGoingOn()) toast({ text: wordsOf(decision) });
  });
}

/** The choice itself cannot be seen while a run is watched. */
const wordsOf = (decision: DropDecision): string =>
  decision.kind === 'take' ? `Chosen for the next run: ${decision.place}` : decision.reason;
