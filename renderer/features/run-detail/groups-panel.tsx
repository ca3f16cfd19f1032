/** Cold against warm, fast against standard. */
import type { RunSummary } from '../../../pipeline/contract/run.ts';
import { CopyTable } from '../../ui/copy-table.tsx';
import { count, ledgerSeconds } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';

interface Group {
  readonly name: string;
  readonly meaning: string;
  readonly documents: number | null;
  readonly cpuSeconds: number | null;
}

const columns: readonly Column<Group>[] = [
  {
    key: 'name',
    title: 'Documents that were',
    value: ({ name }) => name,
    show: ({ name, meaning }) => <span title={meaning}>{name}</span>,
  },
  {
    key: 'documents',
    title: 'Documents',
    numeric: true,
    value: ({ documents }) => documents,
    text: ({ documents }) => (documents === null ? '' : count(documents)),
  },
  {
    key: 'cpu',
    title: 'CPU s per document',
    numeric: true,
    value: ({ cpuSeconds }) => cpuSeconds,
    text: ({ cpuSeconds }) => (cpuSeconds === null ? '–' : ledgerSeconds(cpuSeconds)),
  },
];

export function GroupsPanel({ summary }: { readonly summary: RunSummary }) {
  const { temperatures, cpu_per_doc, failed_work } = summary;
  const rows: Group[] = [
    {
      name: 'cold',
      meaning: 'The first document of a worker process: the OCR model loads inside it',
      documents: temperatures.cold.jobs,
      cpuSeconds: temperatures.cold.cpu_seconds,
    },
    {
      name: 'warm',
      meaning: 'All later documents of a worker process',
      documents: temperatures.warm.jobs,
      cpuSeconds: temperatures.warm.cpu_seconds,
    },
    {
      name: 'on the fast path',
      meaning: 'Their quality was good enough to skip enhancement',
      documents: null,
      cpuSeconds: cpu_per_doc.fast,
    },
    { name: 'on the standard path', meaning: 'They were enhanced', documents: null, cpuSeconds: cpu_per_doc.standard },
    {
      name: 'weighted 70/30',
      meaning: 'The mix of the capacity plan; needs documents on both paths',
      documents: null,
      cpuSeconds: cpu_per_doc.weighted,
    },
  ];
  if (failed_work.jobs > 0) {
    rows.push({
      name: 'failed (CPU s of all, summed)',
      meaning: 'What failed documents used before they failed: it is no document’s cost, and not free either',
      documents: failed_work.jobs,
      cpuSeconds: failed_work.cpu_seconds,
    });
  }
  return (
    <Panel
      title="Cold and warm, fast and standard"
      hint="Cold: the first document of a worker process, with the model load."
      actions={<CopyTable name="cold and warm, fast and standard" columns={columns} rows={rows} />}
    >
      <Table name="Cold and warm, fast and standard" columns={columns} rows={rows} keyOf={({ name }) => name} />
    </Panel>
  );
}
