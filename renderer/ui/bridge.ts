/**
 * The window's side of the bridge (`contract/app-bridge.ts`): questions that throw what the app refuses, and events.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { z } from 'zod';
import type { Bridge } from '../../pipeline/contract/app-bridge.ts';
import type { AppCalls, AppEvent } from '../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { StandingQuestion } from './standing-question.ts';

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

/** What a call answers, its failure too. */
export const answerOf = <Value>(asked: Promise<Value>): Promise<Answered<Value>> =>
  asked.then(
    (value) => ({ state: 'here', value }),
    (thrown: unknown) => ({ state: 'failed', error: BenchError.wrap(thrown) }),
  );

interface LastAnswer<Value> {
  /** What was asked. */
  readonly key: string | null;
  readonly answered: Answered<Value>;
}

const isGone = ({ code }: BenchError): boolean => code.endsWith('.not_found') || code === 'store.missing';

const isKeptOver = (last: Answered<unknown>, next: Answered<unknown>): boolean =>
  last.state === 'here' && next.state === 'failed' && !isGone(next.error);

/**
 * Asks when the component appears, and again when the input changes or `refresh` is called. What was there stays until the
 * next answer: nothing flickers. An answer that takes longer than the time between two refreshes is shown all the same, and a
 * refresh that failed takes nothing away, unless what was asked about is gone.
 */
export function useAsk<Name extends keyof AppCalls>(
  name: Name,
  input: Input<Name>,
): Answered<Output<Name>> & { refresh(): void } {
  const [{ answered }, setLast] = useState<LastAnswer<Output<Name>>>({ key: null, answered: { state: 'waiting' } });
  const asked = useRef<StandingQuestion<Answered<Output<Name>>> | null>(null);
  const key = JSON.stringify(input);
  useEffect(() => {
    const question = new StandingQuestion(
      () => answerOf(ask(name, JSON.parse(key) as Input<Name>)),
      (next) => setLast((last) => (last.key === key && isKeptOver(last.answered, next) ? last : { key, answered: next })),
    );
    asked.current = question;
    question.ask();
    return () => question.end();
  }, [name, key]);
  return { ...answered, refresh: () => asked.current?.ask() };
}
