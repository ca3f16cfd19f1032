/** What is kept of each document: its row, and the line that its worker wrote. */
import type { CpuMetricsRow } from '../../../contract/run.ts';
import { stageNames } from '../../../contract/stages.ts';
import type { ReportBlock } from '../../document.ts';
import type { ReportFacts } from '../../facts.ts';
import { cell, code, count, mean, measured, numbers, paragraph, plural, seconds, table, words } from '../../parts.ts';

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

export function persistence({ jobs }: ReportFacts): ReportBlock[] {
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

export function contract({ jobs }: ReportFacts): ReportBlock[] {
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
