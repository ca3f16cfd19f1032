/**
 * The spans of one pass, together with which pass that is: until the answer to another choice is there, what is shown keeps the
 * name it was read under.
 */
import { useEffect, useState } from 'react';
import type { SideName } from '../../../pipeline/contract/comparison.ts';
import type { Compared } from '../../../pipeline/contract/reader-calls.ts';
import type { Timeline } from '../../../pipeline/contract/timeline.ts';
import { type Answered, answerOf, ask } from '../../ui/bridge.ts';

export interface Pass {
  readonly side: SideName;
  /** From 0 on. */
  readonly pass: number;
}

export interface PassTimeline {
  readonly of: Pass;
  readonly timeline: Timeline;
}

export function usePassTimeline(of: Compared, chosen: Pass): Answered<PassTimeline> & { refresh(): void } {
  const [answered, setAnswered] = useState<Answered<PassTimeline>>({ state: 'waiting' });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify(of);
  const { side, pass } = chosen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the turn asks again.
  useEffect(() => {
    let current = true;
    const read = async (): Promise<PassTimeline> => ({
      of: { side, pass },
      timeline: await ask('comparisons.timeline', { of: JSON.parse(key) as Compared, side, pass }),
    });
    void answerOf(read()).then((answer) => current && setAnswered(answer));
    return () => {
      current = false;
    };
  }, [key, side, pass, turn]);
  return { ...answered, refresh: () => setTurn((last) => last + 1) };
}
