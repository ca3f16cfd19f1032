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
  /** For the file, where it needs what stands beside it on the screen, such as a legend. */
  readonly drawSaved?: (palette: Palette) => EChartsCoreOption;
  /** In pixels. */
  readonly height: number;
  /** A click on a point of a series; for the pointer, beside another way for the keyboard. */
  onPick?(series: number, index: number): void;
}

interface Shown {
  readonly chart: EChartsType;
  readonly fontFamily: string;
  /** A chart that is scrolled away costs nothing while a slider is dragged; it is drawn when it comes near. */
  isSeen: boolean;
  isOld: boolean;
}

const NEARLY_SEEN = '200px';

/** A saved chart is at least so wide, however narrow the window. */
const LEAST_SAVED_WIDTH = 560;

export function Chart({ title, name, draw, drawSaved = draw, height, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<Shown | null>(null);
  const palette = usePalette();
  const option = useMemo(() => draw(palette), [draw, palette]);
  const pick = useEffectEvent((series: number | undefined, index: number) => onPick?.(series ?? 0, index));
  const show = useEffectEvent(() => {
    if (shown.current === null || !shown.current.isSeen) return;
    shown.current.isOld = false;
    // What a live chart shows changes each second: the picture is changed, not made anew.
    shown.current.chart.setOption(
      {
        animation: false,
        backgroundColor: 'transparent',
        textStyle: { fontFamily: shown.current.fontFamily, color: palette.text },
        ...option,
      },
      { notMerge: true },
    );
  });
  useEffect(() => {
    if (box.current === null) return;
    const chart = init(box.current, null, { renderer: 'svg' });
    // Texts are measured on a canvas, which does not know `inherit`.
    const { fontFamily } = getComputedStyle(box.current);
    shown.current = { chart, fontFamily, isSeen: false, isOld: true };
    chart.on('click', ({ seriesIndex, dataIndex }) => pick(seriesIndex, dataIndex));
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(box.current);
    const scrolled = new IntersectionObserver(
      (changes) => {
        if (shown.current === null) return;
        shown.current.isSeen = changes.at(-1)?.isIntersecting === true;
        if (shown.current.isOld) show();
      },
      { rootMargin: NEARLY_SEEN },
    );
    scrolled.observe(box.current);
    return () => {
      resized.disconnect();
      scrolled.disconnect();
      chart.dispose();
      shown.current = null;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn is read where it is drawn.
  useEffect(() => {
    if (shown.current !== null) shown.current.isOld = true;
    show();
  }, [option]);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{title}</span>
        <SaveChart
          title={title}
          drawing={() => drawOption(drawSaved, Math.max(LEAST_SAVED_WIDTH, box.current?.clientWidth ?? 0), height)}
        />
      </figcaption>
      <div ref={box} role="img" aria-label={name} className={styles.chart} style={{ height }} />
    </figure>
  );
}
