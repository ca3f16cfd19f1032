/** One screen for a run's whole life: chosen, watched, summed up. Documents may be dropped on it at any time. */
import { useEffect, useRef } from 'react';
import { liveRuns, useIsResultAside, useLivePart } from '../../app/live-run.tsx';
import { useToast } from '../../ui/toasts.tsx';
import type { DropDecision } from './dropped.ts';
import { LiveScreen } from './live/live-screen.tsx';
import { ResultScreen } from './live/result-screen.tsx';
import { SetupScreen } from './setup/setup-screen.tsx';
import { runDraft } from './use-run-draft.ts';
import { useWindowDrop } from './use-window-drop.ts';

export function RunScreen() {
  const phase = useLivePart((live) => live.phase);
  const isKept = useLivePart((live) => live.run_id !== null);
  const isAside = useIsResultAside();
  const toast = useToast();
  const isOver = useWindowDrop((decision) => {
    runDraft.chooseDropped(decision);
    if (liveRuns.isGoingOn()) toast({ text: wordsOf(decision) });
  });
  const isFirst = useRef(true);
  useEffect(() => {
    isFirst.current = false;
  }, []);
  if (phase !== null && phase !== 'ended') return <LiveScreen />;
  if (phase === 'ended' && isKept === true && !isAside) return <ResultScreen />;
  return <SetupScreen isOver={isOver} isArrival={!isFirst.current} />;
}

/** The choice itself cannot be seen while a run is watched. */
const wordsOf = (decision: DropDecision): string =>
  decision.kind === 'take' ? `Chosen for the next run: ${decision.place}` : decision.reason;
