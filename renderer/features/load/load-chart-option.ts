/**
 * A load test over time, on one axis: what came and ended, what waits, how long it takes, and what the machine does; with the
 * limits of the signals as lines. Pure.
 */
import type { SignalName } from '../../../pipeline/contract/signals.ts';
import type { EChartsCoreOption } from '../../charts/echarts.ts';
import { axisLook, tooltipLook } from '../../charts/look.ts';
import type { Palette } from '../../ui/palette.ts';

export interface Moment {
  /** In seconds. */
  readonly at: number;
  readonly values: Readonly<Partial<Record<SignalName, number>>>;
}

interface Line {
  readonly name: string;
  readonly signal: SignalName;
  readonly colour: 'accent' | 'good' | 'warn' | 'bad' | 'muted';
  readonly type: 'solid' | 'dashed' | 'dotted';
  /** Counts stay what they are until they change. */
  readonly step?: boolean;
}

interface Strip {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly limits?: readonly { readonly at: number; readonly name: string; readonly colour: 'warn' | 'bad' }[];
  readonly max?: number;
}

const strips: readonly Strip[] = [
  {
    title: 'uploads in all',
    lines: [
      { name: 'planned', signal: 'planned', colour: 'muted', type: 'dashed', step: true },
      { name: 'sent', signal: 'arrived', colour: 'accent', type: 'solid', step: true },
      { name: 'completed', signal: 'completed', colour: 'good', type: 'solid', step: true },
      { name: 'rejected', signal: 'rejected', colour: 'bad', type: 'dotted', step: true },
    ],
  },
  {
    title: 'jobs',
    lines: [
      { name: 'waiting', signal: 'queue_depth', colour: 'warn', type: 'solid', step: true },
      { name: 'at work', signal: 'jobs_in_flight', colour: 'accent', type: 'dotted', step: true },
    ],
    limits: [
      { at: 50, name: 'warning', colour: 'warn' },
      { at: 100, name: 'critical', colour: 'bad' },
    ],
  },
  {
    title: 'latency, s',
    lines: [
      { name: 'p50', signal: 'latency_p50_seconds', colour: 'accent', type: 'solid' },
      { name: 'p95', signal: 'latency_p95_seconds', colour: 'warn', type: 'dashed' },
      { name: 'largest', signal: 'latency_max_seconds', colour: 'bad', type: 'dotted' },
    ],
  },
  {
    title: 'CPU %',
    lines: [
      { name: 'machine', signal: 'machine_cpu_percent', colour: 'accent', type: 'solid' },
      { name: 'generator', signal: 'generator_cpu_percent', colour: 'muted', type: 'dotted' },
    ],
    limits: [{ at: 95, name: 'critical', colour: 'bad' }],
    max: 100,
  },
];

const STRIP = 104;
const GAP = 46;
const TOP = 26;
const BOTTOM = 40;
const LEGEND_ABOVE = 24;
export const LOAD_CHART_HEIGHT = TOP + strips.length * STRIP + (strips.length - 1) * GAP + BOTTOM;
const LEAST_SECONDS = 10;

export function loadOption(moments: readonly Moment[], palette: Palette): EChartsCoreOption {
  const last = Math.max(LEAST_SECONDS, Math.ceil(moments.at(-1)?.at ?? 0));
  const first = Math.min(Math.floor(moments[0]?.at ?? 0), last - LEAST_SECONDS);
  const look = axisLook(palette);
  const isLast = (index: number) => index === strips.length - 1;
  return {
    grid: strips.map((_, index) => ({ left: 56, right: 16, top: TOP + index * (STRIP + GAP), height: STRIP })),
    tooltip: { ...tooltipLook(palette), trigger: 'axis', valueFormatter: figureText },
    legend: strips.map(({ lines }, index) => ({
      data: lines.map(({ name }) => name),
      top: TOP + index * (STRIP + GAP) - LEGEND_ABOVE,
      right: 16,
      itemWidth: 28,
      itemHeight: 8,
      textStyle: { color: palette.text, fontSize: 12 },
    })),
    axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: palette.muted } },
    xAxis: strips.map((_, index) => ({
      type: 'value',
      gridIndex: index,
      min: first,
      max: last,
      ...look,
      splitLine: { show: false },
      axisLabel: { ...look.axisLabel, show: isLast(index), showMaxLabel: false },
      ...(isLast(index) ? { name: 'seconds since the load began', nameLocation: 'middle', nameGap: 24 } : {}),
    })),
    yAxis: strips.map(({ title, max }, index) => ({
      type: 'value',
      gridIndex: index,
      name: title,
      min: 0,
      ...(max === undefined ? {} : { max }),
      splitNumber: 3,
      ...look,
      nameTextStyle: { ...look.nameTextStyle, align: 'left' },
    })),
    series: strips.flatMap(({ lines, limits }, index) =>
      lines.map(({ name, signal, colour, type, step }, place) => ({
        name,
        type: 'line',
        xAxisIndex: index,
        yAxisIndex: index,
        symbol: 'none',
        data: moments.flatMap(({ at, values }) => (values[signal] === undefined ? [] : [[at, values[signal]]])),
        lineStyle: { width: 2, color: palette[colour], type },
        itemStyle: { color: palette[colour] },
        ...(step === true ? { step: 'end' } : {}),
        ...(place === 0 && limits !== undefined ? { markLine: limitLines(limits, moments, lines, palette) } : {}),
      })),
    ),
  };
}

const figureText = (value: unknown): string =>
  typeof value === 'number' ? (value < 10 ? value.toFixed(2) : value.toFixed(0)) : '–';

/** A limit that is far above everything seen would only press the lines to the floor, so it is left out. */
function limitLines(limits: NonNullable<Strip['limits']>, moments: readonly Moment[], lines: readonly Line[], palette: Palette) {
  const most = moments.reduce(
    (largest, { values }) => lines.reduce((found, { signal }) => Math.max(found, values[signal] ?? 0), largest),
    0,
  );
  return {
    silent: true,
    symbol: 'none',
    data: limits
      .filter(({ at }) => at <= most * 1.6)
      .map(({ at, name, colour }) => ({
        yAxis: at,
        name,
        lineStyle: { color: palette[colour], type: 'dashed', width: 1 },
        label: { formatter: name, position: 'insideStartTop', color: palette.text, fontSize: 11 },
      })),
  };
}
