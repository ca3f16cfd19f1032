/** How far a reckoning is, with the way to end it; that it was ended or failed, with the way to begin again. */
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './load-screen.module.css';
import type { Reckoning } from './use-reckoning.ts';

interface ReckoningStateProps {
  readonly reckoning: Reckoning<unknown>;
  /** Of the bar. */
  readonly name: string;
  /** What goes on, as a clause. */
  readonly doing: string;
  /** The button that begins it again. */
  readonly begin: string;
}

export function ReckoningState({ reckoning: { progress, error, again, cancel }, name, doing, begin }: ReckoningStateProps) {
  if (progress !== null) {
    return (
      <div className={styles.reckoning}>
        <span role="status">{doing} …</span>
        <ProgressBar name={name} {...progress} />
        <Button onClick={cancel}>Cancel</Button>
      </div>
    );
  }
  if (error === null) return null;
  const actions = <Button onClick={again}>{begin}</Button>;
  if (error.code !== 'call.cancelled') return <ErrorNotice error={error} actions={actions} />;
  return (
    <Notice tone="plain" actions={actions}>
      It was cancelled.
    </Notice>
  );
}
