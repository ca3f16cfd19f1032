/** The ledger of the stages beside its chart. */
import { useMemo } from 'react';
import { type StageRow, stageLedger } from '../../../pipeline/analysis/stage-ledger.ts';
import type { RunSummary } from '../../../pipeline/contract/run.ts';
import { StageChart } from '../../charts/stage-chart.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { count, ledgerSeconds, percent, ratio } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Cells, Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { StageName } from './stage-name.tsx';
import styles from './summary-tab.module.css';

const titleOf = (row: StageRow): string => row.stage ?? (row.kind === 'total' ? 'total of the stages' : 'no stage');

const columns: readonly Column<StageRow>[] = [
  {
    key: 'stage',
    title: 'Stage',
    value: titleOf,
    show: (row) => (row.stage === null ? titleOf(row) : <StageName stage={row.stage} />),
  },
  {
    key: 'documents',
    title: 'n',
    hint: 'Documents in which the stage ran',
    numeric: true,
    value: ({ documents }) => documents,
    text: ({ documents }) => (documents === null ? '' : count(documents)),
  },
  {
    key: 'cpu',
    title: 'CPU s',
    numeric: true,
    value: ({ cpuSeconds }) => cpuSeconds,
    text: ({ cpuSeconds }) => ledgerSeconds(cpuSeconds),
  },
  {
    key: 'wall',
    title: 'Wall s',
    numeric: true,
    value: ({ wallSeconds }) => wallSeconds,
    text: ({ wallSeconds }) => ledgerSeconds(wallSeconds),
  },
  {
    key: 'cores',
    title: 'Cores',
    hint: 'Cores busy: CPU seconds over wall seconds',
    numeric: true,
    value: ({ coresBusy }) => coresBusy,
    text: ({ coresBusy }) => (coresBusy === null ? '' : ratio(coresBusy)),
  },
  {
    key: 'share',
    title: 'Share',
    hint: 'Of all CPU, the remainder included',
    numeric: true,
    value: ({ share }) => share,
    text: ({ share, kind }) => percent(share, kind === 'remainder' ? 2 : 1),
  },
];

export function StagesPanel({ summary }: { readonly summary: RunSummary }) {
  const rows = useMemo(() => stageLedger(summary), [summary]);
  const bars = useMemo(
    () =>
      rows.flatMap(({ stage, cpuSeconds, wallSeconds }) =>
        stage === null ? [] : [{ stage, cpuSeconds, wallSeconds: wallSeconds ?? 0 }],
      ),
    [rows],
  );
  return (
    <Panel
      title="Stages"
      hint="Mean of a document in which the stage ran. In the chart filled bars are CPU, outlined bars wall seconds."
      actions={<CopyTable name="stages" columns={columns} rows={rows} />}
    >
      <div className={styles.beside}>
        <Table
          name="Stages"
          compact
          columns={columns}
          rows={rows.filter(({ kind }) => kind === 'stage')}
          keyOf={titleOf}
          foot={rows
            .filter(({ kind }) => kind !== 'stage')
            .map((row) => (
              <tr key={row.kind}>
                <Cells columns={columns} row={row} current={false} />
              </tr>
            ))}
        />
        <StageChart stages={bars} />
      </div>
    </Panel>
  );
}
