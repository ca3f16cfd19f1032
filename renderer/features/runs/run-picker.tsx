/** What stands before a run's name: the box that picks it to be compared, with its side once it is; the sign of another kind. */
import { type LucideIcon, Scale, Waves } from 'lucide-react';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { canBePicked, isFull, type PickedRuns, sideOfPicked } from './picked-runs.ts';
import { runName } from './run-figures.ts';
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

const signs: Readonly<Partial<Record<RunListItem['kind'], { readonly sign: LucideIcon; readonly name: string }>>> = {
  compare: { sign: Scale, name: 'Comparison' },
  load: { sign: Waves, name: 'Load test' },
};

export function RunPicker({ run, current, picked, onToggle }: RunPickerProps) {
  const kind = signs[run.kind];
  if (kind !== undefined) {
    const { sign: Sign, name } = kind;
    return (
      <span className={styles.picker} title={name}>
        <Sign size={16} role="img" aria-label={name} />
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
