/** The samples are drawn once, which takes a minute of CPU; one may stop it. */
import { Button } from '../../../ui/button.tsx';
import { plural } from '../../../ui/format.ts';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { runDraft } from '../use-run-draft.ts';
import styles from './sample-drawing.module.css';

export function SampleDrawing({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <div className={styles.drawing}>
      <p>
        {total === 0 ? 'Looking for the sample documents…' : `Drawing ${plural(total, 'sample document')}: ${done} done.`}{' '}
        <span className={styles.once} role="status">
          This happens once; the next run finds them.
        </span>
      </p>
      <ProgressBar name="Sample documents drawn" done={done} total={total} />
      <Button onClick={() => runDraft.cancelDrawing()}>Cancel</Button>
    </div>
  );
}
