/** How the seconds of each stage are spread over the documents. */
import { useMemo, useState } from 'react';
import type { RunDetail } from '../../../pipeline/contract/reader-calls.ts';
import type { RunTable } from '../../../pipeline/contract/run-table.ts';
import { type StageName as Name, stageNames } from '../../../pipeline/contract/stages.ts';
import { type Spread, sortedOf, spreadOf } from '../../charts/distribution.ts';
import { DistributionChart, type Shape, type StageValues } from '../../charts/distribution-chart.tsx';
import { Choice } from '../../ui/choice.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import field from '../../ui/field.module.css';
import { count, ledgerSeconds } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { StageName } from './stage-name.tsx';
import styles from './summary-tab.module.css';
import { useRunTable } from './use-run-table.ts';

type Measure = 'cpu_seconds' | 'wall_seconds';

const measures = [
  { key: 'cpu_seconds', label: 'CPU' },
  { key: 'wall_seconds', label: 'Wall' },
] as const;
const shapes = [
  { key: 'boxes', label: 'Box plot' },
  { key: 'cumulative', label: 'Cumulative' },
] as const;

interface SpreadRow extends Spread {
  readonly stage: Name;
}

const figure = (key: Exclude<keyof Spread, 'count'>, title: string, hint: string): Column<SpreadRow> => ({
  key,
  title,
  hint,
  numeric: true,
  value: (row) => row[key],
  text: (row) => (Number.isNaN(row[key]) ? '–' : ledgerSeconds(row[key])),
});

const columns: readonly Column<SpreadRow>[] = [
  { key: 'stage', title: 'Stage', value: ({ stage }) => stage, show: ({ stage }) => <StageName stage={stage} /> },
  {
    key: 'count',
    title: 'n',
    hint: 'Documents in which it ran',
    numeric: true,
    value: (row) => row.count,
    text: (row) => count(row.count),
  },
  figure('mean', 'Mean', 'Sum over number'),
  figure('median', 'Median', 'Half of the documents need less'),
  figure('p90', 'p90', 'Nine of ten documents need less'),
  figure('p95', 'p95', '95 of 100 documents need less'),
  figure('max', 'Max', 'The dearest document'),
];

/** Of documents that succeeded: what a failed one used is no document's cost. */
function valuesOf({ jobs, stages }: RunTable, measure: Measure, warmOnly: boolean): StageValues[] {
  return stageNames.flatMap((stage) => {
    const column = stages[stage]?.[measure];
    if (column === undefined) return [];
    const counted = column.filter((_, at) => {
      const job = jobs[at];
      return job?.state === 'succeeded' && (!warmOnly || job.temperature === 'warm');
    });
    return [{ stage, sorted: sortedOf(counted) }];
  });
}

export function DistributionPanel({ detail }: { readonly detail: RunDetail }) {
  const table = useRunTable(detail);
  if (table.state === 'failed') return <ErrorNotice error={table.error} />;
  if (table.state === 'waiting') return <Waiting what="the documents" />;
  return Object.keys(table.value.stages).length === 0 ? null : <Distribution table={table.value} />;
}

function Distribution({ table }: { readonly table: RunTable }) {
  const [measure, setMeasure] = useState<Measure>('cpu_seconds');
  const [shape, setShape] = useState<Shape>('boxes');
  const [logarithmic, setLogarithmic] = useState(true);
  const [warmOnly, setWarmOnly] = useState(false);
  const stages = useMemo(() => valuesOf(table, measure, warmOnly), [table, measure, warmOnly]);
  const rows = useMemo(() => stages.map(({ stage, sorted }) => ({ stage, ...spreadOf(sorted) })), [stages]);
  const what = measure === 'cpu_seconds' ? 'CPU' : 'wall';
  return (
    <Panel
      title="Distribution over the documents"
      hint={
        shape === 'boxes'
          ? 'Boxes hold the middle half, whiskers reach 1.5 boxes further, points lie beyond.'
          : 'The share of the documents that need at most so many seconds.'
      }
      actions={<CopyTable name="distribution" columns={columns} rows={rows} />}
    >
      <div className={field.bar}>
        <Choice name="Measure" options={measures} chosen={measure} onChoose={setMeasure} />
        <Choice name="Form of the chart" options={shapes} chosen={shape} onChoose={setShape} />
        <label className={field.check}>
          <input type="checkbox" checked={logarithmic} onChange={(event) => setLogarithmic(event.target.checked)} />
          Logarithmic
        </label>
        <label className={field.check}>
          <input type="checkbox" checked={warmOnly} onChange={(event) => setWarmOnly(event.target.checked)} />
          Warm documents only
        </label>
      </div>
      <div className={styles.beside}>
        <Table compact name={`Distribution of ${what} seconds`} columns={columns} rows={rows} keyOf={({ stage }) => stage} />
        <DistributionChart stages={stages} shape={shape} logarithmic={logarithmic} what={what} />
      </div>
    </Panel>
  );
}
