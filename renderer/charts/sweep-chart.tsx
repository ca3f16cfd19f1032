/**
 * What a document costs, and how many an hour of CPU carries, over the values of one setting: two small charts side by side,
 * dots with the whiskers of their intervals. Values stand evenly: they are names, not amounts.
 */
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, CustomSeriesRenderItemReturn } from 'echarts';
import { useCallback } from 'react';
import { ledgerSeconds } from '../ui/format.ts';
import type { Palette } from '../ui/palette.ts';
import { Chart } from './chart.tsx';
import type { Measured } from './interval-axis.ts';
import { axisLook, tooltipLook } from './look.ts';

export interface SweepPoint {
  readonly value: string;
  readonly cpuSeconds: Measured | null;
  readonly documentsPerHour: Measured | null;
}

interface SweepChartProps {
  readonly setting: string;
  readonly points: readonly SweepPoint[];
}

const HEIGHT = 230;
const CAP = 6;

export function SweepChart({ setting, points }: SweepChartProps) {
  const draw = useCallback(
    (palette: Palette) => {
      const parts = [
        { name: 'CPU s per document', read: (point: SweepPoint) => point.cpuSeconds, text: ledgerSeconds },
        {
          name: 'documents per CPU-hour',
          read: (point: SweepPoint) => point.documentsPerHour,
          text: (value: number) => Math.round(value).toLocaleString('en-US'),
        },
      ];
      const look = axisLook(palette);
      return {
        grid: [
          { left: 8, right: '54%', top: 30, bottom: 44, containLabel: true },
          { left: '52%', right: 8, top: 30, bottom: 44, containLabel: true },
        ],
        tooltip: {
          ...tooltipLook(palette),
          trigger: 'item',
          formatter: ({ seriesIndex, dataIndex }: { seriesIndex: number; dataIndex: number }) => {
            const part = parts[Math.floor(seriesIndex / 2)];
            const point = points[dataIndex];
            const measured = point === undefined ? null : (part?.read(point) ?? null);
            if (part === undefined || point === undefined || measured === null) return '';
            return `${setting}=${point.value}\n${part.text(measured.estimate)} ${part.name}\n${part.text(measured.low)} to ${part.text(measured.high)}`;
          },
        },
        xAxis: parts.map((_, gridIndex) => ({
          type: 'category',
          gridIndex,
          data: points.map(({ value }) => value),
          name: setting,
          nameLocation: 'middle',
          nameGap: 28,
          ...look,
          axisLabel: { color: palette.text, fontSize: 12, hideOverlap: true, width: 90, overflow: 'truncate' },
          splitLine: { show: false },
        })),
        yAxis: parts.map(({ name }, gridIndex) => ({
          type: 'value',
          gridIndex,
          name,
          min: 0,
          ...look,
          nameTextStyle: { color: palette.muted, fontSize: 12, align: 'left' },
        })),
        series: parts.flatMap(({ read }, index) => {
          const axes = { xAxisIndex: index, yAxisIndex: index };
          return [
            {
              type: 'line',
              ...axes,
              color: palette.accent,
              symbol: 'circle',
              symbolSize: 8,
              showAllSymbol: true,
              lineStyle: { width: 1.5, type: 'dashed', opacity: 0.6 },
              data: points.map((point) => read(point)?.estimate ?? null),
            },
            {
              type: 'custom',
              ...axes,
              silent: true,
              renderItem: whisker(palette),
              data: points.map((point, at) => {
                const measured = read(point);
                return measured === null ? [at, null, null] : [at, measured.low, measured.high];
              }),
            },
          ];
        }),
      };
    },
    [points, setting],
  );
  return (
    <Chart
      title={`Cost of a document over ${setting}`}
      name={`CPU seconds of a document and documents per CPU-hour over ${points.length} values of ${setting}; the table beside it holds the numbers.`}
      draw={draw}
      height={HEIGHT}
    />
  );
}

const whisker =
  (palette: Palette) =>
  (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI): CustomSeriesRenderItemReturn => {
    const [at, low, high] = [Number(api.value(0)), Number(api.value(1)), Number(api.value(2))];
    if (!Number.isFinite(low) || !Number.isFinite(high)) return null;
    const [x = 0, bottom = 0] = api.coord([at, low]);
    const [, top = 0] = api.coord([at, high]);
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: 'line' as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: palette.accent, lineWidth: 2 },
    });
    return {
      type: 'group',
      children: [line(x, bottom, x, top), line(x - CAP, bottom, x + CAP, bottom), line(x - CAP, top, x + CAP, top)],
    };
  };
