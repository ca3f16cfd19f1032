/**
 * What the CPU of a document depends on: for each input a bar from one end to the other, the largest on top, with the value that
 * was tried at each end. The line is the figure as it is now; to its left a document takes less.
 */
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, CustomSeriesRenderItemReturn } from 'echarts';
import { useCallback } from 'react';
import type { TornadoBar, TornadoInput } from '../../pipeline/analysis/capacity/capacity.ts';
import { seconds } from '../ui/format.ts';
import type { Palette } from '../ui/palette.ts';
import { Chart } from './chart.tsx';
import { axisLook, tooltipLook } from './look.ts';

interface TornadoChartProps {
  readonly bars: readonly TornadoBar[];
  /** CPU seconds per document with the inputs as they are. */
  readonly now: number;
  nameOf(input: TornadoInput): string;
  valueText(input: TornadoInput, value: number | null): string;
}

const ROW = 36;
const FRAME = 62;
/** Room beside the bars for what stands at their ends. */
const AIR = 0.2;

export function TornadoChart({ bars, now, nameOf, valueText }: TornadoChartProps) {
  const draw = useCallback(
    (palette: Palette) => {
      const reached = [now, ...bars.flatMap(({ ends }) => ends.map((end) => end.cpu_seconds_per_doc))];
      const [least, most] = [Math.min(...reached), Math.max(...reached)];
      const air = Math.max((most - least) * AIR, now * 0.02);
      const look = axisLook(palette);
      return {
        grid: { left: 8, right: 22, top: 26, bottom: 36, containLabel: true },
        tooltip: {
          ...tooltipLook(palette),
          trigger: 'item',
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const bar = bars[dataIndex];
            if (bar === undefined) return '';
            const ends = bar.ends.map((end) => `${valueText(bar.input, end.value)}: ${seconds(end.cpu_seconds_per_doc)} CPU s`);
            return [nameOf(bar.input), ...ends].join('\n');
          },
        },
        xAxis: {
          type: 'value',
          min: Math.max(0, least - air),
          max: most + air,
          name: 'CPU s per document',
          nameLocation: 'middle',
          nameGap: 24,
          ...look,
          axisLabel: { ...look.axisLabel, showMinLabel: false, showMaxLabel: false, formatter: seconds },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          data: bars.map(({ input }) => nameOf(input)),
          ...look,
          axisLabel: { color: palette.text, fontSize: 13 },
        },
        series: [
          {
            type: 'custom',
            renderItem: drawBar(palette, bars, now, valueText),
            data: bars.map(({ ends }, at) => [at, ends[0].cpu_seconds_per_doc, ends[1].cpu_seconds_per_doc]),
            encode: { y: 0, x: [1, 2] },
          },
          {
            // A series without data carries the line, so that it lies over the bars.
            type: 'line',
            data: [],
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: palette.text, width: 1.5, type: 'solid' },
              label: { position: 'start', color: palette.text, fontSize: 12, formatter: `now ${seconds(now)}` },
              data: [{ xAxis: now }],
            },
          },
        ],
      };
    },
    [bars, now, nameOf, valueText],
  );
  return (
    <Chart
      title="CPU seconds per document at the ends of each input"
      name="CPU seconds per document at two ends of each input; the table below holds the numbers."
      draw={draw}
      height={FRAME + ROW * bars.length}
    />
  );
}

const drawBar =
  (palette: Palette, bars: readonly TornadoBar[], now: number, valueText: TornadoChartProps['valueText']) =>
  ({ dataIndex }: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI): CustomSeriesRenderItemReturn => {
    const bar = bars[dataIndex];
    if (bar === undefined) return null;
    const height = 20;
    const [middle = 0] = api.coord([now, dataIndex]);
    const ends = bar.ends
      .map((end) => {
        const [x = 0, y = 0] = api.coord([end.cpu_seconds_per_doc, dataIndex]);
        return { x, y, text: valueText(bar.input, end.value), isMore: end.cpu_seconds_per_doc > now };
      })
      .sort((one, other) => one.x - other.x);
    return {
      type: 'group',
      children: ends.flatMap(({ x, y, text, isMore }, at) => [
        {
          type: 'rect' as const,
          shape: { x: Math.min(x, middle), y: y - height / 2, width: Math.abs(x - middle), height },
          style: { fill: isMore ? palette.stages.ocr : palette.stages.quality_scoring },
        },
        {
          type: 'text' as const,
          silent: true,
          style: {
            text,
            x: at === 0 ? x - 6 : x + 6,
            y,
            fill: palette.text,
            fontSize: 12,
            align: at === 0 ? ('right' as const) : ('left' as const),
            verticalAlign: 'middle' as const,
          },
        },
      ]),
    };
  };
