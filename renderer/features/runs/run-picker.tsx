/** What stands before a run's name: the box that picks it to be compared, with its side once it is; the sign of a comparison. */
import { Scale } from 'lucide-react';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { canBePicked, isFull, type PickedRuns, sideOfPicked } from './picked-runs.ts';
import { isComparison, runName } from './run-figures.ts';
import styles from './runs-screen.module.css';

export interface Picking {
  readonly picked: PickedRuns;
  onToggle(run: RunListItem): void;
}

interface RunPickerProps extends Picking {
  readonly run: RunListItem;
  /** The row that the keyboard is on. */
  readonly current: boolean;
}

export function RunPicker({ run, current, picked, onToggle }: RunPickerProps) {
  if (isComparison(run)) {
    return (
      <span className={styles.picker} title="Comparison">
        <Scale size={16} role="img" aria-label="Comparison" />
      </span>
    );
  }
  // What cannot be picked keeps the place, so that names stand in a line.
  if (!canBePicked(run)) return <span className={styles.picker} />;
  const side = sideOfPicked(picked, run);
  return (
    <span className={styles.picker}>
      <input
        type="checkbox"
        aria-label={`Compare ${runName(run)}`}
        title={side === null ? 'Pick it to be compared' : `Side ${side} of the comparison`}
        tabIndex={current ? 0 : -1}
        checked={side !== null}
        disabled={side === null && isFull(picked)}
        onChange={() => onToggle(run)}
      />
      {side}
    </span>
  );
}
