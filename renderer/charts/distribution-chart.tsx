/** How the seconds of each stage are spread over the documents: as boxes, or cumulated. Its table stands beside it. */
import { useCallback } from 'react';
import type { StageName } from '../../pipeline/contract/stages.ts';
import { percent, plural, seconds } from '../ui/format.ts';
import type { Palette } from '../ui/palette.ts';
import { Chart } from './chart.tsx';
import { boxOf, cumulative } from './distribution.ts';
import { axisLook, tooltipLook } from './look.ts';

export interface StageValues {
  readonly stage: StageName;
  /** Ascending, without NaN. */
  readonly sorted: Float64Array;
}

export type Shape = 'boxes' | 'cumulative';

interface DistributionChartProps {
  readonly stages: readonly StageValues[];
  readonly shape: Shape;
  readonly logarithmic: boolean;
  /** `CPU`, `wall`. */
  readonly what: string;
}

const ROW = 42;
const MARGINS = 64;
const LINES_HEIGHT = 340;

export function DistributionChart({ stages, shape, logarithmic, what }: DistributionChartProps) {
  const draw = useCallback(
    (palette: Palette) => {
      const known = stages.filter(({ sorted }) => sorted.length > 0);
      // A logarithm has no zero: what is less than the least measured value is drawn there.
      const least = Math.min(...known.flatMap(({ sorted }) => sorted.find((value) => value > 0) ?? []), 1);
      const drawn = logarithmic
        ? known.map(({ stage, sorted }) => ({ stage, sorted: sorted.map((value) => Math.max(value, least)) }))
        : known;
      const valueAxis = {
        type: logarithmic ? 'log' : 'value',
        name: `${what} seconds of a document${logarithmic ? ', logarithmic' : ''}`,
        nameLocation: 'middle',
        nameGap: 26,
        ...(logarithmic ? { min: 10 ** Math.floor(Math.log10(least)) } : {}),
        ...axisLook(palette),
        axisLabel: {
          color: palette.muted,
          fontSize: 12,
          hideOverlap: true,
          formatter: (value: number) => String(Number(value.toPrecision(3))),
        },
      };
      return shape === 'boxes' ? boxes(drawn, valueAxis, palette) : lines(drawn, valueAxis, palette);
    },
    [stages, shape, logarithmic, what],
  );
  const name = `${shape === 'boxes' ? 'Box plot' : 'Cumulative distribution'} of ${what} seconds by stage; the table beside it holds the numbers.`;
  return (
    <Chart
      title={`Distribution of ${what} seconds by stage`}
      name={name}
      draw={draw}
      height={shape === 'boxes' ? stages.length * ROW + MARGINS : LINES_HEIGHT}
    />
  );
}

function boxes(stages: readonly StageValues[], valueAxis: object, palette: Palette) {
  const found = stages.map(({ stage, sorted }) => ({ stage, box: boxOf(sorted), count: sorted.length }));
  return {
    grid: { left: 128, right: 24, top: 4, bottom: 40 },
    tooltip: {
      ...tooltipLook(palette),
      trigger: 'item',
      formatter: ({ dataIndex, seriesType, value }: { dataIndex: number; seriesType: string; value: readonly number[] }) => {
        if (seriesType === 'scatter') return `${seconds(value[0])} s`;
        const { stage, box, count } = found[dataIndex] ?? {};
        if (stage === undefined || box === null || box === undefined) return '';
        return `${stage}, ${plural(count ?? 0, 'document')}\nmedian ${seconds(box.median)} s\nhalf of them ${seconds(box.lowerQuartile)} to ${seconds(box.upperQuartile)} s`;
      },
    },
    xAxis: valueAxis,
    yAxis: {
      type: 'category',
      inverse: true,
      data: found.map(({ stage }) => stage),
      ...axisLook(palette),
      axisLabel: { color: palette.text, fontSize: 13 },
      splitLine: { show: false },
    },
    series: [
      {
        type: 'boxplot',
        boxWidth: [8, 22],
        data: found.map(({ stage, box }) => ({
          value: box === null ? [] : [box.low, box.lowerQuartile, box.median, box.upperQuartile, box.high],
          itemStyle: { color: palette.stages[stage], borderColor: palette.text, borderWidth: 1 },
        })),
      },
      {
        type: 'scatter',
        symbolSize: 5,
        data: found.flatMap(({ stage, box }, index) =>
          (box?.outliers ?? []).map((value) => ({
            value: [value, index],
            itemStyle: { color: palette.stages[stage], borderColor: palette.text, borderWidth: 0.5 },
          })),
        ),
      },
    ],
  };
}

function lines(stages: readonly StageValues[], valueAxis: object, palette: Palette) {
  return {
    grid: { left: 72, right: 24, top: 40, bottom: 40 },
    legend: { top: 0, textStyle: { color: palette.text }, icon: 'roundRect', itemWidth: 14, itemHeight: 8 },
    tooltip: {
      ...tooltipLook(palette),
      trigger: 'item',
      formatter: ({ seriesName, value }: { seriesName: string; value: readonly [number, number] }) =>
        `${seriesName}: ${percent(value[1], 0)} of the documents need at most ${seconds(value[0])} s`,
    },
    xAxis: valueAxis,
    yAxis: {
      type: 'value',
      max: 1,
      name: 'share of the documents',
      nameLocation: 'middle',
      nameGap: 46,
      ...axisLook(palette),
      axisLabel: { color: palette.muted, formatter: (share: number) => percent(share, 0) },
    },
    series: stages.map(({ stage, sorted }) => ({
      type: 'line',
      name: stage,
      step: 'end',
      symbolSize: 4,
      showSymbol: sorted.length <= 60,
      color: palette.stages[stage],
      lineStyle: { width: 2.5, color: palette.stages[stage] },
      data: cumulative(sorted),
    })),
  };
}
