/** Which comparison this is, where it came from, and what one may do with it. */
import { RotateCw } from 'lucide-react';
import type { Compared } from '../../../pipeline/contract/reader-calls.ts';
import type { RunRecord } from '../../../pipeline/contract/run.ts';
import { useIsWorking } from '../../app/live-run.tsx';
import { ArrivalHeading } from '../../ui/arrival-heading.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Badge } from '../../ui/badge.tsx';
import { ask } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { moment, shortId } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { go, hrefOf } from '../../ui/route.ts';
import { useTellError } from '../../ui/use-tell-error.ts';
import { EditAndDelete } from '../runs/edit-and-delete.tsx';
import { runName, stateTones } from '../runs/run-figures.ts';
import { comparisonAgain } from './compare-again.ts';
import styles from './comparison-head.module.css';
import { SamplesExport } from './samples-export.tsx';

interface ComparisonHeadProps {
  readonly of: Compared;
  /** Null while it is read, and of runs that were made apart. */
  readonly run: RunRecord | null;
  readonly goesOn: boolean;
}

export function ComparisonHead({ of, run, goesOn }: ComparisonHeadProps) {
  return (
    <header className={styles.head}>
      <BackLink to={{ screen: 'runs' }} label="All runs" />
      <div className={styles.title}>
        <ArrivalHeading {...(run === null ? {} : { title: run.name })}>
          {run === null ? ('run' in of ? 'Comparison' : 'Comparison of stored runs') : runName(run)}
        </ArrivalHeading>
        {run === null ? null : (
          <p className={styles.when}>
            <Badge tone={stateTones[run.state]}>{run.state}</Badge>
            <span>
              {moment(run.created_at)} · <code title={run.id}>{shortId(run.id)}</code>
            </span>
            {run.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </p>
        )}
        {run === null || run.notes === '' ? null : <p className={styles.notes}>{run.notes}</p>}
      </div>
      <span className={styles.buttons}>
        {run === null ? null : <HeadActions run={run} goesOn={goesOn} />}
        {run === null ? null : (
          <LinkButton href={hrefOf({ screen: 'run-detail', run: run.id, tab: 'documents' })}>Its documents</LinkButton>
        )}
        <SamplesExport of={of} />
      </span>
    </header>
  );
}

/** Measured again it is another comparison. */
function HeadActions({ run, goesOn }: { readonly run: RunRecord; readonly goesOn: boolean }) {
  const tellError = useTellError();
  const isWorking = useIsWorking();
  const again = comparisonAgain(run);
  const isActive = goesOn || run.state === 'running';
  const compareAgain = async (): Promise<void> => {
    if (again === null) return;
    try {
      await ask('compare.start', again);
      go({ screen: 'compare' });
    } catch (thrown) {
      tellError(thrown);
    }
  };
  return (
    <>
      {again === null || isActive ? null : (
        <Button
          disabled={isWorking}
          title="Measures the same documents on the same sides once more, by the same plan"
          onClick={() => void compareAgain()}
        >
          <RotateCw size={16} aria-hidden /> Compare again
        </Button>
      )}
      <EditAndDelete run={run} goesOn={isActive} />
    </>
  );
}
