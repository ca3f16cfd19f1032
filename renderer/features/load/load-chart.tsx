/** The signals of a load test on one time axis, and the same in figures. */
import { useCallback, useMemo } from 'react';
import { Chart } from '../../charts/chart.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { count, decimal, seconds } from '../../ui/format.ts';
import type { Palette } from '../../ui/palette.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { loadChartHeight, loadOption } from './load-chart-option.ts';
import { type Moment, type SignalRow, signalRows } from './signal-lines.ts';

export function LoadChart({ moments }: { readonly moments: readonly Moment[] }) {
  const draw = useCallback((palette: Palette) => loadOption(moments, palette), [moments]);
  return (
    <Chart
      title="The load over time"
      name="Uploads planned, arrived and completed, jobs waiting and at work, latencies, CPU, answers, lateness and memory over the seconds of the load"
      draw={draw}
      height={loadChartHeight(moments)}
    />
  );
}

/** Counts are printed whole, and what was measured with three digits that count. */
const figure = (value: number | null): string => (value !== null && Number.isInteger(value) ? count(value) : seconds(value));

const numeric = (
  key: string,
  title: string,
  value: (row: SignalRow) => number | null,
  text: (value: number | null) => string = figure,
): Column<SignalRow> => ({ key, title, numeric: true, value, text: (row) => text(value(row)) });

const columns: readonly Column<SignalRow>[] = [
  { key: 'name', title: 'Signal', value: ({ name }) => name },
  numeric('last', 'Last', ({ last }) => last),
  numeric('mean', 'Mean', ({ mean }) => mean),
  numeric('largest', 'Largest', ({ largest }) => largest),
  numeric(
    'at',
    'At, s',
    ({ largestAt }) => largestAt,
    (value) => (value === null ? '–' : decimal(Math.round(value))),
  ),
];

export function SignalTable({ moments }: { readonly moments: readonly Moment[] }) {
  const rows = useMemo(() => signalRows(moments), [moments]);
  if (rows.length === 0) return null;
  return (
    <div>
      <CopyTable name="the signals" columns={columns} rows={rows} />
      <Table name="Signals in figures" columns={columns} rows={rows} keyOf={({ key }) => key} compact />
    </div>
  );
}
