/** Which run this is, how it stands, what one may do with it, and its totals. */
import { Pin, RotateCw } from 'lucide-react';
import type { RunDetail } from '../../../pipeline/contract/reader-calls.ts';
import { ArrivalHeading } from '../../ui/arrival-heading.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ask } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Figures } from '../../ui/figures.tsx';
import { duration, moment, shortId } from '../../ui/format.ts';
import { go } from '../../ui/route.ts';
import { useTellError } from '../../ui/use-tell-error.ts';
import { EditAndDelete } from '../runs/edit-and-delete.tsx';
import { canResume, isComparison, runName, stateTones } from '../runs/run-figures.ts';
import { useRunActions } from '../runs/use-run-actions.ts';
import { requestAgain } from './run-again.ts';
import styles from './run-head.module.css';
import { totalsOf } from './totals.ts';

interface RunHeadProps {
  readonly detail: RunDetail;
  readonly goesOn: boolean;
  /** The flame chart needs the height more. */
  readonly totals: boolean;
}

export function RunHead({ detail: { run, summary }, goesOn, totals }: RunHeadProps) {
  const actions = useRunActions();
  const tellError = useTellError();
  const again = requestAgain(run);
  const works = goesOn || run.state === 'running';
  const seconds = run.ended_at === null ? null : (Date.parse(run.ended_at) - Date.parse(run.created_at)) / 1000;

  const runAgain = async (): Promise<void> => {
    if (again === null) return;
    try {
      await ask('run.start', again);
      go({ screen: 'run' });
    } catch (thrown) {
      tellError(thrown);
    }
  };

  return (
    <header className={styles.head}>
      <div className={styles.row}>
        <BackLink to={{ screen: 'runs' }} label="All runs" />
        <div className={styles.title}>
          <ArrivalHeading title={run.name}>{runName(run)}</ArrivalHeading>
          <Badge tone={stateTones[run.state]}>{run.state}</Badge>
          {run.pinned ? <Badge tone="accent">Baseline</Badge> : null}
          {run.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </div>
        <span className={styles.buttons}>
          {canResume(run) ? (
            <Button look="primary" onClick={() => void actions.resume(run)}>
              <RotateCw size={16} aria-hidden /> Resume
            </Button>
          ) : null}
          {again === null || works ? null : (
            <Button title="Measures the same documents with the same settings once more" onClick={() => void runAgain()}>
              <RotateCw size={16} aria-hidden /> Run again
            </Button>
          )}
          {isComparison(run) ? null : (
            <Button onClick={() => void actions.pin(run, !run.pinned)}>
              <Pin size={16} aria-hidden fill={run.pinned ? 'currentColor' : 'none'} />
              {run.pinned ? 'Unpin baseline' : 'Pin as baseline'}
            </Button>
          )}
          <EditAndDelete run={run} goesOn={works} />
        </span>
      </div>
      <p className={styles.when}>
        {moment(run.created_at)}
        {seconds === null ? '' : `, ${duration(seconds)}`} · <code title={run.id}>{shortId(run.id)}</code>
      </p>
      {totals ? <Figures name="Totals" figures={totalsOf(summary)} /> : null}
    </header>
  );
}
