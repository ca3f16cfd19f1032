/** The model held against queues whose mean wait theory knows: the same check whichever test is simulated. */
import type { TheoryCheck } from '../../../pipeline/contract/simulation.ts';
import { CopyTable } from '../../ui/copy-table.tsx';
import { ratio } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { signed } from './load-words.ts';
import { ReckoningState } from './reckoning-state.tsx';
import { Titled } from './simulated.tsx';
import { useReckoning } from './use-reckoning.ts';

export function TheoryCheckTable({ isWanted }: { readonly isWanted: boolean }) {
  const reckoning = useReckoning('theory', {}, isWanted);
  const { value: rows, progress, error } = reckoning;
  if (rows === null && progress === null && error === null) return null;
  return (
    <Titled
      title="The model against theory"
      copy={rows === null ? null : <CopyTable name="the model against theory" columns={columns} rows={rows} />}
    >
      <ReckoningState reckoning={reckoning} name="Queues simulated" doing="Simulating queues that theory solves" begin="Check" />
      {rows === null ? null : (
        <Table name="The model against theory" columns={columns} rows={rows} keyOf={({ queue }) => queue} />
      )}
    </Titled>
  );
}

const columns: readonly Column<TheoryCheck>[] = [
  { key: 'queue', title: 'Queue', value: ({ queue }) => queue },
  {
    key: 'known',
    title: 'Mean wait by theory',
    hint: 'In mean service times',
    numeric: true,
    value: ({ known_wait }) => known_wait,
    text: ({ known_wait }) => ratio(known_wait),
  },
  {
    key: 'simulated',
    title: 'Simulated',
    hint: 'In mean service times, the mean of the seeds',
    numeric: true,
    value: ({ simulated_wait }) => simulated_wait,
    text: ({ simulated_wait }) => ratio(simulated_wait),
  },
  { key: 'error', title: 'Off by', numeric: true, value: ({ error }) => error, text: ({ error }) => signed(error) },
  {
    key: 'worst',
    title: 'Worst seed',
    numeric: true,
    value: ({ worst_error }) => worst_error,
    text: ({ worst_error }) => signed(worst_error),
  },
];
