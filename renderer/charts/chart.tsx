/**
 * One ECharts chart, in the colours of the app: drawn when its option or the theme changes, sized with its box. Beside
 * every chart stands its text or table; the chart itself is one picture with a name to a screen reader.
 */
import { BarChart, BoxplotChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useEffectEvent, useRef } from 'react';
import { usePalette } from '../ui/theme.tsx';
import styles from './chart.module.css';

use([
  BarChart,
  BoxplotChart,
  CustomChart,
  LineChart,
  ScatterChart,
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

interface ChartProps {
  /** What it shows, in a sentence. */
  readonly name: string;
  readonly option: EChartsCoreOption;
  /** In pixels. */
  readonly height: number;
  /** A click on a point of a series; for the pointer, beside another way for the keyboard. */
  onPick?(series: number, index: number): void;
}

export function Chart({ name, option, height, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<EChartsType | null>(null);
  const palette = usePalette();
  const pick = useEffectEvent((series: number | undefined, index: number) => onPick?.(series ?? 0, index));
  useEffect(() => {
    if (box.current === null) return;
    const chart = init(box.current, null, { renderer: 'svg' });
    shown.current = chart;
    chart.on('click', ({ seriesIndex, dataIndex }) => pick(seriesIndex, dataIndex));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, []);
  useEffect(() => {
    if (box.current === null) return;
    // Texts are measured on a canvas, which does not know `inherit`.
    const { fontFamily } = getComputedStyle(box.current);
    // What a live chart shows changes each second: the picture is changed, not made anew.
    shown.current?.setOption(
      {
        animation: false,
        backgroundColor: 'transparent',
        textStyle: { fontFamily, color: palette.text },
        ...option,
      },
      { notMerge: true },
    );
  }, [option, palette]);
  return <div ref={box} role="img" aria-label={name} className={styles.chart} style={{ height }} />;
}
