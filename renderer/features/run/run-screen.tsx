/**
 * One screen for a run's whole life: chosen, watched, summed up. Documents may be dropped on it at any time. A comparison has
 * a screen like it (`features/compare`).
 */
import { useEffect, useRef } from 'react';
import { useIsResultAside, useLivePart } from '../../app/live-run.tsx';
import { LiveScreen } from './live/live-screen.tsx';
import { ResultScreen } from './live/result-screen.tsx';
import { SetupScreen } from './setup/setup-screen.tsx';
import { useDocumentsDrop } from './use-documents-drop.ts';

export function RunScreen() {
  const phase = useLivePart((live) => (live.kind === 'run' ? live.phase : null));
  const isKept = useLivePart((live) => live.run_id !== null);
  const isAside = useIsResultAside();
  const isOver = useDocumentsDrop();
  const isFirst = useRef(true);
  useEffect(() => {
    isFirst.current = false;
  }, []);
  if (phase !== null && phase !== 'ended') return <LiveScreen />;
  if (phase === 'ended' && isKept === true && !isAside) return <ResultScreen />;
  return <SetupScreen isOver={isOver} isArrival={!isFirst.current} />;
}
