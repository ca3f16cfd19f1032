/** Tells what went wrong in passing: a toast with the sentence and, where there is one, the next step. */
import { useCallback } from 'react';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { nextStepOf, sentenceOf } from './error-words.ts';
import { go, parseRoute } from './route.ts';
import { useToast } from './toasts.tsx';

const ERROR_SECONDS = 12;

export function useTellError(): (thrown: unknown) => void {
  const toast = useToast();
  return useCallback(
    (thrown) => {
      const error = BenchError.wrap(thrown);
      const step = nextStepOf(error, parseRoute(window.location.hash).screen);
      const action = step === null ? {} : { action: { label: step.label, run: () => go(step.to) } };
      toast({ text: sentenceOf(error), seconds: ERROR_SECONDS, ...action });
    },
    [toast],
  );
}
