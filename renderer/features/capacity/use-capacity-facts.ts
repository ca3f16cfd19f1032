/**
 * What was measured in the runs that a capacity is about: those of the address, or the latest that completed. Read again when
 * runs change; what was there stays until then.
 */
import { useEffect, useState } from 'react';
import type { CapacityFacts, CapacityOf } from '../../../pipeline/contract/capacity.ts';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { type Answered, ask, useAppEvent } from '../../ui/bridge.ts';
import { useAllRuns } from '../runs/use-runs.ts';
import { resolveCapacityOf } from './capacity-of.ts';

/** `none`: no run has completed yet. */
export type CapacityAnswer = Answered<CapacityFacts> | { readonly state: 'none' };

export type CapacityFactsRead = CapacityAnswer & {
  /** What it is about, as soon as that is known. */
  readonly of: CapacityOf | null;
  /** To choose from, latest first. */
  readonly runs: readonly RunListItem[];
  refresh(): void;
};

export function useCapacityFacts(wanted: CapacityOf | null): CapacityFactsRead {
  const found = useAllRuns();
  const of = found.runs === null ? null : resolveCapacityOf(wanted, found.runs);
  const key = of === null ? null : JSON.stringify(of);
  const [read, setRead] = useState<{ readonly key: string; readonly answer: Answered<CapacityFacts> } | null>(null);
  const [turn, setTurn] = useState(0);
  useAppEvent((event) => {
    if (event.event === 'runs_changed') setTurn((last) => last + 1);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the runs, and the turn asks again.
  useEffect(() => {
    if (key === null) return;
    let current = true;
    const take = (answer: Answered<CapacityFacts>): void => {
      if (current) setRead({ key, answer });
    };
    ask('capacity.read', { of: JSON.parse(key) as CapacityOf }).then(
      (value) => take({ state: 'here', value }),
      (thrown: unknown) => take({ state: 'failed', error: BenchError.wrap(thrown) }),
    );
    return () => {
      current = false;
    };
  }, [key, turn]);
  const refresh = (): void => {
    found.refresh();
    setTurn((last) => last + 1);
  };
  const answer = (): CapacityAnswer => {
    if (found.runs === null && found.error !== null) return { state: 'failed', error: found.error };
    if (found.runs !== null && of === null) return { state: 'none' };
    // Figures of another run under the name of this one would be worse than none.
    return read === null || read.key !== key ? { state: 'waiting' } : read.answer;
  };
  return { ...answer(), of, runs: found.runs ?? [], refresh };
}
