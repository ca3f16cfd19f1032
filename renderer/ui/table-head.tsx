/** The head of a table: titles, and buttons that sort where sorting is offered. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { classOf } from './column-class.ts';
import styles from './table.module.css';
import { type Column, nextSort, type Sort } from './table-columns.ts';

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  /** Absent: the order of the rows has a meaning of its own. */
  readonly sorting?: { readonly sort: Sort | null; onSort(sort: Sort | null): void };
}

export function TableHead<Row>({ columns, sorting }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const look = classOf(column);
          if (sorting === undefined || column.actions) {
            return (
              <th key={column.key} scope="col" className={look} title={column.hint}>
                <span className={styles.title}>{column.title}</span>
              </th>
            );
          }
          const direction = sorting.sort?.key === column.key ? sorting.sort.direction : undefined;
          const Arrow = (direction ?? nextSort(null, column)?.direction) === 'ascending' ? ArrowUp : ArrowDown;
          return (
            <th
              key={column.key}
              scope="col"
              aria-sort={direction ?? 'none'}
              className={`${look} ${direction === undefined ? '' : styles.sorted}`}
            >
              <button
                type="button"
                className={styles.sort}
                title={column.hint}
                onClick={() => sorting.onSort(nextSort(sorting.sort, column))}
              >
                {column.title}
                <Arrow size={13} aria-hidden />
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
