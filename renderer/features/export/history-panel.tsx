/** Pushes that were made from this database, newest first. */
import { useEffect } from 'react';
import type { PushRecord } from '../../../pipeline/contract/postgres.ts';
import { useAsk } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { sentenceOf } from '../../ui/error-words.ts';
import { moment, plural } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Column } from '../../ui/table-columns.ts';
import styles from './export-screen.module.css';
import { outcomeOf, type PushOutcome } from './push-outcome.ts';
import { useExport } from './use-export.ts';

const SHOWN = 50;

const outcomeStyles: Readonly<Record<PushOutcome, string | undefined>> = {
  complete: styles.ok,
  'dry run': styles.ok,
  'going on': undefined,
  cancelled: styles.problem,
  failed: styles.problem,
  'did not end': styles.problem,
};

const inserted = ({ result }: PushRecord): number | null =>
  result === null ? null : result.runs.reduce((sum, run) => sum + run.inserted, 0);

/** As it is copied. */
const columnsOf = (outcome: (push: PushRecord) => PushOutcome): readonly Column<PushRecord>[] => [
  { key: 'when', title: 'When', value: ({ started_at }) => started_at },
  { key: 'to', title: 'To', value: ({ target }) => target },
  { key: 'runs', title: 'Runs', value: ({ runs }) => runs.length, numeric: true },
  { key: 'rows', title: 'Inserted', value: inserted, numeric: true },
  { key: 'state', title: 'Outcome', value: outcome },
  { key: 'error', title: 'Error', value: ({ error }) => error?.message ?? '' },
];

export function HistoryPanel() {
  const pushes = useAsk('pushes.list', { limit: SHOWN });
  const { since, progress } = useExport();
  const isUnderWay = progress !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each beginning and end of something done here may have made a line.
  useEffect(() => {
    pushes.refresh();
  }, [since, isUnderWay]);
  if (pushes.state === 'failed')
    return <ErrorNotice error={pushes.error} actions={<Button onClick={pushes.refresh}>Try again</Button>} />;
  const rows = pushes.state === 'here' ? pushes.value : [];
  const outcome = (push: PushRecord): PushOutcome => outcomeOf(push, since);
  const columns = columnsOf(outcome);
  return (
    <Panel
      title="Pushes so far"
      hint={
        rows.length === SHOWN
          ? `The newest ${SHOWN}; the command line has all (rbench export history).`
          : plural(rows.length, 'push', 'pushes')
      }
      actions={rows.length === 0 ? null : <CopyTable name="the pushes" columns={columns} rows={rows} />}
    >
      {rows.length === 0 ? (
        <p className={styles.faint}>What is pushed from this database is listed here.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        <ol className={styles.pushes} aria-label="Pushes so far" tabIndex={0}>
          {rows.map((push) => (
            <li key={push.id} className={styles.push}>
              <span className={styles.row}>
                <strong>{moment(push.started_at)}</strong>
                <span>
                  {plural(push.runs.length, 'run')}
                  {push.result === null
                    ? ''
                    : `, ${plural(inserted(push) ?? 0, 'row')} ${push.dry_run ? 'to insert' : 'inserted'}`}
                </span>
                <span className={outcomeStyles[outcome(push)]}>{outcome(push)}</span>
              </span>
              <span className={styles.faint}>{push.target}</span>
              {push.error === null ? null : <span className={styles.faint}>{sentenceOf(push.error)}</span>}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
