/** What was seen of the app and its machine, for as long as the screen stands. */
import { useEffect, useState } from 'react';
import { liveRuns } from '../../app/live-run.tsx';
import { ask } from '../../ui/bridge.ts';
import { type Environment, EnvironmentLook, nothingSeen } from './environment-look.ts';

export function useEnvironment(): Environment & { lookAgain(): void } {
  const [environment, setEnvironment] = useState<Environment>(nothingSeen);
  const [look] = useState(() => new EnvironmentLook(ask, (change) => setEnvironment((known) => ({ ...known, ...change }))));
  useEffect(() => {
    void look.begin(liveRuns.isGoingOn());
    return () => look.end();
  }, [look]);
  return { ...environment, lookAgain: () => void look.look() };
}
