/**
 * The chance of staying within the budget over documents a day: a falling line, the break-even as an upright line with the band
 * of its interval, and a mark for each volume of the projection; a diamond is a volume over the budget.
 */
import { useCallback } from 'react';
import type { Capacity } from '../../pipeline/analysis/capacity/capacity.ts';
import { count, percent } from '../ui/format.ts';
import type { Palette } from '../ui/palette.ts';
import { labelled, volumeAxis } from './break-even-chart-axis.ts';
import { Chart } from './chart.tsx';
import { axisLook, tooltipLook } from './look.ts';

const HEIGHT = 290;

export function BreakEvenChart({ capacity }: { readonly capacity: Capacity }) {
  const draw = useCallback(
    (palette: Palette) => {
      const { curve, projection, max_docs_per_day: most } = capacity;
      const volumes = projection.filter(({ probability_within: within }) => within !== null);
      const ends = most.low === null || most.high === null ? [] : [most.low, most.high];
      const axis = volumeAxis([
        ...curve.map(({ docs_per_day: volume }) => volume),
        ...volumes.map(({ docs_per_day: volume }) => volume),
        most.estimate,
        ...ends,
      ]);
      const named = labelled(
        axis,
        volumes.map(({ docs_per_day: volume }) => volume),
      );
      const look = axisLook(palette);
      const first = curve[0];
      const last = curve.at(-1);
      return {
        grid: { left: 8, right: 22, top: 34, bottom: 40, containLabel: true },
        tooltip: {
          ...tooltipLook(palette),
          trigger: 'item',
          formatter: ({ value }: { value: readonly [number, number] }) =>
            `${count(Math.round(value[0]))} documents a day\nwithin the budget: ${percent(value[1])}`,
        },
        xAxis: {
          type: axis.type,
          min: axis.min,
          max: axis.max,
          name: 'documents a day',
          nameLocation: 'middle',
          nameGap: 28,
          ...look,
          axisLabel: {
            ...look.axisLabel,
            customValues: axis.ticks,
            formatter: (value: number) => count(value),
            hideOverlap: true,
          },
          axisTick: { show: true, customValues: axis.ticks, lineStyle: { color: palette.border } },
          minorTick: { show: false },
          splitLine: { show: false },
        },
        yAxis: {
          type: 'value',
          name: 'chance of staying within the budget',
          min: 0,
          max: 1,
          interval: 0.25,
          ...look,
          nameTextStyle: { color: palette.muted, fontSize: 12, align: 'left' },
          axisLabel: { ...look.axisLabel, formatter: (value: number) => percent(value, 0) },
        },
        series: [
          {
            type: 'line',
            color: palette.accent,
            symbol: 'none',
            lineStyle: { width: 2 },
            areaStyle: { color: palette.accent, opacity: 0.08 },
            // Beyond its ends the curve is flat: to the left all replicates are within, to the right none.
            data: [
              ...(first === undefined ? [] : [[Math.min(axis.min, first.docs_per_day), first.probability_within]]),
              ...curve.map(({ docs_per_day: volume, probability_within: within }) => [volume, within]),
              ...(last === undefined ? [] : [[Math.max(axis.max, last.docs_per_day), last.probability_within]]),
            ],
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: palette.text, type: 'dashed', width: 1.5 },
              label: { color: palette.text, fontSize: 12, formatter: `break-even ${count(Math.floor(most.estimate))}` },
              data: [{ xAxis: most.estimate }],
            },
            ...(ends.length === 0
              ? {}
              : {
                  markArea: {
                    silent: true,
                    itemStyle: { color: palette.muted, opacity: 0.18 },
                    data: [[{ xAxis: ends[0] }, { xAxis: ends[1] }]],
                  },
                }),
          },
          {
            type: 'scatter',
            symbolSize: 12,
            clip: false,
            z: 5,
            data: volumes.map(({ docs_per_day: volume, probability_within: within, status }) => ({
              value: [volume, within],
              symbol: status === 'within' ? 'circle' : 'diamond',
              itemStyle: {
                color: status === 'within' ? palette.good : palette.bad,
                borderColor: palette.surface,
                borderWidth: 1.5,
              },
              label: {
                show: named.has(volume),
                position: labelPlace(within ?? 0),
                color: palette.text,
                fontSize: 12,
                formatter: count(volume),
              },
            })),
          },
        ],
      };
    },
    [capacity],
  );
  return (
    <Chart
      title="Chance of staying within the budget"
      name="Chance of staying within the budget over documents a day; the sentence above and the table below hold the numbers."
      draw={draw}
      height={HEIGHT}
    />
  );
}

/** Below the flat top and above the flat bottom; beside the slope, where the break-even's line may stand. */
function labelPlace(probability: number): 'bottom' | 'top' | 'right' {
  if (probability > 0.97) return 'bottom';
  return probability < 0.03 ? 'top' : 'right';
}
