/**
 * The table of all documents of a run. Of a large run it takes seconds to read, so the last one is kept while the app is open,
 * and is read again only when the run has gone on since.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { RunDetail } from '../../../pipeline/contract/reader-calls.ts';
import { type RunTable, unpackRunTable } from '../../../pipeline/contract/run-table.ts';
import { type Answered, answerOf, ask } from '../../ui/bridge.ts';
import { StandingQuestion } from '../../ui/standing-question.ts';

interface Kept {
  readonly run: string;
  /** What must be the same for the table to be so. */
  readonly state: string;
  readonly table: RunTable;
}

let kept: Kept | null = null;

const stateOf = ({ run, summary }: RunDetail): string => JSON.stringify([run.state, run.ended_at, summary.jobs]);

export function useRunTable(detail: RunDetail): Answered<RunTable> & { retry(): void } {
  const run = detail.run.id;
  const state = stateOf(detail);
  const [answered, setAnswered] = useState<Answered<RunTable>>(
    kept?.run === run ? { state: 'here', value: kept.table } : { state: 'waiting' },
  );
  const asked = useRef<StandingQuestion<Answered<RunTable>> | null>(null);
  const stateNow = useEffectEvent(() => state);
  useEffect(() => {
    const read = async (): Promise<RunTable> => {
      // The run may go on while its table is read: what is kept is of the moment in which it was asked for.
      const asOf = stateNow();
      const table = unpackRunTable(await ask('runs.table', { run }));
      kept = { run, state: asOf, table };
      return table;
    };
    const question = new StandingQuestion(() => answerOf(read()), setAnswered);
    asked.current = question;
    return () => question.end();
  }, [run]);
  useEffect(() => {
    if (kept?.run === run && kept.state === state) setAnswered({ state: 'here', value: kept.table });
    else asked.current?.ask();
  }, [run, state]);
  return { ...answered, retry: () => asked.current?.ask() };
}
