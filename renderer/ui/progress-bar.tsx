/** How much of a known whole is done; without a whole, that something goes on. */
import styles from './progress-bar.module.css';

interface ProgressBarProps {
  readonly name: string;
  readonly done: number;
  /** 0: not known yet. */
  readonly total: number;
}

export const ProgressBar = ({ name, done, total }: ProgressBarProps) => (
  <progress className={styles.bar} aria-label={name} {...(total > 0 ? { value: done, max: total } : {})} />
);
