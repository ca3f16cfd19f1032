import type { ReportBlock } from '../../document.ts';
import type { ReportFacts } from '../../facts.ts';
import { cell, count, mean, measured, numbers, paragraph, percent, seconds, strong, table, words } from '../../parts.ts';

export function coldAndWarm(facts: ReportFacts): ReportBlock[] {
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
