/** Test, try, push: what was found on the server, how far it is, and what came of it. */
import { CircleCheck, CirclePlus, CircleX, TriangleAlert, Upload } from 'lucide-react';
import type { PreflightLine, PushedRun, PushPhase, PushResult } from '../../../pipeline/contract/postgres.ts';
import { Button } from '../../ui/button.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { sentenceOf } from '../../ui/error-words.ts';
import { count, plural, shortId } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import styles from './export-screen.module.css';
import { targetProblem } from './target-draft.ts';
import { exportStore, useExport } from './use-export.ts';

/** `existing`: the runs that could be pushed, the latest first. */
export function PushPanel({ existing }: { readonly existing: readonly string[] }) {
  const { target, doing, isCancelling, preflight, result, error } = useExport();
  const runs = exportStore.ticked(existing);
  const problem = targetProblem(target);
  const isTestable = doing === 'nothing' && problem === null;
  const isReady = isTestable && runs.length > 0;
  return (
    <Panel
      title="Push"
      hint="Everything is looked at before the first row is written; interrupted at any point, pushing again ends it."
    >
      <div className={styles.row}>
        <Button disabled={!isTestable} onClick={() => void exportStore.check(runs)}>
          Test connection
        </Button>
        <Button disabled={!isReady} onClick={() => void exportStore.foresee(runs)}>
          Dry run
        </Button>
        <Button look="primary" disabled={!isReady} onClick={() => void exportStore.push(runs)}>
          <Upload size={15} aria-hidden /> Push
        </Button>
        {doing === 'nothing' ? null : (
          <Button disabled={isCancelling} onClick={() => void exportStore.cancel()}>
            {isCancelling ? 'Cancelling …' : 'Cancel'}
          </Button>
        )}
      </div>
      {doing === 'nothing' && !isReady ? (
        <p className={styles.faint}>{problem ?? (existing.length === 0 ? 'There is no run to push yet.' : 'Tick a run.')}</p>
      ) : null}
      <Progress />
      {error === null ? null : <ErrorNotice error={error} />}
      {preflight === null ? null : <Lines lines={preflight.lines} />}
      <Offer />
      {result === null ? null : <Result result={result} />}
    </Panel>
  );
}

const phases: Readonly<Record<PushPhase, string>> = {
  checking: 'Looking at what is there',
  sending: 'Sending',
  comparing: 'Comparing count and checksum',
};

function Progress() {
  const { doing, progress } = useExport();
  const words =
    progress === null
      ? phases.checking
      : `${phases[progress.phase]}: ${count(progress.done)} of ${plural(progress.total, 'row')}`;
  return (
    <div className={styles.progress} role="status">
      {doing === 'nothing' ? null : (
        <>
          <span>{words}</span>
          <ProgressBar name={words} done={progress?.done ?? 0} total={progress?.total ?? 0} />
        </>
      )}
    </div>
  );
}

const signs = { ok: CircleCheck, note: TriangleAlert, missing: CirclePlus, problem: CircleX } as const;
const meanings: Readonly<Record<PreflightLine['state'], string>> = {
  ok: 'In order',
  note: 'To know',
  missing: 'Will be made',
  problem: 'In the way',
};

function Lines({ lines }: { readonly lines: readonly PreflightLine[] }) {
  return (
    <ul className={styles.lines} aria-label="What was found on the server">
      {lines.map(({ state, text, error }) => {
        const Sign = signs[state];
        return (
          <li key={text} className={styles.line}>
            <Sign size={18} className={styles[state]} role="img" aria-label={meanings[state]} />
            <span>
              {error === null ? text : sentenceOf({ ...error, message: text })}{' '}
              {error === null ? null : <code className={styles.faint}>{error.code}</code>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What is missing can be made, by whoever may. */
function Offer() {
  const { preflight, createSchema, doing } = useExport();
  if (preflight === null || doing !== 'nothing' || createSchema || preflight.missing.length === 0) return null;
  const isNeeded = preflight.missing.includes('cpu_metrics');
  return (
    <Notice
      tone="plain"
      actions={<Button onClick={() => exportStore.change({ createSchema: true })}>Create them when pushing</Button>}
    >
      {isNeeded
        ? 'The tables are not there yet. They can be made by the push, or by a migration of yours from resources/sql.'
        : 'The ledger can be made by the push; with it, a push that was interrupted goes on where it stopped.'}
    </Notice>
  );
}

const columnsOf = (dryRun: boolean): readonly Column<PushedRun>[] => [
  { key: 'run', title: 'Run', value: ({ run }) => shortId(run) },
  { key: 'rows', title: 'Rows', value: ({ rows }) => rows, show: ({ rows }) => count(rows), numeric: true },
  {
    key: 'inserted',
    title: dryRun ? 'To insert' : 'Inserted',
    value: ({ inserted }) => inserted,
    show: ({ inserted }) => count(inserted),
    numeric: true,
  },
  {
    key: 'before',
    title: 'Before',
    value: ({ rows, inserted }) => rows - inserted,
    show: ({ rows, inserted }) => count(rows - inserted),
    numeric: true,
  },
  {
    key: 'jobs',
    title: 'Jobs',
    value: (run) => run.jobs_inserted,
    show: (run) => count(run.jobs_inserted),
    numeric: true,
  },
  { key: 'checksum', title: 'Checksum', value: ({ checksum }) => checksum?.slice(0, 8) ?? '–' },
];

function Result({ result }: { readonly result: PushResult }) {
  const rows = result.runs.reduce((sum, run) => sum + run.rows, 0);
  const columns = columnsOf(result.dry_run);
  return (
    <>
      <Notice
        tone={result.dry_run ? 'plain' : 'good'}
        actions={<CopyTable name="the result" columns={columns} rows={result.runs} />}
      >
        {result.dry_run
          ? 'Nothing was written. This is what a push would do.'
          : `All ${plural(rows, 'row')} are there; count and checksum are the same on both sides.`}
      </Notice>
      <Table name="What was pushed" columns={columns} rows={result.runs} keyOf={({ run }) => run} compact />
    </>
  );
}
