/** The columns of the Capacity screen's tables: as drawn, and as copied, where each end of an interval has a column. */
import type { Capacity, CurvePoint, Estimated, ProjectionRow, TornadoBar } from '../../../pipeline/analysis/capacity/capacity.ts';
import { count, decimal, percent, seconds } from '../../ui/format.ts';
import type { Column } from '../../ui/table-columns.ts';
import { intervalText, probabilityText, statusText, tornadoName, tornadoValue } from './capacity-words.ts';
import { StatusBadge } from './status-badge.tsx';

const volume: Column<{ readonly docs_per_day: number }> = {
  key: 'volume',
  title: 'Docs/day',
  numeric: true,
  value: (row) => row.docs_per_day,
  text: (row) => count(row.docs_per_day),
};

type Figure = (row: ProjectionRow) => Estimated;
const perDocument: Figure = (row) => row.cpu_seconds_per_doc;
const perMonth: Figure = (row) => row.cpu_hours_per_month;

const estimate = (key: string, title: string, figure: Figure): Column<ProjectionRow> => ({
  key,
  title,
  numeric: true,
  value: (row) => figure(row).estimate,
  text: (row) => seconds(figure(row).estimate),
});

const interval = (key: string, figure: Figure): Column<ProjectionRow> => ({
  key: `${key}-interval`,
  title: '95 % interval',
  numeric: true,
  value: (row) => figure(row).low,
  text: (row) => intervalText(figure(row), seconds) ?? '–',
});

const ends = (key: string, title: string, figure: Figure): Column<ProjectionRow>[] =>
  (['low', 'high'] as const).map((end) => ({
    key: `${key}-${end}`,
    title: `${title}, ${end}`,
    numeric: true,
    value: (row) => figure(row)[end],
    text: (row) => seconds(figure(row)[end]),
  }));

const share: Column<ProjectionRow> = {
  key: 'share',
  title: 'Of budget',
  numeric: true,
  value: (row) => row.share_of_budget,
  text: (row) => percent(row.share_of_budget),
};
const chance: Column<ProjectionRow> = {
  key: 'chance',
  title: 'P(within)',
  hint: 'Chance of staying within the budget',
  numeric: true,
  value: (row) => row.probability_within,
  text: (row) => probabilityText(row.probability_within),
};
const status: Column<ProjectionRow> = {
  key: 'status',
  title: 'Budget status',
  value: statusText,
  show: (row) => <StatusBadge row={row} />,
};

export const projectionColumns: readonly Column<ProjectionRow>[] = [
  volume,
  estimate('cpu', 'CPU s/doc', perDocument),
  estimate('hours', 'CPU-h/month', perMonth),
  interval('hours', perMonth),
  share,
  chance,
  status,
];

export const copiedProjectionColumns: readonly Column<ProjectionRow>[] = [
  volume,
  estimate('cpu', 'CPU s/doc', perDocument),
  ...ends('cpu', 'CPU s/doc', perDocument),
  estimate('hours', 'CPU-hours/month', perMonth),
  ...ends('hours', 'CPU-hours/month', perMonth),
  share,
  chance,
  status,
];

export const curveColumns: readonly Column<CurvePoint>[] = [
  { ...volume, value: (row) => row.docs_per_day, text: (row) => count(Math.round(row.docs_per_day)) },
  {
    key: 'chance',
    title: 'P(within budget)',
    numeric: true,
    value: (row) => row.probability_within,
    text: (row) => probabilityText(row.probability_within),
  },
];

export const tornadoColumns: readonly Column<TornadoBar>[] = [
  { key: 'input', title: 'Input', value: (bar) => tornadoName(bar.input) },
  { key: 'now', title: 'Now', numeric: true, value: (bar) => bar.now, text: (bar) => tornadoValue(bar.input, bar.now) },
  ...([0, 1] as const).flatMap((end): Column<TornadoBar>[] => [
    {
      key: `end-${end}`,
      title: end === 0 ? 'From' : 'To',
      numeric: true,
      value: (bar) => bar.ends[end].value,
      text: (bar) => tornadoValue(bar.input, bar.ends[end].value),
    },
    {
      key: `cpu-${end}`,
      title: 'CPU s/doc',
      numeric: true,
      value: (bar) => bar.ends[end].cpu_seconds_per_doc,
      text: (bar) => seconds(bar.ends[end].cpu_seconds_per_doc),
    },
  ]),
  { key: 'swing', title: 'Swing', numeric: true, value: (bar) => bar.swing, text: (bar) => seconds(bar.swing) },
];

export interface BreakdownRow {
  readonly part: string;
  readonly note: string;
  /** CPU seconds; a factor has none. */
  readonly value: number;
  readonly isFactor: boolean;
  readonly isTotal: boolean;
}

/** From a warm document to the figure, so that a reader can add it up. */
export function breakdownRows({ breakdown, cpu_per_doc: cpu, inputs }: Capacity): readonly BreakdownRow[] {
  const row = (part: string, value: number, note: string, kind: 'part' | 'factor' | 'total' = 'part'): BreakdownRow => ({
    part,
    note,
    value,
    isFactor: kind === 'factor',
    isTotal: kind === 'total',
  });
  const size = inputs.size_factor === 1 ? '' : `, ${tornadoValue('size_factor', inputs.size_factor)} the size`;
  const mix = `${percent(inputs.fast_share, 0)} fast, ${percent(1 - inputs.fast_share, 0)} standard${size}`;
  return [
    row('Warm document', breakdown.warm, mix),
    row(
      '+ cold starts',
      breakdown.cold,
      `${percent(breakdown.cold_share)} of documents${inputs.cold_share === null ? ', as in the run' : ''}`,
    ),
    row('+ failed work', breakdown.failed, 'what failed documents burnt'),
    row('= here', breakdown.total, 'on the machine that measured', 'total'),
    row('× production node', breakdown.node_factor, 'CPU s there for 1 CPU s here', 'factor'),
    row('= per document', cpu.estimate, 'the figure', 'total'),
  ];
}

export const breakdownColumns: readonly Column<BreakdownRow>[] = [
  { key: 'part', title: 'Part', value: (row) => row.part },
  {
    key: 'value',
    title: 'CPU s',
    numeric: true,
    value: (row) => row.value,
    text: (row) => (row.isFactor ? `× ${decimal(row.value)}` : row.value.toFixed(4)),
  },
  { key: 'note', title: 'Of what', value: (row) => row.note },
];
