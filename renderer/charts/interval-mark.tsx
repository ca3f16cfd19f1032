/**
 * One row of a forest plot: an estimate as a dot, its 95 % interval as a line, on an axis that all rows share, with the line of
 * no change and the band of what does not matter behind them. It fills the width it is given; places are percentages, so it
 * needs no measuring. The row's table holds the numbers: to a screen reader the drawing is nothing.
 *
 *     <IntervalMark axis={axis} interval={ratio} materiality={0.02} tone="good" />   …and below the rows   <IntervalScale axis={axis} />
 */
import { type IntervalAxis, type Measured, placeInterval, placeOf } from './interval-axis.ts';
import styles from './interval-mark.module.css';

export type MarkTone = 'good' | 'bad' | 'warn' | 'plain';

interface IntervalMarkProps {
  readonly axis: IntervalAxis;
  /** Null: nothing was measured, only the axis is drawn. */
  readonly interval: Measured | null;
  readonly materiality: number;
  readonly tone: MarkTone;
  /** Drawn hollow: it is not what the comparison is about. */
  readonly hollow?: boolean;
}

const HEIGHT = 36;
const MIDDLE = HEIGHT / 2;
/** A row of a table is higher than its drawing: what goes through all rows stands out so far on either side. */
const OVER = 6;
const share = (place: number): string => `${(place * 100).toFixed(3)}%`;

export function IntervalMark({ axis, interval, materiality, tone, hollow = false }: IntervalMarkProps) {
  const one = placeOf(axis, 1);
  const [bandFrom, bandTo] = [placeOf(axis, 1 / (1 + materiality)), placeOf(axis, 1 + materiality)];
  return (
    <svg className={styles.mark} height={HEIGHT} aria-hidden="true">
      <rect className={styles.band} x={share(bandFrom)} width={share(bandTo - bandFrom)} y={-OVER} height={HEIGHT + 2 * OVER} />
      {axis.ticks.map((tick) => (
        <line
          key={tick}
          className={styles.grid}
          x1={share(placeOf(axis, tick))}
          x2={share(placeOf(axis, tick))}
          y1={-OVER}
          y2={HEIGHT + OVER}
        />
      ))}
      <line className={styles.one} x1={share(one)} x2={share(one)} y1={-OVER} y2={HEIGHT + OVER} />
      {interval === null ? null : <Interval axis={axis} interval={interval} tone={tone} hollow={hollow} />}
    </svg>
  );
}

function Interval({
  axis,
  interval,
  tone,
  hollow,
}: Pick<IntervalMarkProps, 'axis' | 'tone' | 'hollow'> & { readonly interval: Measured }) {
  const { from, to, estimate, cutLeft, cutRight } = placeInterval(axis, interval);
  return (
    <g className={styles[tone]}>
      <line className={styles.line} x1={share(from)} x2={share(to)} y1={MIDDLE} y2={MIDDLE} />
      {cutLeft ? <Arrow at={from} towards="left" /> : <Cap at={from} />}
      {cutRight ? <Arrow at={to} towards="right" /> : <Cap at={to} />}
      {estimate === null ? null : (
        <circle className={hollow ? styles.hollow : styles.dot} cx={share(estimate)} cy={MIDDLE} r={hollow ? 4 : 5} />
      )}
    </g>
  );
}

const Cap = ({ at }: { readonly at: number }) => (
  <line className={styles.line} x1={share(at)} x2={share(at)} y1={MIDDLE - 5} y2={MIDDLE + 5} />
);

/** The interval goes on beyond the axis. */
const Arrow = ({ at, towards }: { readonly at: number; readonly towards: 'left' | 'right' }) => (
  <svg x={share(at)} y={MIDDLE} overflow="visible" aria-hidden="true">
    <path className={styles.arrow} d={towards === 'left' ? 'M0 0 L9 -6 L9 6 Z' : 'M0 0 L-9 -6 L-9 6 Z'} />
  </svg>
);

/** The labels of the axis, for the row below the others. */
export function IntervalScale({ axis }: { readonly axis: IntervalAxis }) {
  return (
    <svg className={styles.mark} height={20} aria-hidden="true">
      {axis.ticks.map((tick) => {
        const place = placeOf(axis, tick);
        const anchor = place < 0.04 ? 'start' : place > 0.96 ? 'end' : 'middle';
        return (
          <text key={tick} className={tick === 1 ? styles.labelOne : styles.label} x={share(place)} y="14" textAnchor={anchor}>
            {tick === 1 ? '1' : tick}
          </text>
        );
      })}
    </svg>
  );
}
