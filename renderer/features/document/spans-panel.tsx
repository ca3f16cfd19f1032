/** Where the time of the document went: stages and their parts, with a bar for each on the document's own time axis. */
import type { JobRecord, JobState } from '../../../pipeline/contract/run.ts';
import type { Span } from '../../../pipeline/contract/spans.ts';
import { CopyTable } from '../../ui/copy-table.tsx';
import { ledgerSeconds, percent, ratio, seconds } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { useMedia } from '../../ui/use-media.ts';
import { type SpanRow, spanRows } from './span-rows.ts';
import styles from './spans-panel.module.css';

const nameOf = ({ stage, part }: SpanRow): string => (stage === null ? 'no stage' : part === '' ? stage : part);
const colourOf = ({ stage }: SpanRow): string =>
  stage === null ? 'var(--remainder)' : `var(--stage-${stage.replaceAll('_', '-')})`;
const optional = (value: number | null, print: (value: number) => string): string => (value === null ? '' : print(value));

const columnsOf = (whole: number): readonly Column<SpanRow>[] => [
  {
    key: 'span',
    title: 'Span',
    value: (row) => (row.part === '' ? nameOf(row) : `${row.stage}: ${row.part}`),
    show: (row) => (
      <span className={styles.name} style={{ paddingInlineStart: row.depth * 14 }}>
        <span className={styles.swatch} style={{ background: colourOf(row), opacity: row.depth === 0 ? 1 : 0.55 }} aria-hidden />
        {nameOf(row)}
      </span>
    ),
  },
  {
    key: 'start',
    title: 'Start s',
    numeric: true,
    value: (row) => row.startSeconds,
    text: (row) => optional(row.startSeconds, ledgerSeconds),
  },
  {
    key: 'wall',
    title: 'Wall s',
    numeric: true,
    value: (row) => row.wallSeconds,
    text: (row) => optional(row.wallSeconds, ledgerSeconds),
  },
  { key: 'cpu', title: 'CPU s', numeric: true, value: (row) => row.cpuSeconds, text: (row) => ledgerSeconds(row.cpuSeconds) },
  {
    key: 'cores',
    title: 'Cores',
    hint: 'Cores busy: CPU over wall',
    numeric: true,
    value: (row) => row.coresBusy,
    text: (row) => optional(row.coresBusy, ratio),
  },
  {
    key: 'share',
    title: 'Share',
    hint: 'Of the document’s CPU; parts are inside their stage',
    numeric: true,
    value: (row) => row.share,
    text: (row) => percent(row.share),
  },
  {
    key: 'bar',
    title: 'When',
    width: '22%',
    actions: true,
    value: () => null,
    show: (row) =>
      row.startSeconds === null || row.wallSeconds === null || whole === 0 ? (
        ''
      ) : (
        <span className={styles.track}>
          <span
            className={styles.bar}
            style={{
              insetInlineStart: `${(row.startSeconds / whole) * 100}%`,
              width: `${(row.wallSeconds / whole) * 100}%`,
              background: colourOf(row),
              opacity: row.depth === 0 ? 1 : 0.55,
            }}
          />
        </span>
      ),
  },
];

interface SpansPanelProps {
  readonly spans: readonly Span[];
  readonly job: JobRecord;
  /** Its run does. */
  readonly goesOn: boolean;
}

function whyNoSpans(state: JobState, goesOn: boolean): string {
  if (state === 'succeeded' || state === 'failed') return 'No span of this document is kept.';
  if (!goesOn) return 'Not read: its run ended before. Resume the run to have it read.';
  return state === 'queued'
    ? 'Not read yet: its run has not come to it.'
    : 'It is being read now; its times come when it has ended.';
}

export function SpansPanel({ spans, job, goesOn }: SpansPanelProps) {
  const wide = useMedia('(min-width: 1600px)');
  const rows = spanRows(spans, job);
  if (rows.length === 0) {
    return (
      <Panel title="Time">
        <p>{whyNoSpans(job.state, goesOn)}</p>
      </Panel>
    );
  }
  const whole = Math.max(...rows.map(({ startSeconds, wallSeconds }) => (startSeconds ?? 0) + (wallSeconds ?? 0)));
  const columns = columnsOf(whole).filter(({ key }) => wide || key !== 'bar');
  const stages = rows.filter(({ depth, stage }) => depth === 0 && stage !== null);
  const sum = stages.reduce((total, { wallSeconds }) => total + (wallSeconds ?? 0), 0);
  return (
    <Panel
      title="Time"
      hint="A part’s seconds are in its stage’s."
      actions={<CopyTable name="spans" columns={columns} rows={rows} />}
    >
      <div
        className={styles.stack}
        role="img"
        aria-label={`Wall time: ${stages.map((row) => `${nameOf(row)} ${percent((row.wallSeconds ?? 0) / sum, 0)}`).join(', ')}`}
      >
        {stages.map((row) => (
          <span
            key={row.key}
            title={`${nameOf(row)}: ${seconds(row.wallSeconds)} s wall`}
            style={{ flexGrow: ((row.wallSeconds ?? 0) / sum) * 100, background: colourOf(row) }}
          >
            {(row.wallSeconds ?? 0) / sum > 0.2 ? nameOf(row) : ''}
          </span>
        ))}
      </div>
      <Table name="Spans" compact columns={columns} rows={rows} keyOf={({ key }) => key} />
    </Panel>
  );
}
