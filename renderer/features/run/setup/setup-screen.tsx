/** Choose documents and settings, and start. */
import { ArrivalHeading } from '../../../ui/arrival-heading.tsx';
import { useAsk } from '../../../ui/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import { BaselinePanel } from './baseline-panel.tsx';
import { DocumentsPanel } from './documents-panel.tsx';
import { FailedStart } from './failed-start.tsx';
import { OtherWork } from './other-work.tsx';
import { RunPanel } from './run-panel.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import styles from './setup-screen.module.css';

interface SetupScreenProps {
  /** Files hang over the window. */
  readonly isOver: boolean;
  /** Whether it took the place of a run. */
  readonly isArrival: boolean;
}

export function SetupScreen({ isOver, isArrival }: SetupScreenProps) {
  const { problem } = useRunDraft();
  const about = useAsk('about', {});
  const any = useAsk('runs.list', { search: '', limit: 1, offset: 0 });
  const isFirst = any.state === 'here' && any.value.length === 0;
  const cores = about.state === 'here' ? about.value.cores : null;
  return (
    <>
      <header>
        <ArrivalHeading isArrival={isArrival}>Run</ArrivalHeading>
        <p className={styles.lead}>Measures what each document costs, in CPU and wall seconds, stage by stage.</p>
      </header>
      {problem === null ? null : (
        <ErrorNotice error={problem} actions={<Button onClick={() => runDraft.dismissProblem()}>Dismiss</Button>} />
      )}
      <FailedStart of="run" />
      <OtherWork here="run" />
      {isFirst ? <BaselinePanel isFirst /> : null}
      <div className={styles.columns}>
        <div className={styles.choices}>
          <DocumentsPanel isOver={isOver} />
          <SettingsPanel cores={cores} />
        </div>
        <div className={styles.start}>
          <RunPanel cores={cores} />
          {isFirst ? null : <BaselinePanel isFirst={false} />}
        </div>
      </div>
    </>
  );
}
