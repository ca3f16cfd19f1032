/**
 * Ratios of many documents as dots in a row for each side, on the logarithmic axis of the intervals, with their median. A dot
 * chooses its document; the table below does the same for the keyboard.
 */
import { useCallback, useMemo } from 'react';
import { plural } from '../ui/format.ts';
import type { Palette } from '../ui/palette.ts';
import { Chart } from './chart.tsx';
import { quantile, sortedOf } from './distribution.ts';
import { axisLook, tooltipLook } from './look.ts';
import { type RatioDots, type RatioStripRow, ratioDots } from './ratio-dots.ts';

interface RatioStripProps {
  readonly rows: readonly RatioStripRow[];
  readonly materiality: number;
  readonly metric: 'cpu' | 'wall';
  onPick(place: number): void;
}

const ROW = 96;
const MARGINS = 52;

export function RatioStrip({ rows, materiality, metric, onPick }: RatioStripProps) {
  const dots = useMemo(() => ratioDots(rows, materiality), [rows, materiality]);
  const draw = useCallback(
    (palette: Palette) => optionOf(rows, dots, materiality, metric, palette),
    [rows, dots, materiality, metric],
  );
  const documents = rows[0]?.points.length ?? 0;
  return (
    <Chart
      title={`Ratios of ${metric === 'cpu' ? 'CPU' : 'wall'} seconds to side a`}
      name={`Ratios of ${plural(documents, 'document')} to side a${rows.length > 1 ? `, for ${rows.length} sides` : ''}; the table beside it holds their distribution.`}
      draw={draw}
      height={rows.length * ROW + MARGINS}
      onPick={(series, index) => {
        const dot = dots.series[series]?.[index];
        if (dot !== undefined) onPick(dot.point.place);
      }}
    />
  );
}

function optionOf(
  rows: readonly RatioStripRow[],
  { axis, series }: RatioDots,
  materiality: number,
  metric: 'cpu' | 'wall',
  palette: Palette,
) {
  const band = Math.log1p(materiality);
  const look = axisLook(palette);
  const dense = (rows[0]?.points.length ?? 0) > 150;
  return {
    grid: { left: 34, right: 16, top: 6, bottom: 44 },
    tooltip: {
      ...tooltipLook(palette),
      trigger: 'item',
      formatter: ({ seriesIndex, dataIndex }: { seriesIndex: number; dataIndex: number }) => {
        const dot = series[seriesIndex]?.[dataIndex];
        return dot === undefined ? '' : `${shortened(dot.point.name)}\nratio ${dot.point.ratio.toFixed(3)}`;
      },
    },
    xAxis: {
      type: 'value',
      min: Math.log(axis.low),
      max: Math.log(axis.high),
      name: `ratio of ${metric === 'cpu' ? 'CPU' : 'wall'} seconds to side a, logarithmic`,
      nameLocation: 'middle',
      nameGap: 26,
      ...look,
      axisLine: { onZero: false, lineStyle: { color: palette.border } },
      splitLine: { show: false },
      // The lines bear the labels: the axis would round where they stand.
      axisLabel: { show: false },
    },
    yAxis: {
      type: 'value',
      inverse: true,
      min: -0.5,
      max: rows.length - 0.5,
      ...look,
      splitLine: { show: false },
      axisLine: { show: false },
      axisLabel: {
        color: palette.text,
        fontSize: 13,
        customValues: rows.map((_, row) => row),
        formatter: (value: number) => rows[value]?.label ?? '',
      },
    },
    series: [
      ...series.map((data, row) => ({
        type: 'scatter',
        data,
        symbolSize: dense ? 6 : 9,
        itemStyle: { color: palette.accent, opacity: dense ? 0.55 : 0.8, borderColor: palette.surface, borderWidth: 0.5 },
        ...(row === 0 ? { markLine: lines(axis.ticks, palette), markArea: area(band, palette) } : {}),
      })),
      {
        type: 'scatter',
        silent: true,
        symbol: 'rect',
        symbolSize: [3, ROW * 0.6],
        itemStyle: { color: palette.text },
        data: rows.flatMap(({ points }, row) => {
          if (points.length === 0) return [];
          const median = quantile(sortedOf(points.map(({ ratio }) => ratio)), 0.5);
          return [[Math.log(Math.min(axis.high, Math.max(axis.low, median))), row]];
        }),
      },
    ],
  };
}

const lines = (ticks: readonly number[], palette: Palette) => ({
  silent: true,
  symbol: 'none',
  z: 0,
  data: ticks.map((tick) => ({
    xAxis: Math.log(tick),
    label: {
      position: 'end',
      opacity: 1,
      distance: 6,
      fontSize: 12,
      color: tick === 1 ? palette.text : palette.muted,
      formatter: String(tick),
    },
    lineStyle: {
      type: 'solid',
      color: tick === 1 ? palette.text : palette.border,
      width: tick === 1 ? 1.5 : 1,
      opacity: tick === 1 ? 1 : 0.6,
    },
  })),
});

const area = (band: number, palette: Palette) => ({
  silent: true,
  z: 0,
  itemStyle: { color: palette.muted, opacity: 0.16 },
  data: [[{ xAxis: -band }, { xAxis: band }]],
});

/** The end of a path tells documents apart. */
const shortened = (name: string): string => (name.length > 60 ? `…${name.slice(-58)}` : name);
