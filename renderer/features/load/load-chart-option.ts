/**
 * A load test over time, on one axis: what came and ended, what waits, how long it takes, and what the machine does; with the
 * limits of the signals as lines. Pure.
 */
import type { EChartsCoreOption } from '../../charts/echarts.ts';
import { axisLook, tooltipLook } from '../../charts/look.ts';
import type { Palette } from '../../ui/palette.ts';
import { type Limit, type Moment, type Strip, shownStrips, shownValue } from './signal-lines.ts';

const STRIP = 84;
const GAP = 46;
const TOP = 26;
const BOTTOM = 40;
const LEGEND_ABOVE = 24;
const LEAST_SECONDS = 10;

/** In pixels. */
export function loadChartHeight(moments: readonly Moment[]): number {
  const { length } = shownStrips(moments);
  return TOP + length * STRIP + (length - 1) * GAP + BOTTOM;
}

export function loadOption(moments: readonly Moment[], palette: Palette): EChartsCoreOption {
  const strips = shownStrips(moments);
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
      itemWidth: 20,
      itemHeight: 8,
      itemGap: 7,
      // A dot would hide whether the line is dashed.
      itemStyle: { opacity: 0 },
      textStyle: { color: palette.text, fontSize: 11 },
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
      ...(max === undefined ? {} : { max, interval: max / 2 }),
      splitNumber: 3,
      ...look,
      nameTextStyle: { ...look.nameTextStyle, align: 'left' },
    })),
    series: strips.flatMap((strip, index) =>
      strip.lines.map((line, place) => ({
        name: line.name,
        type: 'line',
        xAxisIndex: index,
        yAxisIndex: index,
        symbol: 'none',
        data: moments.flatMap((moment) => {
          const value = shownValue(strip, line, moment);
          return value === undefined ? [] : [[moment.at, value]];
        }),
        lineStyle: { width: 2, color: palette[line.colour], type: line.type },
        itemStyle: { color: palette[line.colour] },
        ...(line.step === true ? { step: 'end' } : {}),
        ...(place === 0 && strip.limits !== undefined ? { markLine: limitLines(strip.limits, strip, moments, palette) } : {}),
      })),
    ),
  };
}

const figureText = (value: unknown): string =>
  typeof value === 'number' ? (value < 10 ? value.toFixed(2) : value.toFixed(0)) : '–';

/** A limit that is far above everything seen would only press the lines to the floor, so it is left out. */
function limitLines(limits: readonly Limit[], strip: Strip, moments: readonly Moment[], palette: Palette) {
  const most = moments.reduce(
    (largest, moment) => strip.lines.reduce((found, line) => Math.max(found, shownValue(strip, line, moment) ?? 0), largest),
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
