/** A figure in a table with its 95 % interval below it: neither stands without the other. */
import type { Interval } from '../../../pipeline/contract/comparison.ts';
import { hasWidth, rangeText } from './effect-words.ts';
import styles from './interval-cell.module.css';

interface IntervalCellProps {
  readonly interval: Interval | null;
  text(value: number): string;
}

export function IntervalCell({ interval, text }: IntervalCellProps) {
  if (interval === null) return <span className={styles.range}>–</span>;
  return (
    <span className={styles.cell}>
      <span className={styles.estimate}>{text(interval.estimate)}</span>
      <span className={styles.range}>{hasWidth(interval) ? rangeText(interval, text) : 'no interval'}</span>
    </span>
  );
}
