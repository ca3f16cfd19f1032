/** A column of one figure of a run. */
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import type { Column } from '../../ui/table-columns.ts';

export function figureColumn(
  title: string,
  value: (run: RunListItem) => number | null,
  print: (value: number | null) => string,
  width?: string,
  hint?: string,
): Column<RunListItem> {
  return {
    key: title,
    title,
    numeric: true,
    value,
    text: (run) => print(value(run)),
    ...(width === undefined ? {} : { width }),
    ...(hint === undefined ? {} : { hint }),
  };
}
