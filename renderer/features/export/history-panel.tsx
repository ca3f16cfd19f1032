/** Pushes that were made from this database, newest first. */
import { useEffect } from 'react';
import type { PushRecord } from '../../../pipeline/contract/postgres.ts';
import { useAsk } from '../../ui/bridge.ts';
import { CopyTable } from '../../ui/copy-table.tsx';
import { count, moment, plural } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import styles from './export-screen.module.css';
import { useExport } from './use-export.ts';

const SHOWN = 50;

const inserted = ({ result }: PushRecord): number | null =>
  result === null ? null : result.runs.reduce((sum, run) => sum + run.inserted, 0);

function outcomeOf({ ended_at, dry_run, error }: PushRecord): string {
  if (error !== null) return error.code === 'call.cancelled' ? 'cancelled' : error.message;
  if (ended_at === null) return 'did not end';
  return dry_run ? 'dry run' : 'complete';
}

const columns: readonly Column<PushRecord>[] = [
  { key: 'when', title: 'When', value: ({ started_at }) => started_at, show: ({ started_at }) => moment(started_at) },
  { key: 'outcome', title: 'Outcome', value: outcomeOf },
  { key: 'rows', title: 'Inserted', value: inserted, show: (push) => count(inserted(push)), numeric: true },
  { key: 'runs', title: 'Runs', value: ({ runs }) => runs.length, show: ({ runs }) => count(runs.length), numeric: true },
  { key: 'to', title: 'To', value: ({ target }) => target },
];

export function HistoryPanel() {
  const pushes = useAsk('pushes.list', { limit: SHOWN });
  const { doing } = useExport();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each end of something done here may have made a line.
  useEffect(() => {
    if (doing === 'nothing') pushes.refresh();
  }, [doing]);
  if (pushes.state === 'failed') return <ErrorNotice error={pushes.error} />;
  const rows = pushes.state === 'here' ? pushes.value : [];
  return (
    <Panel
      title="Pushes so far"
      hint={
        rows.length === SHOWN ? `The newest ${SHOWN}; rbench export history has more.` : plural(rows.length, 'push', 'pushes')
      }
      actions={rows.length === 0 ? null : <CopyTable name="the pushes" columns={columns} rows={rows} />}
    >
      {rows.length === 0 ? (
        <p className={styles.faint}>What is pushed from this database is listed here.</p>
      ) : (
        <Table name="Pushes so far" columns={columns} rows={rows} keyOf={({ id }) => id} compact />
      )}
    </Panel>
  );
}
