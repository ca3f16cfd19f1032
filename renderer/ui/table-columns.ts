/**
 * What a table knows of its columns, without drawing anything: how rows are sorted, found and copied as text.
 */
import type { ReactNode } from 'react';

/** NaN and null: there is no such figure. */
export type Cell = string | number | null;

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** What the title means, for whoever hovers over it. */
  readonly hint?: string;
  /** Numbers stand right. */
  readonly numeric?: boolean;
  /** In CSS; the columns without share what is left. */
  readonly width?: string;
  /** A column of buttons is neither sorted nor copied. */
  readonly actions?: boolean;
  /** What is sorted and copied as CSV, in full precision. */
  value(row: Row): Cell;
  /** What is printed; the value itself when absent. */
  text?(row: Row): string;
  /** What is drawn, when it is more than text. `current`: the row that the keyboard is on. */
  show?(row: Row, current: boolean): ReactNode;
}

export interface Sort {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

const isMissing = (cell: Cell): boolean => cell === null || cell === '' || Number.isNaN(cell);

export const textOf = <Row>(column: Column<Row>, row: Row): string => {
  if (column.text !== undefined) return column.text(row);
  const cell = column.value(row);
  return isMissing(cell) ? '–' : String(cell);
};

/** `doc_2` before `doc_10`, `A` beside `a`; compared as plain strings, since a collator takes seconds for 100,000 names. */
const naturalKey = (text: string): string => text.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(16, '0'));

/** Rows in a new order. Equal ones keep theirs, and what was not measured stands last whichever way one sorts. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort | null): readonly Row[] {
  const column = columns.find(({ key }) => key === sort?.key);
  if (column === undefined || sort === null) return rows;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const keyed = rows.map((row) => {
    const cell = column.value(row);
    if (cell === null || isMissing(cell)) return { row, key: null };
    return { row, key: typeof cell === 'string' ? naturalKey(cell) : cell };
  });
  keyed.sort((one, other) => {
    if (one.key === null || other.key === null) return Number(one.key === null) - Number(other.key === null);
    return one.key < other.key ? -sign : one.key > other.key ? sign : 0;
  });
  return keyed.map(({ row }) => row);
}

/** The first click sorts numbers from the largest, text from A; the second turns it round; the third takes it back. */
export function nextSort<Row>(sort: Sort | null, column: Column<Row>): Sort | null {
  const first = column.numeric ? 'descending' : 'ascending';
  if (sort?.key !== column.key) return { key: column.key, direction: first };
  if (sort.direction !== first) return null;
  return { key: column.key, direction: first === 'ascending' ? 'descending' : 'ascending' };
}

/** RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvCell(cell: Cell): string {
  if (cell === null || isMissing(cell)) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const copied = <Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] =>
  columns.filter(({ actions }) => actions !== true);

const csvHead = <Row>(columns: readonly Column<Row>[]): string => `${columns.map(({ title }) => csvCell(title)).join(',')}\r\n`;
const csvLine = <Row>(columns: readonly Column<Row>[], row: Row): string =>
  `${columns.map((column) => csvCell(column.value(row))).join(',')}\r\n`;

/** Values in full precision. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const shown = copied(columns);
  return csvHead(shown) + rows.map((row) => csvLine(shown, row)).join('');
}

const ROWS_IN_A_PIECE = 10_000;

interface PieceOptions {
  readonly signal: AbortSignal;
  /** In rows. */
  onProgress(done: number): void;
}

/**
 * The same text, made in pieces between which the window lives on.
 *
 * @throws whatever `signal` was aborted with
 */
export async function toCsvInPieces<Row>(
  columns: readonly Column<Row>[],
  rows: ArrayLike<Row>,
  { signal, onProgress }: PieceOptions,
): Promise<string> {
  const shown = copied(columns);
  const pieces = [csvHead(shown)];
  for (let from = 0; from < rows.length; from += ROWS_IN_A_PIECE) {
    // Another task, and not another microtask: what was clicked meanwhile comes first.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    const piece = { length: Math.min(ROWS_IN_A_PIECE, rows.length - from) };
    pieces.push(Array.from(piece, (_, at) => csvLine(shown, rows[from + at] as Row)).join(''));
    onProgress(from + piece.length);
  }
  return pieces.join('');
}

const markdownCell = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[|<*_`[\]]/g, (sign) => `\\${sign}`)
    .replaceAll(/\s*[\r\n]+\s*/g, ' ');

/** As it is printed on the screen. */
export function toMarkdown<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const shown = copied(columns);
  const lines = [
    shown.map(({ title }) => markdownCell(title)),
    shown.map(({ numeric }) => (numeric ? '---:' : '---')),
    ...rows.map((row) => shown.map((column) => markdownCell(textOf(column, row)))),
  ];
  return `${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`;
}
