/** How each worker's CPU adds up, and what the operating system says of the same process. */
import type { WorkerRecord } from '../../../pipeline/contract/run.ts';
import { type CpuTime, cpuMicroseconds } from '../../../pipeline/contract/spans.ts';
import { toSeconds } from '../../../pipeline/contract/units.ts';
import { CopyTable } from '../../ui/copy-table.tsx';
import { ledgerSeconds, percent } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Cell, Column } from '../../ui/table-columns.ts';

const cpu = (time: CpuTime | null): number | null => (time === null ? null : toSeconds(cpuMicroseconds(time)));

function cpuColumn(key: keyof WorkerRecord['ledger'], title: string, hint: string): Column<WorkerRecord> {
  const value = ({ ledger }: WorkerRecord) => cpu(ledger[key]);
  return { key, title, hint, numeric: true, value, text: (worker) => ledgerSeconds(value(worker)) || '–' };
}

const difference = ({ ledger: { process, system } }: WorkerRecord): number | null =>
  process === null || system === null ? null : cpuMicroseconds(process) / Math.max(1, cpuMicroseconds(system)) - 1;

const columns: readonly Column<WorkerRecord>[] = [
  { key: 'slot', title: 'Slot', value: ({ slot }): Cell => slot },
  { key: 'pid', title: 'Process', numeric: true, value: ({ pid }) => pid },
  cpuColumn('startup', 'Start-up', 'Before the first job: Node and the modules'),
  cpuColumn('in_jobs', 'In jobs', 'Stages and what is between them'),
  cpuColumn('between_jobs', 'Between jobs', 'Taking the next job, telling the last'),
  cpuColumn('process', 'Inside', 'What the process counted of itself at its end'),
  cpuColumn('system', 'Operating system', 'What the kernel accounts to the same process'),
  {
    key: 'difference',
    title: 'Difference',
    numeric: true,
    value: difference,
    text: (worker) => percent(difference(worker), 2),
  },
  cpuColumn('children', 'Children', 'Child processes it waited for; in none of the other columns'),
  { key: 'end', title: 'End', value: ({ exit_reason }) => exit_reason ?? 'running' },
];

export function WorkersPanel({ workers }: { readonly workers: readonly WorkerRecord[] }) {
  if (workers.length === 0) return null;
  const rows = workers.toSorted((one, other) => one.slot - other.slot || one.started_us - other.started_us);
  return (
    <Panel
      title="Worker processes"
      hint="CPU seconds: start-up, in jobs and between jobs add up to inside; the operating system counts the same process."
      actions={<CopyTable name="worker processes" columns={columns} rows={rows} />}
    >
      <Table name="Worker processes" columns={columns} rows={rows} keyOf={({ id }) => id} />
    </Panel>
  );
}
