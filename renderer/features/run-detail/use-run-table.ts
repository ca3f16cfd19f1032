/**
 * The table of all documents of a run. Of a large run it takes seconds to read, so the last one is kept while the app is open,
 * and is read again only when the run has gone on since.
 */
import { useEffect, useState } from 'react';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { RunDetail } from '../../../pipeline/contract/reader-calls.ts';
import { type RunTable, unpackRunTable } from '../../../pipeline/contract/run-table.ts';
import { type Answered, ask } from '../../ui/bridge.ts';

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
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the turn asks again.
  useEffect(() => {
    if (kept?.run === run && kept.state === state) {
      setAnswered({ state: 'here', value: kept.table });
      return;
    }
    let current = true;
    ask('runs.table', { run }).then(
      (packed) => {
        const table = unpackRunTable(packed);
        kept = { run, state, table };
        if (current) setAnswered({ state: 'here', value: table });
      },
      (thrown: unknown) => current && setAnswered({ state: 'failed', error: BenchError.wrap(thrown) }),
    );
    return () => {
      current = false;
    };
  }, [run, state, turn]);
  return { ...answered, retry: () => setTurn((last) => last + 1) };
}
