/**
 * A table of the report as CSV (RFC 4180, UTF-8): values in full precision under their keys, and nothing where nothing was
 * measured. A text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
import { stringify } from 'csv-stringify/sync';
import type { CellValue, ReportTable } from './document.ts';

export const toCsv = ({ columns, rows }: ReportTable): string =>
  stringify([columns.map(({ key }) => key), ...rows.map((row) => row.map(({ value }) => harmless(value)))], {
    cast: { boolean: (value) => String(value) },
    record_delimiter: 'windows',
  });

const harmless = (value: CellValue): CellValue => (typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
