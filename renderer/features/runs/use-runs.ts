/**
 * All runs that fit a search, newest first. The first time, the first page is there at once and the rest follows, so that a list
 * of thousands can be sorted as a whole; it is read again when runs came, went or changed, and then changes as a whole.
 */
import { useEffect, useRef, useState } from 'react';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { ask, useAppEvent } from '../../ui/bridge.ts';
import { StandingQuestion } from '../../ui/standing-question.ts';
import { usePoll } from '../run-detail/use-gentle-refresh.ts';
import { nothingFound, type RunsFound, runsSoFar, withAll, withError, withPart } from './runs-found.ts';

export function useRuns(search: string): RunsFound & { refresh(): void } {
  const [found, setFound] = useState<RunsFound>(nothingFound);
  const asked = useRef<StandingQuestion<(known: RunsFound) => RunsFound> | null>(null);
  const refresh = (): void => asked.current?.ask();
  useAppEvent((event) => {
    if (event.event === 'runs_changed') refresh();
  });
  // The command line works with the same database, and tells nothing.
  usePoll(true, refresh);
  useEffect(() => {
    let current = true;
    const read = async (): Promise<(known: RunsFound) => RunsFound> => {
      try {
        let runs: RunsFound['runs'] = [];
        for await (const part of runsSoFar((limit, offset) => ask('runs.list', { search, limit, offset }))) {
          if (!current) break;
          runs = part;
          setFound((known) => withPart(known, search, part));
        }
        const all = runs;
        return (known) => withAll(known, search, all);
      } catch (thrown) {
        return (known) => withError(known, BenchError.wrap(thrown));
      }
    };
    const question = new StandingQuestion(read, setFound);
    asked.current = question;
    question.ask();
    return () => {
      current = false;
      question.end();
    };
  }, [search]);
  return { ...found, refresh };
}

/** Every run, for who chooses among all of them: none before all are known. */
export function useAllRuns(): RunsFound & { refresh(): void } {
  const found = useRuns('');
  return { ...found, runs: found.isComplete ? found.runs : null };
}
