/**
 * CPU and wall seconds of each stage as bars, a pair a stage: filled with the stage's colour CPU, outlined wall. Its table stands
 * beside it.
 */
import { useCallback } from 'react';
import type { StageName } from '../../pipeline/contract/stages.ts';
import { ratio, seconds } from '../ui/format.ts';
import type { Palette } from '../ui/palette.ts';
import { Chart } from './chart.tsx';
import { axisLook, tooltipLook } from './look.ts';

export interface StageBars {
  readonly stage: StageName;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

const ROW = 50;
const MARGINS = 64;

export function StageChart({ stages }: { readonly stages: readonly StageBars[] }) {
  const draw = useCallback(
    (palette: Palette) => {
      const axis = axisLook(palette);
      return {
        grid: { left: 128, right: 58, top: 4, bottom: 40 },
        tooltip: {
          ...tooltipLook(palette),
          trigger: 'axis',
          axisPointer: { type: 'shadow', z: 0, shadowStyle: { color: palette.raised, opacity: 0.5 } },
          formatter: ([first]: readonly { dataIndex: number }[]) => {
            const bars = stages[first?.dataIndex ?? -1];
            if (bars === undefined) return '';
            const { stage, cpuSeconds, wallSeconds } = bars;
            return `${stage}: CPU ${seconds(cpuSeconds)} s, wall ${seconds(wallSeconds)} s, ${ratio(cpuSeconds / wallSeconds)} cores busy`;
          },
        },
        xAxis: { type: 'value', name: 'seconds, mean of a document', nameLocation: 'middle', nameGap: 26, ...axis },
        yAxis: {
          type: 'category',
          inverse: true,
          data: stages.map(({ stage }) => stage),
          ...axis,
          axisLabel: { color: palette.text, fontSize: 13 },
          splitLine: { show: false },
        },
        series: [
          {
            type: 'bar',
            name: 'CPU',
            barWidth: 16,
            data: stages.map(({ stage, cpuSeconds }) => ({ value: cpuSeconds, itemStyle: { color: palette.stages[stage] } })),
            label: valueLabel(palette.text),
          },
          {
            type: 'bar',
            name: 'wall',
            barWidth: 12,
            barGap: '15%',
            data: stages.map(({ stage, wallSeconds }) => ({
              value: wallSeconds,
              itemStyle: { color: palette.surface, borderColor: palette.stages[stage], borderWidth: 2 },
            })),
            label: valueLabel(palette.muted),
          },
        ],
      };
    },
    [stages],
  );
  return (
    <Chart
      title="CPU (filled) and wall (outlined) seconds by stage"
      name={`CPU and wall seconds of ${stages.length} stages; the table beside it holds the numbers.`}
      draw={draw}
      height={stages.length * ROW + MARGINS}
    />
  );
}

const valueLabel = (color: string) => ({
  show: true,
  position: 'right',
  color,
  fontSize: 12,
  formatter: ({ value }: { value: number }) => seconds(value),
});
