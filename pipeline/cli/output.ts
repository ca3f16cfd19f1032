/**
 * How numbers and tables look in a terminal.
 */
import Table from 'cli-table3';
import colors from 'picocolors';

export const print = (text: string): void => void process.stdout.write(`${text}\n`);
/** To stderr: what is not the result, or is told where stdout belongs to others. */
export const printAside = (text: string): void => void process.stderr.write(`${text}\n`);
export const printJson = (document: unknown): void => print(JSON.stringify(document, null, 2));

export const seconds = (value: number | null): string => (value === null ? '–' : value.toFixed(value < 0.1 ? 4 : 3));
export const percent = (share: number | null, digits = 1): string =>
  share === null ? '–' : `${(share * 100).toFixed(digits)} %`;
export const ratio = (value: number | null): string => (value === null || !Number.isFinite(value) ? '–' : value.toFixed(2));

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Columns of numbers stand right; a row of only empty cells draws nothing. */
export function table(columns: readonly Column[], rows: readonly (readonly (string | number)[])[]): string {
  const drawn = new Table({
    head: columns.map((column) => colors.bold(column.title)),
    colAligns: columns.map((column) => column.align ?? 'right'),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) drawn.push(row.map(String));
  return drawn.toString();
}

/** So much of a run's id is enough to name it. */
export const shortId = (id: string): string => id.slice(0, 8);
/** A file name may hold a newline or worse; a line of a terminal may not. */
export const oneLine = (name: string): string => JSON.stringify(name).slice(1, -1);

export const heading = (text: string): string => `\n${colors.bold(text)}`;
export const faint = (text: string): string => colors.dim(text);
export const caution = (text: string): string => colors.yellow(text);
export const alarm = (text: string): string => colors.red(text);
