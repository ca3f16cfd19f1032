/** What each stage does, in how many jobs it ran, and what it cost. */
import { stageLedger } from '../../../analysis/stage-ledger.ts';
import { type StageName, stageNames } from '../../../contract/stages.ts';
import type { ReportBlock, ReportTable } from '../../document.ts';
import type { ReportFacts, ReportJob } from '../../facts.ts';
import { cell, count, empty, mean, measured, numbers, paragraph, percent, plural, seconds, table, words } from '../../parts.ts';
import { unattributedShare } from './unattributed-share.ts';

const work: Readonly<Record<StageName, string>> = {
  fetch: 'reads the document from where it is kept',
  quality_scoring: 'decodes the page and scores sharpness, contrast, noise and resolution',
  pre_ocr: 'reads the page once before enhancement, as a baseline (only with preOcr=true)',
  enhancement: 'straightens, denoises and evens out the page; skipped on the fast path (GUARD-001)',
  ocr: 'reads the text, the load of the model included',
  schema_adaptation: 'turns the text into a typed document',
  upload: 'writes the master, the preview and the words',
};

const succeeded = ({ jobs }: ReportFacts): readonly ReportJob[] => jobs.filter(({ state }) => state === 'succeeded');

export function stages(facts: ReportFacts): ReportBlock[] {
  const done = succeeded(facts);
  const means = Object.fromEntries(
    stageNames.flatMap((stage) => {
      const ran = done.flatMap((job) => job.stages[stage] ?? []);
      const cpu = mean(ran.map(({ cpu_seconds }) => cpu_seconds));
      const wall = mean(ran.map(({ wall_seconds }) => wall_seconds));
      return cpu === null || wall === null ? [] : [[stage, { jobs: ran.length, cpu_seconds: cpu, wall_seconds: wall }]];
    }),
  );
  const ledger = stageLedger({ stages: means, unattributed_ratio: unattributedShare(facts) });
  const names = { total: 'total of the stages', remainder: 'no stage (remainder)' };
  const bars = ledger.flatMap(({ stage, cpuSeconds }) => (stage === null ? [] : [{ label: stage, value: cpuSeconds }]));
  const largest = bars.toSorted((one, other) => other.value - one.value)[0];
  return [
    paragraph(
      'The pipeline’s stages run one after the other: fetch → quality → enhance → OCR → schema → upload. Each is measured by itself, and what belongs to none is printed as the remainder.',
    ),
    table({
      id: '1-1-stages',
      title: 'CPU and wall seconds of a document in each stage',
      columns: [
        words('stage', 'Stage'),
        numbers('jobs', 'Jobs'),
        numbers('cpu_seconds', 'CPU s'),
        numbers('wall_seconds', 'Wall s'),
        numbers('cores_busy', 'Cores busy'),
        numbers('share_of_cpu', 'Share of CPU'),
      ],
      rows: ledger.map(({ kind, stage, documents, cpuSeconds, wallSeconds, coresBusy, share }) => [
        cell(stage ?? (kind === 'stage' ? '' : names[kind])),
        documents === null ? empty : cell(documents, count(documents)),
        measured(cpuSeconds, seconds),
        wallSeconds === null ? empty : measured(wallSeconds, seconds),
        coresBusy === null ? empty : measured(coresBusy, (value) => value.toFixed(2)),
        measured(share, percent),
      ]),
      note: ['Means over the jobs in which the stage ran, cold and warm ones together; weighted for production in § 4.1.'],
    }),
    ...(largest === undefined
      ? []
      : [
          {
            kind: 'chart' as const,
            chart: {
              id: 'stages',
              title: 'CPU seconds of a document by stage',
              alternative: `The most CPU goes to ${largest.label}: ${seconds(largest.value)} seconds a document.`,
              table: '1-1-stages',
              drawing: { kind: 'stages' as const, bars },
            },
          },
        ]),
  ];
}

export function hooks(facts: ReportFacts): ReportTable {
  const done = succeeded(facts);
  return {
    id: '1-3-hooks',
    title: 'What is measured as each stage',
    columns: [
      words('stage', 'Stage'),
      words('work', 'What it does'),
      numbers('jobs', `Ran in, of ${plural(done.length, 'job')}`),
    ],
    rows: stageNames.map((stage) => {
      const ran = done.filter((job) => job.stages[stage] !== undefined).length;
      return [cell(stage), cell(work[stage]), ran === 0 ? cell(0, 'not in use', 'muted') : cell(ran, count(ran))];
    }),
  };
}
