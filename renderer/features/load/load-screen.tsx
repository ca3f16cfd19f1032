/** One screen for a load test: chosen, watched, and what it found. One that was watched to its end opens its result by itself. */
import { useEffect, useRef } from 'react';
import { liveRuns, useIsResultAside, useLivePart } from '../../app/live-run.tsx';
import { go } from '../../ui/route.ts';
import { useDocumentsDrop } from '../run/use-documents-drop.ts';
import { LoadLiveScreen } from './load-live-screen.tsx';
import { LoadResultScreen } from './load-result-screen.tsx';
import { LoadSetupScreen } from './load-setup-screen.tsx';

/** `run`: a load test that was made; null to make one. */
export function LoadScreen({ run }: { readonly run: string | null }) {
  const phase = useLivePart((live) => (live.kind === 'load' ? live.phase : null));
  const ended = useLivePart((live) => live.run_id);
  const isAside = useIsResultAside();
  const isOver = useDocumentsDrop();
  const isFirst = useRef(true);
  useEffect(() => {
    isFirst.current = false;
  }, []);
  useEffect(() => {
    if (phase !== 'ended' || ended === null || isAside || (run !== null && run !== ended)) return;
    // Who has its result on the screen is not sent there once more.
    liveRuns.putAside();
    if (run === null) go({ screen: 'load', run: ended });
  }, [run, phase, ended, isAside]);
  if (run !== null) return <LoadResultScreen key={run} run={run} />;
  if (phase !== null && phase !== 'ended') return <LoadLiveScreen />;
  return <LoadSetupScreen isOver={isOver} isArrival={!isFirst.current} />;
}
