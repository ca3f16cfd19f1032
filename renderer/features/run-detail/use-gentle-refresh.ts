/** Reading again while a run goes on, but not more often than every few seconds: it takes from what is measured. */
import { useEffect, useEffectEvent, useRef } from 'react';

const PAUSE_MS = 4000;

/** Calls `refresh` when a number has changed. */
export function useGentleRefresh(changed: number, refresh: () => void): void {
  const call = useEffectEvent(refresh);
  const seen = useRef(changed);
  const last = useRef(0);
  useEffect(() => {
    if (changed === seen.current) return;
    const wait = Math.max(0, last.current + PAUSE_MS - performance.now());
    const timer = setTimeout(() => {
      seen.current = changed;
      last.current = performance.now();
      call();
    }, wait);
    return () => clearTimeout(timer);
  }, [changed]);
}

/** Calls `refresh` again and again while `wanted`. */
export function usePoll(wanted: boolean, refresh: () => void, pauseMs = PAUSE_MS): void {
  const call = useEffectEvent(refresh);
  useEffect(() => {
    if (!wanted) return;
    const timer = setInterval(() => call(), pauseMs);
    return () => clearInterval(timer);
  }, [wanted, pauseMs]);
}
