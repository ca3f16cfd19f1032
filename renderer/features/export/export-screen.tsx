/** Runs into the production Postgres: where to, which, what was found there, how far it is, what was done before. */
import { useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { NothingMeasured } from '../guide/nothing-measured.tsx';
import { useAllRuns } from '../runs/use-runs.ts';
import { ConnectionPanel } from './connection-panel.tsx';
import styles from './export-screen.module.css';
import { HistoryPanel } from './history-panel.tsx';
import { PushPanel } from './push-panel.tsx';
import { RunsPanel } from './runs-panel.tsx';
import { TablesPanel } from './tables-panel.tsx';
import { exportStore } from './use-export.ts';

export function ExportScreen() {
  const { runs, error, refresh } = useAllRuns();
  useEffect(() => void exportStore.load(), []);
  const pushable = runs?.filter(({ state, summary }) => state !== 'running' && (summary?.jobs.succeeded ?? 0) > 0) ?? null;
  return (
    <>
      <header>
        <ScreenHeading>Export</ScreenHeading>
        <p className={styles.lead}>
          Each measured document becomes one row of <code>cpu_metrics</code> in your Postgres, once, however often it is pushed.
        </p>
      </header>
      {error === null ? null : <ErrorNotice error={error} actions={<Button onClick={refresh}>Try again</Button>} />}
      {pushable === null && error === null ? <Waiting what="the runs" /> : null}
      {pushable === null ? null : (
        <div className={styles.columns}>
          <div className={styles.column}>
            <ConnectionPanel />
            {pushable.length === 0 ? (
              <NothingMeasured title="No run to push">
                A run that has measured a document can be pushed from here into the table that your production reads. It is looked
                at before it is written, and counted afterwards.
              </NothingMeasured>
            ) : (
              <RunsPanel runs={pushable} />
            )}
            <TablesPanel />
          </div>
          <div className={styles.column}>
            <PushPanel existing={pushable.map(({ id }) => id)} />
            <HistoryPanel />
          </div>
        </div>
      )}
    </>
  );
}
