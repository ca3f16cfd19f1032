/** Choose what to compare, over which documents and how often, and start. */
import { ArrivalHeading } from '../../../ui/arrival-heading.tsx';
import { useAsk } from '../../../ui/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { DocumentsPanel } from '../../run/setup/documents-panel.tsx';
import { FailedStart } from '../../run/setup/failed-start.tsx';
import { OtherWork } from '../../run/setup/other-work.tsx';
import styles from '../../run/setup/setup-screen.module.css';
import { runDraft, useRunDraft } from '../../run/use-run-draft.ts';
import { compareDraft, useCompareDraft } from '../use-compare-draft.ts';
import { PlanPanel } from './plan-panel.tsx';
import { SharedPanel } from './shared-panel.tsx';
import { StartPanel } from './start-panel.tsx';
import { WaysPanel } from './ways-panel.tsx';

interface CompareSetupScreenProps {
  /** Files hang over the window. */
  readonly isOver: boolean;
  /** Whether it took the place of a comparison. */
  readonly isArrival: boolean;
}

export function CompareSetupScreen({ isOver, isArrival }: CompareSetupScreenProps) {
  const { problem } = useCompareDraft();
  const { problem: documentsProblem } = useRunDraft();
  const about = useAsk('about', {});
  const cores = about.state === 'here' ? about.value.cores : null;
  return (
    <>
      <header>
        <ArrivalHeading isArrival={isArrival}>Compare</ArrivalHeading>
        <p className={styles.lead}>
          Measures the same documents under two to four settings in turn, and says which is cheaper, how sure that is, or that it
          can’t tell.
        </p>
      </header>
      {problem === null ? null : (
        <ErrorNotice error={problem} actions={<Button onClick={() => compareDraft.dismissProblem()}>Dismiss</Button>} />
      )}
      {documentsProblem === null ? null : (
        <ErrorNotice error={documentsProblem} actions={<Button onClick={() => runDraft.dismissProblem()}>Dismiss</Button>} />
      )}
      <FailedStart of="compare" />
      <OtherWork here="compare" />
      <div className={styles.columns}>
        <div className={styles.choices}>
          <WaysPanel cores={cores} />
          <DocumentsPanel isOver={isOver} />
          <PlanPanel />
          <SharedPanel cores={cores} />
        </div>
        <div className={styles.start}>
          <StartPanel />
        </div>
      </div>
    </>
  );
}
