/** What is picked to be compared, side by side, and the way there. */
import { Scale, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { go } from '../../ui/route.ts';
import styles from './picked-bar.module.css';
import { comparedOf, type PickedRuns, pickedSentence, sideOfPicked } from './picked-runs.ts';
import { runName } from './run-figures.ts';

interface PickedBarProps {
  readonly picked: PickedRuns;
  onClear(): void;
}

export function PickedBar({ picked, onClear }: PickedBarProps) {
  const of = comparedOf(picked);
  return (
    <section className={styles.bar} aria-label="Runs to compare">
      <div className={styles.words}>
        <p role="status">{pickedSentence(picked)}</p>
        <ul className={styles.runs}>
          {picked.map((run) => (
            <li key={run.id}>
              <span className={styles.side}>{sideOfPicked(picked, run)}</span>
              <span className={styles.name}>{runName(run)}</span>
            </li>
          ))}
        </ul>
      </div>
      <Button
        look="primary"
        disabled={of === null}
        onClick={() => {
          if (of !== null) go({ screen: 'comparison', of, tab: null });
        }}
      >
        <Scale size={16} aria-hidden /> Compare
      </Button>
      <Button look="quiet" aria-label="Pick none" title="Pick none" onClick={onClear}>
        <X size={16} aria-hidden />
      </Button>
    </section>
  );
}
