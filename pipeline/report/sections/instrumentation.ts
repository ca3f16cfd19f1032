/** Step 1: where the CPU goes, why that can be believed, cold against warm, and what was kept. */
import { stageLedger } from '../../analysis/stage-ledger.ts';
import type { CpuMetricsRow } from '../../contract/run.ts';
import { type StageName, stageNames } from '../../contract/stages.ts';
import type { ReportBlock, ReportCell, ReportTable } from '../document.ts';
import type { ReportFacts, ReportJob } from '../facts.ts';
import {
  cell,
  chapter,
  code,
  count,
  empty,
  mean,
  measured,
  missing,
  numbers,
  paragraph,
  percent,
  plural,
  seconds,
  section,
  strong,
  table,
  words,
} from '../parts.ts';

const work: Readonly<Record<StageName, string>> = {
  fetch: 'reads the document from where it is kept',
  quality_scoring: 'decodes the page and scores sharpness, contrast, noise and resolution',
  pre_ocr: 'reads the page once before enhancement, as a baseline (only with preOcr=true)',
  enhancement: 'straightens, denoises and evens out the page; skipped on the fast path (GUARD-001)',
  ocr: 'reads the text, the load of the model included',
  schema_adaptation: 'turns the text into a typed document',
  upload: 'writes the master, the preview and the words',
};

export function instrumentation(facts: ReportFacts): ReportBlock[] {
  return [
    chapter('STEP 1: CPU & Latency Instrumentation', 'step-1'),
    section('1.1 Instrumentation Points', '1-1'),
    ...stages(facts),
    section('1.2 Measurement Methodology', '1-2'),
    ...methodology(facts),
    section('1.3 Stage-by-Stage Instrumentation Hooks', '1-3'),
    table(hooks(facts)),
    section('1.4 Cold vs Warm Execution Tracking', '1-4'),
    ...coldAndWarm(facts),
    section('1.5 Data Persistence Schema', '1-5'),
    ...persistence(facts),
    section('1.6 Metrics Output Contract', '1-6'),
    ...contract(facts),
  ];
}

const succeeded = ({ jobs }: ReportFacts): readonly ReportJob[] => jobs.filter(({ state }) => state === 'succeeded');

