/** A run that ended: how, what a document cost, and the ways on from here. */
import { Flame, ListTree, Plus, RotateCw } from 'lucide-react';
import type { Warning } from '../../../../pipeline/contract/warnings.ts';
import { liveRuns, useLiveRun } from '../../../app/live-run.tsx';
import { ArrivalHeading } from '../../../ui/arrival-heading.tsx';
import { Button } from '../../../ui/button.tsx';
import { Figures } from '../../../ui/figures.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { hrefOf } from '../../../ui/route.ts';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import { Failures } from './failures.tsx';
import head from './live-head.module.css';
import styles from './live-screen.module.css';
import { RecentDocuments } from './recent-documents.tsx';
import { canBeResumed, endSentence, resultFigures, titleOf } from './result.ts';
import { SignalsPanel } from './signals-panel.tsx';
import { StagesSoFar } from './stages-so-far.tsx';

export function ResultScreen() {
  const live = useLiveRun();
  const { isStarting, problem } = useRunDraft();
  if (live === null || live.run_id === null) return null;
  const run = live.run_id;
  const end = endSentence(live);
  return (
    <div className={styles.live}>
      <header className={head.head}>
        <div>
          <ArrivalHeading>{titleOf(live.name, run)}</ArrivalHeading>
        </div>
        <div className={styles.ways}>
          {canBeResumed(live) ? (
            <Button disabled={isStarting} onClick={() => void runDraft.resume(run)}>
              <RotateCw size={16} aria-hidden /> Resume
            </Button>
          ) : null}
          <LinkButton href={hrefOf({ screen: 'run-detail', run, tab: 'summary' })}>
            <ListTree size={16} aria-hidden /> Open the run
          </LinkButton>
          <LinkButton href={hrefOf({ screen: 'run-detail', run, tab: 'flame' })}>
            <Flame size={16} aria-hidden /> Open flame chart
          </LinkButton>
          <Button look="primary" onClick={() => liveRuns.putAside()}>
            <Plus size={16} aria-hidden /> New run
          </Button>
        </div>
      </header>
      {problem === null ? null : (
        <ErrorNotice error={problem} actions={<Button onClick={() => runDraft.dismissProblem()}>Dismiss</Button>} />
      )}
      {live.error === null ? null : <ErrorNotice error={live.error} />}
      <Notice tone={end.tone}>{end.text}</Notice>
      <Warnings warnings={live.outcome?.warnings ?? []} />
      <Figures name="What a document cost" figures={resultFigures(live)} />
      <div className={styles.panels}>
        <div className={styles.column}>
          <RecentDocuments />
          <SignalsPanel />
        </div>
        <div className={styles.column}>
          <StagesSoFar />
          <Failures />
        </div>
      </div>
    </div>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly Warning[] }) {
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warn">
      <ul className={styles.warnings} aria-label="Warnings">
        {warnings.map(({ code, message }) => (
          <li key={`${code} ${message}`}>{message}</li>
        ))}
      </ul>
    </Notice>
  );
}
