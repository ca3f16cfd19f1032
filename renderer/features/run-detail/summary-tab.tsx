/** What the run cost, stage by stage, and how far it can be trusted. */
import type { RunDetail } from '../../../pipeline/contract/reader-calls.ts';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { hrefOf } from '../../ui/route.ts';
import { AccuracyPanel } from './accuracy-panel.tsx';
import { DistributionPanel } from './distribution-panel.tsx';
import { GroupsPanel } from './groups-panel.tsx';
import { InvariantsPanel } from './invariants-panel.tsx';
import { StagesPanel } from './stages-panel.tsx';
import styles from './summary-tab.module.css';
import { Warnings } from './warnings.tsx';
import { WorkersPanel } from './workers-panel.tsx';

export function SummaryTab({ detail }: { readonly detail: RunDetail }) {
  const { run, summary, workers } = detail;
  const measured = summary.jobs.succeeded > 0;
  return (
    <div className={styles.panels}>
      {run.notes === '' ? null : <p className={styles.notes}>{run.notes}</p>}
      <Warnings warnings={run.warnings} />
      {measured ? (
        <StagesPanel summary={summary} />
      ) : (
        <Empty
          title="No document was measured"
          action={
            <LinkButton href={hrefOf({ screen: 'run-detail', run: run.id, tab: 'documents' })}>See its documents</LinkButton>
          }
        >
          Here will stand what each stage takes of a document.{' '}
          {summary.jobs.failed > 0 ? 'All that ended failed; the list of documents says why.' : 'None has ended so far.'}
        </Empty>
      )}
      <div className={styles.pair}>
        <GroupsPanel summary={summary} />
        <InvariantsPanel run={run} summary={summary} />
      </div>
      {measured ? <DistributionPanel detail={detail} /> : null}
      <AccuracyPanel summary={summary} />
      <WorkersPanel workers={workers} />
    </div>
  );
}
