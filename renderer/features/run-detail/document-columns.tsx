/** The columns of the documents of a run. A row is a place in the columns of the run's table. */
import type { RunTable } from '../../../pipeline/contract/run-table.ts';
import { type StageName, stageNames } from '../../../pipeline/contract/stages.ts';
import { cpuEfficiency } from '../../../pipeline/contract/units.ts';
import { Badge } from '../../ui/badge.tsx';
import { bytes, ledgerSeconds, percent, ratio } from '../../ui/format.ts';
import { hrefOf } from '../../ui/route.ts';
import type { Column } from '../../ui/table-columns.ts';
import styles from './documents-tab.module.css';

const ledger = (value: number | undefined): string => (value === undefined || Number.isNaN(value) ? '–' : ledgerSeconds(value));

const stateTone = { queued: 'plain', running: 'accent', succeeded: 'good', failed: 'bad' } as const;

type Figures = 'cpu_seconds' | 'wall_seconds' | 'bytes' | 'quality' | 'confidence' | 'cer';

interface Shown {
  readonly stages: boolean;
  /** There is room for more. */
  readonly wide: boolean;
}

export function documentColumns(run: string, table: RunTable, { stages, wide }: Shown): readonly Column<number>[] {
  const { jobs } = table;
  const figure = (
    key: Figures,
    title: string,
    width: string,
    text: (value: number | undefined) => string,
    hint?: string,
  ): Column<number> => ({
    key,
    title,
    width,
    numeric: true,
    value: (place) => table[key][place] ?? null,
    text: (place) => text(table[key][place]),
    ...(hint === undefined ? {} : { hint }),
  });
  const coresBusy = (place: number): number => {
    const [cpu, wall] = [table.cpu_seconds[place] ?? Number.NaN, table.wall_seconds[place] ?? Number.NaN];
    return Number.isNaN(cpu) || Number.isNaN(wall) ? Number.NaN : cpuEfficiency(cpu, wall);
  };
  return [
    {
      key: 'number',
      title: '#',
      hint: 'In the order of the plan',
      width: '58px',
      value: (place) => (jobs[place]?.sequence ?? 0) + 1,
    },
    {
      key: 'file',
      title: 'Document',
      value: (place) => jobs[place]?.file ?? '',
      show: (place, current) => {
        const job = jobs[place];
        if (job === undefined) return '';
        return (
          <a
            className={styles.file}
            href={hrefOf({ screen: 'document', run, job: job.id })}
            title={job.file}
            tabIndex={current ? 0 : -1}
          >
            <bdi dir="ltr">{job.file}</bdi>
          </a>
        );
      },
    },
    {
      key: 'state',
      title: 'State',
      width: '114px',
      value: (place) => jobs[place]?.state ?? null,
      show: (place) => {
        const state = jobs[place]?.state ?? 'queued';
        return <Badge tone={stateTone[state]}>{state}</Badge>;
      },
    },
    ...(jobs.some(({ error }) => error !== null) ? [errorColumn(jobs)] : []),
    { key: 'path', title: 'Path', width: '84px', value: (place) => jobs[place]?.path ?? null },
    {
      key: 'temperature',
      title: 'Cold',
      hint: 'Cold: the first document of a worker process',
      width: '62px',
      value: (place) => jobs[place]?.temperature ?? null,
    },
    figure('cpu_seconds', 'CPU s', '74px', ledger, 'Sum over the stages'),
    figure('wall_seconds', 'Wall s', '74px', ledger, 'Sum over the stages'),
    {
      key: 'cores',
      title: 'Cores',
      hint: 'Cores busy: CPU seconds over wall seconds',
      numeric: true,
      width: '66px',
      value: coresBusy,
      text: (place) => ratio(coresBusy(place)),
    },
    ...(stages ? stageNames.flatMap((stage) => stageColumn(table, stage)) : []),
    figure('quality', 'Quality', '74px', ratio, 'Score before enhancement, 0 to 1'),
    figure('confidence', 'Confidence', '106px', (value) => percent(value, 0), 'As the OCR engine states it'),
    figure('cer', 'CER', '78px', percent, 'Character error rate'),
    {
      key: 'fields',
      title: 'Fields',
      hint: 'Right, of those the truth names',
      numeric: true,
      width: '70px',
      value: (place) => (table.fields_right[place] ?? Number.NaN) / (table.fields_expected[place] ?? Number.NaN),
      text: (place) => {
        const expected = table.fields_expected[place] ?? Number.NaN;
        return Number.isNaN(expected) ? '–' : `${table.fields_right[place]}/${expected}`;
      },
    },
    ...(wide ? [figure('bytes', 'Size', '88px', bytes)] : []),
  ];
}

/** What is copied: all of a document that the run's table holds, each figure on its own. */
export function copiedDocumentColumns(run: string, table: RunTable): readonly Column<number>[] {
  const figure = (key: 'fields_right' | 'fields_expected', title: string): Column<number> => ({
    key,
    title,
    numeric: true,
    value: (place) => table[key][place] ?? null,
  });
  return [
    ...documentColumns(run, table, { stages: true, wide: true }).filter(({ key }) => key !== 'fields'),
    figure('fields_right', 'Fields right'),
    figure('fields_expected', 'Fields expected'),
    { key: 'job', title: 'Job', value: (place) => table.jobs[place]?.id ?? null },
  ];
}

const errorColumn = (jobs: RunTable['jobs']): Column<number> => ({
  key: 'error',
  title: 'Error',
  width: '270px',
  value: (place) => jobs[place]?.error?.message ?? null,
  text: (place) => jobs[place]?.error?.message ?? '',
  show: (place) => {
    const error = jobs[place]?.error;
    return error === null || error === undefined ? '' : <span title={`${error.message} [${error.code}]`}>{error.message}</span>;
  },
});

function stageColumn(table: RunTable, stage: StageName): Column<number>[] {
  const column = table.stages[stage]?.cpu_seconds;
  if (column === undefined) return [];
  return [
    {
      key: `stage-${stage}`,
      title: stage,
      hint: `CPU seconds of ${stage}`,
      numeric: true,
      width: '164px',
      value: (place) => column[place] ?? null,
      text: (place) => ledger(column[place]),
    },
  ];
}
