/**
 * A table of so many rows as fit a screen or two; `virtual-table.tsx` is for more.
 *
 *     <Table name="Stages" columns={columns} rows={rows} keyOf={(row) => row.stage} />
 */
import { type ReactNode, useMemo, useState } from 'react';
import { classOf } from './column-class.ts';
import styles from './table.module.css';
import { type Column, type Sort, sortRows, textOf } from './table-columns.ts';
import { TableHead } from './table-head.tsx';
import { useOverflows } from './use-overflows.ts';

interface TableProps<Row> {
  /** What a screen reader calls it. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  keyOf(row: Row): string;
  readonly sortable?: boolean;
  /** Less air, where it stands beside something. */
  readonly compact?: boolean;
  /** Rows below the line, for totals. */
  readonly foot?: ReactNode;
  isMarked?(row: Row): boolean;
}

export function Table<Row>({ name, columns, rows, keyOf, sortable = false, compact = false, foot, isMarked }: TableProps<Row>) {
  const [sort, setSort] = useState<Sort | null>(null);
  const [box, overflows] = useOverflows();
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  return (
    <div
      ref={box}
      className={styles.scroll}
      {...(overflows ? { tabIndex: 0, role: 'group', 'aria-label': `${name}, scrolls` } : {})}
    >
      <table className={`${styles.table} ${compact ? styles.compact : ''}`} aria-label={name}>
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={{ width }} />
          ))}
        </colgroup>
        <TableHead columns={columns} {...(sortable ? { sorting: { sort, onSort: setSort } } : {})} />
        <tbody>
          {sorted.map((row) => (
            <tr key={keyOf(row)} className={isMarked?.(row) ? styles.marked : ''}>
              <Cells columns={columns} row={row} current={false} />
            </tr>
          ))}
        </tbody>
        {foot === undefined ? null : <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}

interface CellsProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
  readonly current: boolean;
}

/** The first column names the row. */
export function Cells<Row>({ columns, row, current }: CellsProps<Row>) {
  return columns.map((column, index) => {
    const text = column.show === undefined ? textOf(column, row) : null;
    const content = column.show?.(row, current) ?? text;
    const attributes = {
      className: classOf(column),
      title: column.numeric ? undefined : (text ?? undefined),
    };
    return index === 0 ? (
      <th key={column.key} scope="row" {...attributes}>
        {content}
      </th>
    ) : (
      <td key={column.key} {...attributes}>
        {content}
      </td>
    );
  });
}
