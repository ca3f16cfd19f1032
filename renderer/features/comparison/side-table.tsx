/** A table with a column for each side: what is asked in the rows, and each side's answer. */
import type { ReactNode } from 'react';
import type { Interval, SideResult } from '../../../pipeline/contract/comparison.ts';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { intervalText } from './effect-words.ts';
import { IntervalCell } from './interval-cell.tsx';
import styles from './side-table.module.css';

export interface SideCell {
  readonly text: string;
  readonly show?: ReactNode;
}

export interface SideRow {
  readonly name: string;
  readonly hint?: string;
  /** The sides differ in it. */
  readonly differs?: boolean;
  cell(side: SideResult): SideCell;
}

interface SideTableProps {
  readonly title: string;
  readonly hint?: ReactNode;
  /** What the rows are. */
  readonly head: string;
  readonly sides: readonly SideResult[];
  readonly rows: readonly SideRow[];
  readonly numeric?: boolean;
}

export function SideTable({ title, hint, head, sides, rows, numeric = false }: SideTableProps) {
  const columns: readonly Column<SideRow>[] = [
    {
      key: 'name',
      title: head,
      value: ({ name }) => name,
      show: ({ name, hint: meaning }) => <span title={meaning}>{name}</span>,
    },
    ...sides.map(
      (side): Column<SideRow> => ({
        key: side.name,
        title: side.name,
        hint: side.label,
        numeric,
        value: (row) => row.cell(side).text,
        show: (row) => {
          const { text, show } = row.cell(side);
          return show ?? <span className={styles.text}>{text}</span>;
        },
      }),
    ),
  ];
  return (
    <Panel title={title} hint={hint} actions={<CopyTable name={title.toLowerCase()} columns={columns} rows={rows} />}>
      <Table name={title} columns={columns} rows={rows} keyOf={({ name }) => name} isMarked={({ differs }) => differs === true} />
    </Panel>
  );
}

/** A figure of a side with its interval. */
export const intervalCell = (interval: Interval | null, text: (value: number) => string): SideCell => ({
  text: intervalText(interval, text),
  show: <IntervalCell interval={interval} text={text} />,
});

/** Whether the sides answer differently. */
export const sidesDiffer = (sides: readonly SideResult[], read: (side: SideResult) => string): boolean =>
  new Set(sides.map(read)).size > 1;