function stages(facts: ReportFacts): ReportBlock[] {
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

/** Of all CPU of the succeeded jobs. */
function unattributedShare({ capacity: { basis }, jobs }: ReportFacts): number | null {
  const remainder = basis.outside.unattributed_cpu_seconds;
  const inStages = mean(jobs.flatMap(({ metrics }) => metrics?.total_cpu_seconds ?? []));
  return remainder === null || inStages === null || inStages + remainder === 0 ? null : remainder / (inStages + remainder);
}

function methodology(facts: ReportFacts): ReportBlock[] {
  const { environment, books, capacity } = facts;
  const { settings } = capacity;
  const busy = coresBusy(facts, 'ocr');
  const fetch = mean(facts.jobs.flatMap(({ stages: { fetch: cost } }) => cost ?? []).map(({ cpu_seconds }) => cpu_seconds));
  const fetchWall = mean(facts.jobs.flatMap(({ stages: { fetch: cost } }) => cost ?? []).map(({ wall_seconds }) => wall_seconds));
  const share = unattributedShare(facts);
  const rows: [string, string, ReportCell][] = [
    [
      'Multi-threaded libraries',
      'The process account holds the CPU of all its threads; what a child process burns is added',
      busy === null ? missing : cell(`OCR kept ${busy.toFixed(2)} cores busy`),
    ],
    [
      'Context switches, other work on the machine',
      'CPU is counted, not time; what the hypervisor kept is measured',
      environment.steal === null
        ? missing
        : cell(
            `${percent(environment.steal)} of the CPU was kept from this machine; load ${environment.load_at_start.toFixed(1)} at the start`,
          ),
    ],
    [
      'I/O wait inflation',
      'CPU time excludes I/O wait; wall time stands beside it',
      fetch === null || fetchWall === null ? missing : cell(`fetch: ${seconds(fetch)} CPU s in ${seconds(fetchWall)} s`),
    ],
    [
      'CPU that escapes the stages',
      'The remainder is printed, not spread over the stages',
      share === null ? missing : cell(`${percent(share, 2)} of a document’s CPU`, undefined, share < 0.02 ? 'good' : 'warn'),
    ],
    [
      'The measurement itself',
      'The books of each worker process are held against the operating system’s',
      books === null || books.system === 0
        ? missing
        : cell(
            `inside and operating system differ by ${percent(Math.abs(books.inside / books.system - 1), 2)} over ${plural(books.workers, 'process', 'processes')}`,
          ),
    ],
    [
      'Mock skew',
      'Nothing is mocked: real documents, real OCR',
      cell(`engine ${String(settings['ocr.engine'] ?? 'unknown')}, model ${String(settings['ocr.model'] ?? 'unknown')}`),
    ],
  ];
  return [
    paragraph(
      'CPU time of a stage is what the worker process and its children used between its begin and its end (user and system, ',
      code('getrusage'),
      '); wall time is read from a monotonic clock at the same moments.',
    ),
    table({
      id: '1-2-trust',
      title: 'Why this is trustworthy',
      columns: [words('concern', 'Concern'), words('mitigation', 'Mitigation'), words('measured', 'In this measurement')],
      rows: rows.map(([concern, mitigation, found]) => [cell(concern), cell(mitigation), found]),
    }),
  ];
}

function coresBusy({ jobs }: ReportFacts, stage: StageName): number | null {
  const costs = jobs.flatMap(({ stages: of }) => of[stage] ?? []);
  const wall = costs.reduce((sum, { wall_seconds }) => sum + wall_seconds, 0);
  return wall === 0 ? null : costs.reduce((sum, { cpu_seconds }) => sum + cpu_seconds, 0) / wall;
}

function hooks(facts: ReportFacts): ReportTable {
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

function coldAndWarm(facts: ReportFacts): ReportBlock[] {
  const { cold } = facts.capacity.basis;
  const rows = (['cold', 'warm'] as const).map((temperature) => {
    const metrics = facts.jobs.flatMap((job) => (job.temperature === temperature && job.metrics !== null ? [job.metrics] : []));
    return [
      cell(temperature),
      cell(metrics.length, count(metrics.length)),
      measured(mean(metrics.map(({ total_cpu_seconds }) => total_cpu_seconds)), seconds),
      measured(mean(metrics.map(({ total_wall_seconds }) => total_wall_seconds)), seconds),
    ];
  });
  const surcharge =
    cold.surcharge === null
      ? 'What a cold start costs more cannot be told: no warm job stands beside a cold one.'
      : `A cold document takes ${seconds(cold.surcharge)} CPU seconds more than a warm one (${cold.method === 'paired' ? 'the same documents, both ways' : 'against the mean of its path'}).`;
  return [
    paragraph(
      'The first document of a worker process is cold: it loads the model. ',
      strong(surcharge),
      ` Of the jobs, ${percent(cold.share)} were cold.`,
    ),
    table({
      id: '1-4-cold-warm',
      title: 'Cold and warm documents',
      columns: [
        words('temperature', 'Execution'),
        numbers('jobs', 'Jobs'),
        numbers('cpu_seconds', 'CPU s/doc'),
        numbers('wall_seconds', 'Wall s/doc'),
      ],
      rows,
    }),
  ];
}

type NumericColumn = {
  [Key in keyof CpuMetricsRow]: CpuMetricsRow[Key] extends number | null ? Key : never;
}[keyof CpuMetricsRow];

const numericColumns: readonly NumericColumn[] = [
  'total_cpu_seconds',
  'total_wall_seconds',
  'fetch_cpu_seconds',
  'quality_cpu_seconds',
  'enhancement_cpu_seconds',
  'ocr_cpu_seconds',
  'schema_cpu_seconds',
  'upload_cpu_seconds',
  'input_file_size_bytes',
  'output_file_size_bytes',
  'quality_score',
  'ocr_confidence',
];

function persistence({ jobs }: ReportFacts): ReportBlock[] {
  const kept = jobs.flatMap(({ metrics }) => metrics ?? []);
  const print = (column: NumericColumn): ((value: number) => string) => (column.endsWith('bytes') ? count : seconds);
  return [
    paragraph(
      'Each document that was read to its end is a row of ',
      code('cpu_metrics'),
      ', in the columns of the report’s table. ',
      `This measurement has ${plural(kept.length, 'row')}.`,
    ),
    table({
      id: '1-5-cpu-metrics',
      title: 'The rows of cpu_metrics',
      columns: [
        words('column', 'Column'),
        numbers('rows', 'Filled in'),
        numbers('mean', 'Mean'),
        numbers('smallest', 'Smallest'),
        numbers('largest', 'Largest'),
      ],
      rows: numericColumns.map((column) => {
        const values = kept.flatMap((row) => row[column] ?? []);
        const ends = values.reduce<[number, number] | null>(
          (found, value) => [Math.min(found?.[0] ?? value, value), Math.max(found?.[1] ?? value, value)],
          null,
        );
        return [
          cell(column),
          cell(values.length, count(values.length)),
          measured(mean(values), print(column)),
          measured(ends?.[0], print(column)),
          measured(ends?.[1], print(column)),
        ];
      }),
    }),
  ];
}

function contract({ jobs }: ReportFacts): ReportBlock[] {
  const [example] = jobs.flatMap((job) => (job.metrics === null ? [] : [{ ...job, metrics: job.metrics }]));
  if (example === undefined) return [{ kind: 'not_measured', what: 'No document was read to its end.', command: 'rbench run' }];
  const { metrics } = example;
  const round = (value: number): number => Number(value.toFixed(6));
  const written = {
    status: 'SUCCESS',
    job_id: example.job,
    result: '…',
    metrics: {
      total_cpu_seconds: round(metrics.total_cpu_seconds),
      total_wall_seconds: round(metrics.total_wall_seconds),
      execution_temperature: metrics.execution_temperature,
      processing_path: metrics.processing_path,
      stages: Object.fromEntries(
        stageNames.flatMap((stage) => {
          const cost = example.stages[stage];
          return cost === undefined
            ? []
            : [[stage, { cpu_seconds: round(cost.cpu_seconds), wall_seconds: round(cost.wall_seconds) }]];
        }),
      ),
    },
  };
  return [
    paragraph(
      `The first document of this measurement, ${example.file}, as its worker wrote it (`,
      code('rbench run --emit ndjson'),
      '):',
    ),
    { kind: 'code', language: 'json', text: JSON.stringify(written, null, 2) },
  ];
}
