/** A long reckoning of the reader: how far it is, what it came to, and a way to end it. What was found stays until there is more. */
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { AppCalls } from '../../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { ask, useAppEvent } from '../../ui/bridge.ts';

const nameOf = { simulation: 'simulations.make', theory: 'simulations.theory' } as const;
type Reckoned = keyof typeof nameOf;
type Input<Of extends Reckoned> = z.input<AppCalls[(typeof nameOf)[Of]]['input']>;
type Output<Of extends Reckoned> = z.output<AppCalls[(typeof nameOf)[Of]]['output']>;

export interface Reckoning<Value> {
  /** Null before the first. */
  readonly value: Value | null;
  /** Whether the value is about another input than the present one. */
  readonly isOld: boolean;
  /** Null while nothing is reckoned. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly error: BenchError | null;
  again(): void;
  cancel(): void;
}

/** @param isWanted nothing is begun while it is not, and what goes on ends when it is no longer */
export function useReckoning<Of extends Reckoned>(of: Of, input: Input<Of>, isWanted: boolean): Reckoning<Output<Of>> {
  const [found, setFound] = useState<{ readonly key: string; readonly value: Output<Of> } | null>(null);
  const [progress, setProgress] = useState<Reckoning<unknown>['progress']>(null);
  const [error, setError] = useState<BenchError | null>(null);
  const [turn, setTurn] = useState(0);
  const answered = useRef<string | null>(null);
  // What a person ended does not begin again by itself.
  const refused = useRef<string | null>(null);
  const key = JSON.stringify(input);
  const cancel = (): void => void ask('simulations.cancel', { of }).catch(() => undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the input, and the turn for `again`.
  useEffect(() => {
    const isDue = isWanted && answered.current !== key;
    const isRefused = isDue && refused.current === key;
    setError(isRefused ? new BenchError('call.cancelled') : null);
    if (!isDue || isRefused) return;
    refused.current = null;
    let isCurrent = true;
    const ended = (end: () => void): void => {
      if (!isCurrent) return;
      isCurrent = false;
      setProgress(null);
      end();
    };
    setProgress({ done: 0, total: 0 });
    (ask(nameOf[of], JSON.parse(key)) as Promise<Output<Of>>).then(
      (value) =>
        ended(() => {
          answered.current = key;
          setFound({ key, value });
        }),
      (thrown: unknown) => ended(() => setError(BenchError.wrap(thrown))),
    );
    return () => ended(cancel);
  }, [of, key, isWanted, turn]);
  useAppEvent((event) => {
    if (event.event === 'progress' && event.of === of) setProgress((known) => (known === null ? null : event));
  });
  return {
    value: found?.value ?? null,
    isOld: found !== null && found.key !== key,
    progress,
    error,
    again() {
      refused.current = null;
      setTurn((last) => last + 1);
    },
    cancel() {
      refused.current = key;
      cancel();
    },
  };
}
