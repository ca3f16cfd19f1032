/** What runs are measured on: the machine, the versions, what was found, and how steady it is. */
import { ClipboardCopy, RotateCw } from 'lucide-react';
import { useIsWorking } from '../../app/live-run.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Facts } from '../../ui/facts.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { useToast } from '../../ui/toasts.tsx';
import { CopyDiagnostics } from './copy-diagnostics.tsx';
import styles from './environment-screen.module.css';
import { appFacts, type EnvironmentRow, environmentRows, environmentText } from './environment-text.ts';
import { ExaminationPanels } from './examination-panels.tsx';
import { NoticesSwitch } from './notices-switch.tsx';
import { useEnvironment } from './use-environment.ts';

const columns: readonly Column<EnvironmentRow>[] = [
  { key: 'part', title: 'Part', value: ({ part }) => part },
  { key: 'name', title: 'What', value: ({ name }) => name },
  { key: 'value', title: 'Value', value: ({ value }) => value },
];

export function EnvironmentScreen() {
  const { about, examination, isLooking, error, lookAgain } = useEnvironment();
  const isWorking = useIsWorking();
  const toast = useToast();
  const copy = () => {
    if (about === null || examination === null) return;
    const isCopied = copyText(environmentText(about, examination));
    toast({ text: isCopied ? 'Copied.' : 'The clipboard could not be reached; try again.' });
  };
  return (
    <div className={styles.environment} aria-busy={isLooking}>
      <header className={styles.head}>
        <div>
          <ScreenHeading>Environment</ScreenHeading>
          <p className={styles.lead}>What runs are measured on. Two runs compare only where this is the same.</p>
        </div>
        <div className={styles.actions}>
          {about === null || examination === null ? null : (
            <CopyTable name="the environment" columns={columns} rows={environmentRows(about, examination)} />
          )}
          <Button disabled={about === null || examination === null} onClick={copy}>
            <ClipboardCopy size={16} aria-hidden /> Copy as text
          </Button>
          <CopyDiagnostics />
          <Button disabled={isLooking} onClick={lookAgain}>
            <RotateCw size={16} aria-hidden /> {examination === null ? 'Look at the machine' : 'Look again'}
          </Button>
        </div>
      </header>
      {isWorking ? <WhileMeasuring isSeen={examination !== null || isLooking} onLook={lookAgain} /> : null}
      {error === null ? null : <ErrorNotice error={error} actions={<Button onClick={lookAgain}>Try again</Button>} />}
      <div className={styles.progress} role="status">
        {isLooking ? (
          <>
            <span>Looking at the machine: a worker is started and a fixed work is timed. This takes some seconds.</span>
            <ProgressBar name="Looking at the machine" done={0} total={0} />
          </>
        ) : null}
      </div>
      <div className={styles.panels}>
        {about === null ? null : (
          <Panel title="App" hint="Where its processes run, and why.">
            <Facts facts={appFacts(about)} />
            <NoticesSwitch notices={about.notices} />
          </Panel>
        )}
        {examination === null ? null : <ExaminationPanels examination={examination} />}
      </div>
    </div>
  );
}

function WhileMeasuring({ isSeen, onLook }: { readonly isSeen: boolean; onLook(): void }) {
  if (isSeen) {
    return (
      <Notice tone="warn">
        Something is being measured: looking at the machine takes some of its CPU, and the noise below is the run's.
      </Notice>
    );
  }
  return (
    <Notice tone="warn" actions={<Button onClick={onLook}>Look all the same</Button>}>
      Something is being measured, and looking at the machine would take some of its CPU: it was not looked at.
    </Notice>
  );
}
