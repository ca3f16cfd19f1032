/** What a person is changing, once it has been left alone for a moment: for whatever is too dear to follow every key. */
import { useEffect, useState } from 'react';

const QUIET_MS = 400;

export function useQuiet(wanted: string, quietMs = QUIET_MS): string {
  const [quiet, setQuiet] = useState(wanted);
  useEffect(() => {
    if (quiet === wanted) return;
    const timer = setTimeout(() => setQuiet(wanted), quietMs);
    return () => clearTimeout(timer);
  }, [quiet, wanted, quietMs]);
  return quiet;
}
