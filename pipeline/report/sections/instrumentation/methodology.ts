/** Why the measurement can be believed, each concern with what this one found. */
import type { StageName } from '../../../contract/stages.ts';
import type { ReportBlock, ReportCell } from '../../document.ts';
import type { ReportFacts } from '../../facts.ts';
import { cell, code, mean, missing, paragraph, percent, plural, seconds, table, words } from '../../parts.ts';
import { unattributedShare } from './unattributed-share.ts';

export function methodology(facts: ReportFacts): ReportBlock[] {
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
