/**
 * One ECharts chart, in the colours of the app: drawn when what it shows or the theme changes, sized with its box. Beside
 * every chart stands its text or table; the chart itself is one picture with a name to a screen reader, and may be saved.
 */
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import type { Palette } from '../ui/palette.ts';
import { usePalette } from '../ui/theme.tsx';
import styles from './chart.module.css';
import { drawOption } from './chart-picture.ts';
import { type EChartsCoreOption, type EChartsType, init } from './echarts.ts';
import { SaveChart } from './save-chart.tsx';

interface ChartProps {
  /** A few words, above the chart and in the saved picture. */
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly name: string;
  /** The option in some colours; the same function as long as it would draw the same. */
  readonly draw: (palette: Palette) => EChartsCoreOption;
  /** In pixels. */
  readonly height: number;
  /** A click on a point of a series; for the pointer, beside another way for the keyboard. */
  onPick?(series: number, index: number): void;
}

/** A saved chart is at least so wide, however narrow the window. */
const LEAST_SAVED_WIDTH = 560;

export function Chart({ title, name, draw, height, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<EChartsType | null>(null);
  const palette = usePalette();
  const option = useMemo(() => draw(palette), [draw, palette]);
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
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{title}</span>
        <SaveChart
          title={title}
          drawing={() => drawOption(draw, Math.max(LEAST_SAVED_WIDTH, box.current?.clientWidth ?? 0), height)}
        />
      </figcaption>
      <div ref={box} role="img" aria-label={name} className={styles.chart} style={{ height }} />
    </figure>
  );
}
