/** How the bands of a policy and an estimate on them are drawn. Pure. */
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, CustomSeriesRenderItemReturn } from 'echarts';
import type { Estimated } from '../../pipeline/analysis/capacity/capacity.ts';
import type { BandLimits } from '../../pipeline/analysis/decision/decision.ts';
import { seconds } from '../ui/format.ts';
import type { Palette } from '../ui/palette.ts';
import { type BandsAxis, bandsAxis, shareOf } from './bands-axis.ts';
import type { EChartsCoreOption } from './echarts.ts';
import { axisLook, tooltipLook } from './look.ts';

const BAND = 34;
const CAP = 8;

export const estimateText = ({ estimate, low, high }: Estimated): string =>
  low === null || high === null ? seconds(estimate) : `${seconds(estimate)} (${seconds(low)} to ${seconds(high)})`;

/** As a person would write them: 0.72, 24. */
export const limitText = (value: number): string => value.toLocaleString('en-US', { maximumSignificantDigits: 3 });

export function bandsOption(bands: readonly BandLimits[], cpu: Estimated | null, palette: Palette): EChartsCoreOption {
  const limits = bands.flatMap(({ up_to }) => up_to ?? []);
  const axis = bandsAxis(limits, cpu === null ? [] : [cpu.estimate, cpu.low ?? cpu.estimate, cpu.high ?? cpu.estimate]);
  const look = axisLook(palette);
  return {
    grid: { left: 10, right: 10, top: 26, bottom: 42 },
    tooltip: {
      ...tooltipLook(palette),
      trigger: 'item',
      formatter: ({ seriesIndex, dataIndex }: { seriesIndex: number; dataIndex: number }) => {
        if (seriesIndex === 1) return cpu === null ? '' : `estimate ${estimateText(cpu)} CPU s`;
        const band = bands[dataIndex];
        return band === undefined ? '' : `${band.label}: ${rangeOf(band)} CPU s\ncarries ${band.volume}`;
      },
    },
    xAxis: {
      type: axis.type,
      min: axis.min,
      max: axis.max,
      name: `CPU seconds per document${axis.type === 'log' ? ', logarithmic' : ''}`,
      nameLocation: 'middle',
      nameGap: 24,
      ...look,
      splitLine: { show: false },
      axisLabel: {
        ...look.axisLabel,
        color: palette.text,
        customValues: axis.type === 'value' ? [0, ...limits] : limits,
        formatter: limitText,
        hideOverlap: true,
      },
      axisTick: { show: true, customValues: limits, lineStyle: { color: palette.border } },
      minorTick: { show: false },
    },
    yAxis: { type: 'category', data: [''], show: false },
    series: [
      {
        type: 'custom',
        renderItem: drawBand(bands, axis, palette),
        data: bands.map(({ above, up_to }) => [Math.max(above, axis.min), 0, Math.min(up_to ?? axis.max, axis.max)]),
        encode: { x: [0, 2], y: 1 },
      },
      ...(cpu === null
        ? []
        : [
            {
              type: 'custom',
              z: 5,
              renderItem: drawEstimate(cpu, axis, palette),
              data: [[cpu.estimate, 0, cpu.low ?? cpu.estimate, cpu.high ?? cpu.estimate]],
              encode: { x: [0, 2, 3], y: 1 },
            },
          ]),
    ],
  };
}

const rangeOf = ({ above, up_to }: BandLimits): string => {
  if (up_to === null) return `above ${limitText(above)}`;
  return above === 0 ? `up to ${limitText(up_to)}` : `above ${limitText(above)} and up to ${limitText(up_to)}`;
};

const looks: Readonly<
  Record<
    BandLimits['band'],
    { readonly colour: 'good' | 'warn' | 'bad'; readonly opacity: number; readonly texts: readonly string[] }
  >
> = {
  go: { colour: 'good', opacity: 0.28, texts: ['GO'] },
  reduce_volume: { colour: 'warn', opacity: 0.24, texts: ['ADJUST: reduce volume', 'reduce volume', 'reduce'] },
  optimise: { colour: 'warn', opacity: 0.42, texts: ['ADJUST: optimise', 'optimise'] },
  no_go: { colour: 'bad', opacity: 0.28, texts: ['NO-GO'] },
};

const LETTER = 6.4;

const drawBand =
  (bands: readonly BandLimits[], axis: BandsAxis, palette: Palette) =>
  ({ dataIndex }: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI): CustomSeriesRenderItemReturn => {
    const band = bands[dataIndex];
    if (band === undefined) return null;
    const [left = 0, middle = 0] = api.coord([Math.max(band.above, axis.min), 0]);
    const [right = 0] = api.coord([Math.min(band.up_to ?? axis.max, axis.max), 0]);
    const { colour, opacity, texts } = looks[band.band];
    const text = texts.find((candidate) => candidate.length * LETTER + 8 <= right - left);
    return {
      type: 'group',
      children: [
        {
          type: 'rect',
          shape: { x: left, y: middle - BAND / 2, width: Math.max(0, right - left), height: BAND },
          style: { fill: palette[colour], opacity, stroke: palette.surface, lineWidth: 1 },
        },
        ...(text === undefined
          ? []
          : [
              {
                type: 'text' as const,
                silent: true,
                style: {
                  text,
                  x: left + 6,
                  y: middle + BAND / 2 - 9,
                  fill: palette.text,
                  fontSize: 11,
                  align: 'left' as const,
                  verticalAlign: 'middle' as const,
                },
              },
            ]),
      ],
    };
  };

const drawEstimate =
  (cpu: Estimated, axis: BandsAxis, palette: Palette) =>
  (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI): CustomSeriesRenderItemReturn => {
    const [x = 0, middle = 0] = api.coord([cpu.estimate, 0]);
    const [from = x] = api.coord([cpu.low ?? cpu.estimate, 0]);
    const [to = x] = api.coord([cpu.high ?? cpu.estimate, 0]);
    const y = middle - BAND / 2 + 9;
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: 'line' as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: palette.text, lineWidth: 2 },
    });
    const share = shareOf(axis, cpu.estimate);
    return {
      type: 'group',
      children: [
        ...(cpu.low === null ? [] : [line(from, y, to, y), line(from, y - CAP, from, y + CAP), line(to, y - CAP, to, y + CAP)]),
        {
          type: 'circle',
          shape: { cx: x, cy: y, r: 5.5 },
          style: { fill: palette.text, stroke: palette.surface, lineWidth: 1.5 },
        },
        {
          type: 'text',
          silent: true,
          style: {
            text: `${estimateText(cpu)} CPU s`,
            x: share < 0.2 ? Math.max(0, from - 2) : share > 0.8 ? to + 2 : x,
            y: middle - BAND / 2 - 11,
            fill: palette.text,
            fontSize: 13,
            fontWeight: 600,
            align: share < 0.2 ? 'left' : share > 0.8 ? 'right' : 'center',
            verticalAlign: 'middle',
          },
        },
      ],
    };
  };
