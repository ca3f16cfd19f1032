/**
 * The window's side of the bridge (`contract/app-bridge.ts`): questions that throw what the app refuses, and events.
 */
import { useEffect, useEffectEvent, useState } from 'react';
import type { z } from 'zod';
import type { Bridge } from '../../pipeline/contract/app-bridge.ts';
import type { AppCalls, AppEvent } from '../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';

declare global {
  interface Window {
    readonly bench: Bridge;
  }
}

type Input<Name extends keyof AppCalls> = z.input<AppCalls[Name]['input']>;
type Output<Name extends keyof AppCalls> = z.output<AppCalls[Name]['output']>;

/** @throws BenchError what the app answers */
export async function ask<Name extends keyof AppCalls>(name: Name, input: Input<Name>): Promise<Output<Name>> {
  const answer = await window.bench.ask(name, input);
  if (answer.error !== null) throw BenchError.from(answer.error);
  return answer.output;
}

export function useAppEvent(listener: (event: AppEvent) => void): void {
  const hear = useEffectEvent(listener);
  useEffect(() => window.bench.onEvent((event) => hear(event)), []);
}

export type Answered<Value> =
  | { readonly state: 'waiting' }
  | { readonly state: 'here'; readonly value: Value }
  | { readonly state: 'failed'; readonly error: BenchError };

/**
 * Asks when the component appears, and again when the input changes or `refresh` is called. What was there stays until the
 * next answer: nothing flickers.
 */
export function useAsk<Name extends keyof AppCalls>(
  name: Name,
  input: Input<Name>,
): Answered<Output<Name>> & { refresh(): void } {
  const [answered, setAnswered] = useState<Answered<Output<Name>>>({ state: 'waiting' });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the input, and the turn for `refresh`.
  useEffect(() => {
    let current = true;
    ask(name, JSON.parse(key) as Input<Name>).then(
      (value) => current && setAnswered({ state: 'here', value }),
      (thrown: unknown) => current && setAnswered({ state: 'failed', error: BenchError.wrap(thrown) }),
    );
    return () => {
      current = false;
    };
  }, [name, key, turn]);
  return { ...answered, refresh: () => setTurn((last) => last + 1) };
}
