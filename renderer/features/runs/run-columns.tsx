/** The columns of the list of runs. */
import { ListTree, Pencil, Pin, RotateCw, Trash2 } from 'lucide-react';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { count, duration, moment, percent, plural, ratio, seconds } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { hrefOf } from '../../ui/route.ts';
import type { Column } from '../../ui/table-columns.ts';
import { figureColumn } from './figure-column.ts';
import { accuracyOf, canResume, costOf, figuresOf, isComparison, runName, screenOf, stateTones } from './run-figures.ts';
import { type Picking, RunPicker } from './run-picker.tsx';
import styles from './runs-screen.module.css';
import type { RunActions } from './use-run-actions.ts';

/** @param wide there is room for more figures */
export function runColumns(
  actions: RunActions,
  picking: Picking,
  onEdit: (run: RunListItem) => void,
  wide: boolean,
): readonly Column<RunListItem>[] {
  return [
    {
      key: 'name',
      title: 'Run',
      value: runName,
      show: (run, current) => (
        <span className={styles.name} title={run.notes === '' ? runName(run) : `${runName(run)}\n\n${run.notes}`}>
          <RunPicker run={run} current={current} {...picking} />
          <a href={hrefOf(screenOf(run))} tabIndex={current ? 0 : -1}>
            {runName(run)}
          </a>
          {run.pinned ? <Badge tone="accent">Baseline</Badge> : null}
          {run.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      ),
    },
    {
      key: 'state',
      title: 'State',
      width: '112px',
      value: ({ state }) => state,
      show: ({ state }) => <Badge tone={stateTones[state]}>{state}</Badge>,
    },
    {
      key: 'warnings',
      title: 'Warnings',
      numeric: true,
      width: '92px',
      value: ({ warnings }) => warnings.length,
      show: ({ warnings }) => (
        <span
          className={warnings.length > 0 ? styles.warned : styles.none}
          title={warnings.map(({ message }) => message).join('\n')}
        >
          {warnings.length}
        </span>
      ),
    },
    {
      key: 'when',
      title: 'When',
      width: '162px',
      value: ({ created_at }) => created_at,
      text: ({ created_at }) => moment(created_at),
    },
    ...(wide ? [figureColumn('Took', tookSeconds, duration, '110px')] : []),
    {
      key: 'documents',
      title: 'Documents',
      hint: 'Measured; and how many failed',
      numeric: true,
      width: '104px',
      value: ({ summary }) => summary?.jobs.succeeded ?? null,
      text: documentsText,
    },
    {
      key: 'cost',
      title: 'CPU s/document',
      hint: 'Weighted 70/30 over both paths, or the mean of the one path that was measured',
      numeric: true,
      width: '142px',
      value: (run) => costOf(figuresOf(run))?.cpuSeconds ?? null,
      text: costText,
      show: (run) => {
        const cost = costOf(figuresOf(run));
        return cost === null ? (
          '–'
        ) : (
          <>
            <span className={styles.of}>{cost.of}</span> {seconds(cost.cpuSeconds)}
          </>
        );
      },
    },
    ...(wide
      ? [
          figureColumn(
            'Fast',
            (run) => figuresOf(run)?.cpu_per_doc.fast ?? null,
            seconds,
            '84px',
            'CPU s/document on the fast path',
          ),
          figureColumn(
            'Standard',
            (run) => figuresOf(run)?.cpu_per_doc.standard ?? null,
            seconds,
            '96px',
            'CPU s/document on the standard path',
          ),
          figureColumn('Wall s', (run) => figuresOf(run)?.wall_per_doc ?? null, seconds, '84px', 'Wall s/document'),
        ]
      : []),
    {
      key: 'cer',
      title: 'CER',
      hint: 'Character error rate over the whole run',
      numeric: true,
      width: '62px',
      value: (run) => accuracyOf(figuresOf(run))?.cer ?? null,
      text: ({ summary }) => percent(accuracyOf(summary)?.cer),
    },
    ...(wide
      ? [
          figureColumn('WER', (run) => accuracyOf(figuresOf(run))?.wer ?? null, percent, '80px', 'Word error rate'),
          figureColumn('Field F1', (run) => accuracyOf(figuresOf(run))?.field_f1 ?? null, ratio, '90px'),
          figureColumn(
            'No stage',
            ({ summary }) => summary?.unattributed_ratio ?? null,
            (share) => percent(share, 2),
            '120px',
            'CPU that no stage owns',
          ),
        ]
      : []),
    {
      key: 'actions',
      title: 'Actions',
      actions: true,
      width: '154px',
      value: () => null,
      show: (run, current) => <RunButtons run={run} current={current} actions={actions} onEdit={onEdit} />,
    },
  ];
}

const tookSeconds = ({ created_at, ended_at }: RunListItem): number | null =>
  ended_at === null ? null : (Date.parse(ended_at) - Date.parse(created_at)) / 1000;

const documentsText = ({ summary }: RunListItem): string => {
  if (summary === null) return '–';
  const { succeeded, failed } = summary.jobs;
  return failed === 0 ? count(succeeded) : `${count(succeeded)} (${plural(failed, 'failed', 'failed')})`;
};

const costText = (run: RunListItem): string => {
  const cost = costOf(figuresOf(run));
  return cost === null ? '–' : `${cost.of} ${seconds(cost.cpuSeconds)}`;
};

interface RunButtonsProps {
  readonly run: RunListItem;
  readonly current: boolean;
  readonly actions: RunActions;
  onEdit(run: RunListItem): void;
}

function RunButtons({ run, current, actions, onEdit }: RunButtonsProps) {
  const common = { look: 'quiet', className: styles.icon ?? '', tabIndex: current ? 0 : -1 } as const;
  const pin = run.pinned ? 'Unpin baseline' : 'Pin as baseline';
  return (
    <span className={styles.buttons}>
      {canResume(run) ? (
        <Button {...common} aria-label="Resume" title="Resume: measure what is left" onClick={() => void actions.resume(run)}>
          <RotateCw size={16} aria-hidden />
        </Button>
      ) : null}
      {isComparison(run) ? (
        <LinkButton
          className={styles.iconLink ?? ''}
          tabIndex={common.tabIndex}
          aria-label="Its documents"
          title="All documents of this comparison, its sides together"
          href={hrefOf({ screen: 'run-detail', run: run.id, tab: 'documents' })}
        >
          <ListTree size={16} aria-hidden />
        </LinkButton>
      ) : (
        <Button
          {...common}
          aria-label={pin}
          title={`${pin}: the run that others are held against`}
          onClick={() => void actions.pin(run, !run.pinned)}
        >
          <Pin size={16} aria-hidden fill={run.pinned ? 'currentColor' : 'none'} />
        </Button>
      )}
      <Button {...common} aria-label="Edit" title="Edit name, tags and notes" onClick={() => onEdit(run)}>
        <Pencil size={16} aria-hidden />
      </Button>
      <Button
        {...common}
        aria-label="Delete"
        title="Delete the run and what it wrote"
        disabled={run.state === 'running'}
        onClick={() => void actions.remove(run)}
      >
        <Trash2 size={16} aria-hidden />
      </Button>
    </span>
  );
}
