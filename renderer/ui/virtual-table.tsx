/**
 * A table of any length: only the rows on screen exist. It fills the height that its parent gives.
 *
 * Keys, once a row has the focus: up and down, page up and down, home and end; Enter opens, since what opens a row is a link in
 * it. Only the current row's controls are in the order of the Tab key; a column says so with `current`.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { rowStep } from './row-keys.ts';
import styles from './table.module.css';
import { Cells } from './table.tsx';
import type { Column, Sort } from './table-columns.ts';
import { TableHead } from './table-head.tsx';

const ROW_HEIGHT = 37;
const HEAD_HEIGHT = 33;
const OVERSCAN = 12;

interface VirtualTableProps<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  /** In the order in which they are shown. */
  readonly rows: readonly Row[];
  keyOf(row: Row): string;
  readonly sort: Sort | null;
  onSort(sort: Sort | null): void;
  /** A click anywhere in the row. */
  onOpen(row: Row): void;
  isMarked?(row: Row): boolean;
  /** The row to begin with, focused; -1 and absent: the top. */
  readonly startAt?: number;
  /** In pixels; narrower than this the table scrolls sideways. */
  readonly minWidth: number;
}

const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, input, select') !== null;

export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { name, columns, rows, keyOf, sort, onSort, onOpen, isMarked, minWidth, startAt = -1 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(Math.max(0, startAt));
  // The current row takes the focus as soon as it is there.
  const moved = useRef(startAt >= 0);
  // Of the row that has the focus.
  const focusedKey = useRef<string | null>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const shown = virtualizer.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = Math.max(0, virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0));
  const reachable = Math.min(current, Math.max(0, rows.length - 1));

  // biome-ignore lint/correctness/useExhaustiveDependencies: only where one begins; later the person scrolls.
  useEffect(() => {
    if (startAt >= 0) virtualizer.scrollToIndex(startAt, { align: 'center' });
  }, []);

  useEffect(() => {
    const lost = focusedKey.current;
    // A row that went while it had the focus leaves it to the one in its place.
    if (lost !== null && document.activeElement === document.body && !rows.some((row) => keyOf(row) === lost)) {
      focusedKey.current = null;
      moved.current = true;
    }
    if (!moved.current) return;
    const focused = scroller.current?.querySelector<HTMLElement>(`[data-row="${reachable}"] :is(a, button)`);
    if (focused === null || focused === undefined) return;
    moved.current = false;
    focused.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
    const step = rowStep(event.key, page, rows.length);
    if (step === null || !(event.target instanceof Element) || event.target.closest('tbody') === null) return;
    event.preventDefault();
    const next = Math.min(rows.length - 1, Math.max(0, reachable + step));
    moved.current = true;
    setCurrent(next);
    virtualizer.scrollToIndex(next);
  };

  return (
    <div ref={scroller} className={`${styles.scroll} ${styles.fill}`} tabIndex={-1}>
      <table
        className={`${styles.table} ${styles.fixed} ${styles.opens}`}
        style={{ minWidth }}
        aria-label={name}
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={{ width }} />
          ))}
        </colgroup>
        <TableHead columns={columns} sorting={{ sort, onSort }} />
        <tbody>
          <Space height={before} columns={columns.length} />
          {shown.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={keyOf(row)}
                data-row={index}
                aria-rowindex={index + 2}
                className={isMarked?.(row) ? styles.marked : ''}
                style={{ height: ROW_HEIGHT }}
                onFocus={() => {
                  focusedKey.current = keyOf(row);
                  setCurrent(index);
                }}
                onBlur={() => {
                  focusedKey.current = null;
                }}
                onClick={(event: MouseEvent) => {
                  if (!isControl(event.target) && window.getSelection()?.isCollapsed !== false) onOpen(row);
                }}
              >
                <Cells columns={columns} row={row} current={index === reachable} />
              </tr>
            );
          })}
          <Space height={after} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not there. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className={styles.space} aria-hidden>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
