/** Asks again when `edition` changes; what was there stays until the answer. */
import { useEffect, useEffectEvent, useRef } from 'react';

export function useAgain(edition: number, refresh: () => void): void {
  const call = useEffectEvent(refresh);
  const seen = useRef(edition);
  useEffect(() => {
    if (seen.current === edition) return;
    seen.current = edition;
    call();
  }, [edition]);
}
