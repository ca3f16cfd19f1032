/** The chart of a run's signals: CPU of the machine on the left axis, counts of jobs on the right one. Pure. */
import type { EChartsCoreOption } from 'echarts/core';
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import type { SignalName } from '../../../../pipeline/contract/signals.ts';
import type { Palette } from '../../../ui/palette.ts';

export interface LineLook {
  readonly colour: string;
  readonly type: 'solid' | 'dashed' | 'dotted';
}

/** Told apart by more than colour. */
export const lineLooks = (palette: Palette) => ({
  machine_cpu_percent: { colour: palette.accent, type: 'solid' } as const,
  queue_depth: { colour: palette.warn, type: 'dashed' } as const,
  jobs_in_flight: { colour: palette.good, type: 'dotted' } as const,
});

/** So far back signals are kept. */
const KEPT_SECONDS = 300;
const toTenths = (seconds: number): number => Math.round(seconds * 10) / 10;
/** A chart of one second would be nothing but its edges. */
const LEAST_SECONDS = 30;

export function signalsOption(signals: LiveRun['signals'], palette: Palette): EChartsCoreOption {
  const points = (name: SignalName) =>
    signals.flatMap(({ time_seconds, values }) => (values[name] === undefined ? [] : [[toTenths(time_seconds), values[name]]]));
  const last = signals.at(-1)?.time_seconds ?? 0;
  const first = Math.max(0, Math.floor(last - KEPT_SECONDS));
  const looks = lineLooks(palette);
  const line = (name: string, signal: keyof typeof looks, yAxisIndex: number) => ({
    name,
    type: 'line',
    yAxisIndex,
    data: points(signal),
    symbol: 'none',
    lineStyle: { width: 2, color: looks[signal].colour, type: looks[signal].type },
    itemStyle: { color: looks[signal].colour },
    ...(yAxisIndex === 1 ? { step: 'end' } : { areaStyle: { color: looks[signal].colour, opacity: 0.12 } }),
  });
  const axis = { axisLabel: { color: palette.muted }, nameTextStyle: { color: palette.muted }, axisLine: { show: false } };
  return {
    grid: { left: 44, right: 44, top: 30, bottom: 40 },
    tooltip: {
      trigger: 'axis',
      // The other way writes styles into HTML, which the window's policy forbids.
      renderMode: 'richText',
      backgroundColor: palette.raised,
      borderColor: palette.border,
      textStyle: { color: palette.text },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? String(Math.round(value)) : '–'),
    },
    xAxis: {
      type: 'value',
      min: first,
      max: Math.max(first + LEAST_SECONDS, Math.ceil(last)),
      name: 'seconds since the start',
      nameLocation: 'middle',
      nameGap: 24,
      splitLine: { show: false },
      ...axis,
    },
    yAxis: [
      {
        type: 'value',
        name: 'CPU %',
        min: 0,
        max: 100,
        interval: 25,
        splitLine: { lineStyle: { color: palette.border } },
        ...axis,
      },
      { type: 'value', name: 'jobs', min: 0, minInterval: 1, splitLine: { show: false }, ...axis },
    ],
    series: [
      line('machine CPU %', 'machine_cpu_percent', 0),
      line('queue depth', 'queue_depth', 1),
      line('jobs in flight', 'jobs_in_flight', 1),
    ],
  };
}

/** On the screen the latest numbers beside the chart are its legend. */
export const withLegend = (option: EChartsCoreOption, palette: Palette): EChartsCoreOption => ({
  ...option,
  grid: { left: 44, right: 44, top: 52, bottom: 40 },
  legend: { top: 0, left: 0, textStyle: { color: palette.text }, itemWidth: 32, itemHeight: 8 },
});
