/** The app and its machine: known at once, and looked at, which takes seconds. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { About } from '../../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { Examination } from '../../../pipeline/contract/examination.ts';
import { ask } from '../../ui/bridge.ts';

interface Environment {
  readonly about: About | null;
  /** Stays while it is looked at again. */
  readonly examination: Examination | null;
  readonly isLooking: boolean;
  readonly error: BenchError | null;
}

export function useEnvironment(): Environment & { lookAgain(): void } {
  const [environment, setEnvironment] = useState<Environment>({ about: null, examination: null, isLooking: true, error: null });
  const turn = useRef(0);
  const look = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const set = (change: Partial<Environment>) => {
      if (turn.current === mine) setEnvironment((known) => ({ ...known, ...change }));
    };
    set({ isLooking: true, error: null });
    try {
      set({ about: await ask('about', {}) });
      set({ examination: await ask('examine', {}) });
    } catch (thrown) {
      set({ error: BenchError.wrap(thrown) });
    } finally {
      set({ isLooking: false });
    }
  }, []);
  useEffect(() => {
    void look();
    return () => {
      turn.current += 1;
    };
  }, [look]);
  return { ...environment, lookAgain: () => void look() };
}
