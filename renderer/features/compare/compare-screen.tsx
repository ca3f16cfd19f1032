/**
 * One screen for a comparison until its verdict: chosen and watched. When the person watched it to its end the verdict opens by
 * itself; otherwise this screen leads to it.
 */
import { useEffect, useRef } from 'react';
import { liveRuns, useIsResultAside, useLivePart } from '../../app/live-run.tsx';
import { go } from '../../ui/route.ts';
import { LiveScreen } from '../run/live/live-screen.tsx';
import { useDocumentsDrop } from '../run/use-documents-drop.ts';
import { EndScreen } from './end-screen.tsx';
import { CompareSetupScreen } from './setup/compare-setup-screen.tsx';

export function CompareScreen() {
  const phase = useLivePart((live) => (live.kind === 'compare' ? live.phase : null));
  const run = useLivePart((live) => live.run_id);
  const isCompleted = useLivePart((live) => live.outcome?.state === 'completed') === true;
  const isAside = useIsResultAside();
  const isOver = useDocumentsDrop();
  const isFirst = useRef(true);
  const wasWatched = useRef(false);
  useEffect(() => {
    isFirst.current = false;
  }, []);
  useEffect(() => {
    if (phase === 'running') wasWatched.current = true;
    if (phase !== 'ended' || !wasWatched.current) return;
    wasWatched.current = false;
    if (!isCompleted || run === null) return;
    liveRuns.putAside();
    go({ screen: 'comparison', of: { run }, tab: null });
  }, [phase, isCompleted, run]);
  if (phase !== null && phase !== 'ended') return <LiveScreen />;
  if (phase === 'ended' && run !== null && !isAside) return <EndScreen run={run} />;
  return <CompareSetupScreen isOver={isOver} isArrival={!isFirst.current} />;
}
