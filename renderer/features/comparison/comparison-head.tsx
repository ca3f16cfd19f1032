/** Which comparison this is, where it came from, and what one may do with it. */
import { ArrowLeft } from 'lucide-react';
import type { Compared } from '../../../pipeline/contract/reader-calls.ts';
import type { RunRecord } from '../../../pipeline/contract/run.ts';
import { ArrivalHeading } from '../../ui/arrival-heading.tsx';
import { Badge } from '../../ui/badge.tsx';
import { moment, shortId } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { hrefOf } from '../../ui/route.ts';
import { runName, stateTones } from '../runs/run-figures.ts';
import styles from './comparison-head.module.css';
import { SamplesExport } from './samples-export.tsx';

interface ComparisonHeadProps {
  readonly of: Compared;
  /** Null while it is read, and of runs that were made apart. */
  readonly run: RunRecord | null;
}

export function ComparisonHead({ of, run }: ComparisonHeadProps) {
  return (
    <header className={styles.head}>
      <a className={styles.back} href={hrefOf({ screen: 'runs' })} aria-label="All runs" title="All runs">
        <ArrowLeft size={18} aria-hidden />
      </a>
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
        {run === null ? null : (
          <LinkButton href={hrefOf({ screen: 'run-detail', run: run.id, tab: 'documents' })}>Its jobs</LinkButton>
        )}
        <SamplesExport of={of} />
      </span>
    </header>
  );
}
