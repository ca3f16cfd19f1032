/** A comparison that ended: how, and the ways on from here. What it found stands on a screen of its own. */
import { ListTree, Plus, RotateCw, Scale } from 'lucide-react';
import { liveRuns, useLiveRun } from '../../app/live-run.tsx';
import { ArrivalHeading } from '../../ui/arrival-heading.tsx';
import { Button } from '../../ui/button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { go, hrefOf } from '../../ui/route.ts';
import { Failures } from '../run/live/failures.tsx';
import head from '../run/live/live-head.module.css';
import styles from '../run/live/live-screen.module.css';
import { RecentDocuments } from '../run/live/recent-documents.tsx';
import { canBeResumed, endSentence, titleOf } from '../run/live/result.ts';
import { SignalsPanel } from '../run/live/signals-panel.tsx';
import { runDraft, useRunDraft } from '../run/use-run-draft.ts';

export function EndScreen({ run }: { readonly run: string }) {
  const live = useLiveRun();
  const { isStarting, problem } = useRunDraft();
  if (live === null) return null;
  const end = endSentence(live);
  const isResumable = canBeResumed(live);
  return (
    <div className={styles.live}>
      <header className={head.head}>
        <div>
          <ArrivalHeading>{titleOf(live.name, run, 'compare')}</ArrivalHeading>
        </div>
        <div className={styles.ways}>
          {isResumable ? (
            <Button look="primary" disabled={isStarting} onClick={() => void runDraft.resume(run)}>
              <RotateCw size={16} aria-hidden /> Resume
            </Button>
          ) : null}
          <Button look={isResumable ? 'plain' : 'primary'} onClick={() => go({ screen: 'comparison', of: { run }, tab: null })}>
            <Scale size={16} aria-hidden /> {isResumable ? 'What there is so far' : 'Open the verdict'}
          </Button>
          <LinkButton href={hrefOf({ screen: 'run-detail', run, tab: 'documents' })}>
            <ListTree size={16} aria-hidden /> Its documents
          </LinkButton>
          <Button onClick={() => liveRuns.putAside()}>
            <Plus size={16} aria-hidden /> New comparison
          </Button>
        </div>
      </header>
      {problem === null ? null : (
        <ErrorNotice error={problem} actions={<Button onClick={() => runDraft.dismissProblem()}>Dismiss</Button>} />
      )}
      {live.error === null ? null : <ErrorNotice error={live.error} />}
      <Notice tone={end.tone}>{end.text}</Notice>
      <div className={styles.panels}>
        <div className={styles.column}>
          <SignalsPanel />
        </div>
        <div className={styles.column}>
          <Failures />
          <RecentDocuments />
        </div>
      </div>
    </div>
  );
}
