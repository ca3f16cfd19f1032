/** Step 2: the load test as designed, beside what this measurement has of it. */
import type { Latencies } from '../../analysis/load/account.ts';
import { orderStatistic, percentile } from '../../analysis/load/percentile.ts';
import type { LoadFacts } from '../../contract/load.ts';
import type { SignalName } from '../../contract/signals.ts';
import type { ProcessingPath } from '../../contract/stages.ts';
import type { ReportBlock, ReportCell } from '../document.ts';
import type { LoadMeasured, ReportFacts, ReportJob } from '../facts.ts';
import {
  cell,
  chapter,
  count,
  empty,
  mean,
  measured,
  megabytes,
  missing,
  notMeasured,
  numbers,
  paragraph,
  percent,
  percentileText,
  plural,
  section,
  table,
  words,
} from '../parts.ts';

/** The report's table as printed: from second to second, users, uploads a second. */
const burst = [
  [0, 10, 50, 25, 'initial burst'],
  [10, 30, 35, 15, 'sustained high'],
  [30, 60, 20, 8, 'gradual decline'],
  [60, 90, 10, 4, 'tail'],
] as const;
const DESIGNED_DOCUMENTS = 250;
const PERCENTILE_NOTE =
  'In brackets the interval that holds the true percentile with 95 %, whatever the distribution; “≥”: the sample is too small to bound it from above.';

export function loadTest(facts: ReportFacts): ReportBlock[] {
  return [
    chapter('STEP 2: Load Test Design', 'step-2'),
    ...loadIntroduction(facts),
    section('2.1 Test Profile', '2-1'),
    profile(facts),
    section('2.2 Burst Pattern Definition', '2-2'),
    ...burstPattern(),
    section('2.3 Tool', '2-3'),
    paragraph(
      'Rythmiq Bench instead of Locust: it counts the CPU of each stage of each document in the worker that burns it, which a tool at the door cannot.',
    ),
    section('2.4 Metrics Capture', '2-4'),
    metrics(facts),
    section('2.5 Test Documents', '2-5'),
    documents(facts),
  ];
}

/** What was played, or what would have to be. */
function loadIntroduction({ load }: ReportFacts): ReportBlock[] {
  if (load === null)
    return [
      notMeasured(
        'A burst of uploads. The values below are of documents read without a queue.',
        'rbench load --users 50 --docs-per-user 5',
      ),
    ];
  const { facts, result } = load;
  const { arrived, completed, failed, rejected, in_flight } = result.account;
  const validity =
    result.is_valid === false
      ? ' The load generator itself was late (above 5 ms at p99), so this test does not count.'
      : ' The load came as planned.';
  return [
    paragraph(
      `Load test of ${facts.created_at.slice(0, 10)} on ${facts.machine} with ${plural(facts.settings.workers, 'worker')}: ${count(arrived)} uploads arrived = ${count(completed)} completed + ${count(failed)} failed + ${count(rejected)} rejected + ${count(in_flight)} in flight.${validity}`,
    ),
  ];
}

const succeeded = (jobs: readonly ReportJob[]): readonly ReportJob[] => jobs.filter(({ state }) => state === 'succeeded');

function profile({ jobs, capacity, load }: ReportFacts): ReportBlock {
  const shape = load?.facts.plan.shape;
  const burst = shape?.profile === 'burst' || shape?.profile === 'burst-rates' ? shape : null;
  const done = succeeded(jobs);
  const fast = done.filter(({ path }) => path === 'fast').length;
  const sizes = Float64Array.from(jobs, ({ bytes }) => bytes).sort();
  const [least, most] = [sizes[0], sizes.at(-1)];
  const range = least === undefined || most === undefined ? missing : cell(`${megabytes(least)}–${megabytes(most)}`);
  const workers = capacity.settings.workers;
  const rows: [string, string, ReportCell][] = [
    ['Concurrent Users', '50', burst === null ? missing : cell(burst.users)],
    ['Documents per User', '5', burst === null || burst.profile !== 'burst' ? missing : cell(burst.documents_per_user)],
    ['Uploads', String(DESIGNED_DOCUMENTS), load === null ? missing : cell(load.result.account.arrived)],
    [
      'Total Documents',
      String(DESIGNED_DOCUMENTS),
      cell(capacity.basis.documents, `${plural(capacity.basis.documents, 'document')}, ${plural(jobs.length, 'job')}`),
    ],
    [
      'Upload Pattern',
      'Burst',
      cell(
        load === null
          ? `one after the other, ${plural(Number(workers ?? 1), 'worker')}`
          : `${shape?.profile ?? 'none'} at the gateway, ${plural(load.facts.settings.workers, 'worker')}`,
      ),
    ],
    [
      'Document Mix',
      '70 % Fast / 30 % Standard',
      done.length === 0
        ? missing
        : cell(`${percent(fast / done.length, 0)} fast / ${percent(1 - fast / done.length, 0)} standard; weighted afterwards`),
    ],
    ['File Sizes', '500 KB–5 MB', range],
  ];
  return table({
    id: '2-1-profile',
    title: 'The load test as designed, and this measurement',
    columns: [words('parameter', 'Parameter'), words('designed', 'Designed'), words('measured', 'In this measurement')],
    rows: rows.map(([parameter, designed, here]) => [cell(parameter), cell(designed), here]),
  });
}

function burstPattern(): ReportBlock[] {
  const total = burst.reduce((sum, [from, to, , rate]) => sum + (to - from) * rate, 0);
  return [
    table({
      id: '2-2-burst',
      title: 'The burst as printed',
      columns: [
        words('seconds', 'Seconds'),
        numbers('users', 'Users active'),
        numbers('uploads_per_second', 'Uploads/second'),
        numbers('uploads', 'Uploads'),
        words('phase', 'Phase'),
      ],
      rows: burst.map(([from, to, users, rate, phase]) => [
        cell(`${from}–${to}`),
        cell(users),
        cell(rate),
        cell((to - from) * rate),
        cell(phase),
      ]),
      note: [
        `The rates add up to ${total} uploads, not to ${DESIGNED_DOCUMENTS}: a load test keeps their shape and scales it to ${DESIGNED_DOCUMENTS}.`,
      ],
    }),
  ];
}

function metrics(facts: ReportFacts): ReportBlock {
  return facts.load === null ? metricsWithoutLoad(facts) : metricsOfLoad(facts.load);
}

const metricColumns = [words('metric', 'Metric'), words('source', 'Source'), words('measured', 'In this measurement')];

function metricsOfLoad({ facts, result }: LoadMeasured): ReportBlock {
  const { account, latency, queue_wait, service, throughput_per_second } = result;
  const lost = account.failed + account.rejected;
  const busiest = signalPeak(facts, 'machine_cpu_percent');
  const deepest = signalPeak(facts, 'queue_depth');
  const free = result.signals.find(({ signal }) => signal === 'pool')?.level ?? null;
  const rows: [string, string, ReportCell][] = [
    [
      'Throughput',
      'load test',
      measured(throughput_per_second, (value) => `${count(value * 3600)} documents an hour, all workers`),
    ],
    ['Latency P50/P95/P99', 'load test, from the planned moment', latency === null ? missing : cell(percentilesText(latency))],
    ['of it waiting', 'load test', queue_wait === null ? missing : cell(percentilesText(queue_wait))],
    ['of it service', 'load test', service === null ? missing : cell(percentilesText(service))],
    ['Error Rate', 'load test', account.arrived === 0 ? missing : cell(percent(lost / account.arrived, 2))],
    ['Queue Depth', 'gateway', measured(deepest, (value) => `at most ${count(value)}`)],
    ['Worker CPU', 'machine', measured(busiest, (value) => `at most ${value.toFixed(0)} % of the machine`)],
    ['DB Connections', 'connection pool', free === null ? missing : cell(free)],
  ];
  return table({
    id: '2-4-metrics',
    title: 'Metrics of the load test',
    columns: metricColumns,
    rows: rows.map(([metric, source, here]) => [cell(metric), cell(source), here]),
    note: [PERCENTILE_NOTE],
  });
}

const percentilesText = ({ percentiles }: Latencies): string => percentiles.map(({ found }) => percentileText(found)).join(' / ');

function signalPeak({ signals }: LoadFacts, name: SignalName): number | null {
  const values = signals.flatMap((signal) => (signal.name === name ? [signal.value] : []));
  return values.length === 0 ? null : values.reduce((most, value) => Math.max(most, value), 0);
}

function metricsWithoutLoad({ jobs, environment, capacity }: ReportFacts): ReportBlock {
  const done = succeeded(jobs);
  const walls = Float64Array.from(done.flatMap((job) => job.metrics?.total_wall_seconds ?? [])).sort();
  const ended = capacity.basis.jobs.succeeded + capacity.basis.jobs.failed;
  const latency = (q: number): string => {
    const found = percentile(walls, q);
    return found === null ? '–' : percentileText(found);
  };
  const busy = mean([...walls]);
  const rows: [string, string, ReportCell][] = [
    ['Throughput', 'cpu_metrics', busy === null ? missing : cell(`${count(3600 / busy)} documents an hour for each worker`)],
    [
      'Latency P50/P95/P99',
      'cpu_metrics',
      walls.length === 0 ? missing : cell(`${latency(0.5)} / ${latency(0.95)} / ${latency(0.99)}, without queueing`),
    ],
    ['Error Rate', 'jobs', ended === 0 ? missing : cell(percent(capacity.basis.jobs.failed / ended, 2))],
    ['Queue Depth', 'gateway', missing],
    ['Worker CPU', 'worker processes', cell(`see § 1.1; load ${environment.load_at_start.toFixed(1)} at the start`)],
    ['DB Connections', 'connection pool', missing],
  ];
  return table({
    id: '2-4-metrics',
    title: 'Metrics of a load test, as far as this measurement has them',
    columns: metricColumns,
    rows: rows.map(([metric, source, here]) => [cell(metric), cell(source), here]),
    note: [PERCENTILE_NOTE],
  });
}

function documents({ jobs }: ReportFacts): ReportBlock {
  const distinct = [...new Map(jobs.map((job) => [job.document, job])).values()];
  const row = (name: string, path: ProcessingPath | null): ReportCell[] => {
    const of = distinct.filter((job) => path === null || job.path === path);
    const sizes = Float64Array.from(of, ({ bytes }) => bytes).sort();
    const [least, median, most] = [sizes[0], orderStatistic(sizes, 0.5), sizes.at(-1)];
    const quality = mean(of.flatMap(({ metrics: kept }) => kept?.quality_score ?? []));
    return [
      cell(name),
      cell(of.length, count(of.length)),
      ...[least, median, most].map((size) => (size === undefined ? empty : cell(size, megabytes(size)))),
      of.length === 0 ? empty : measured(quality, (value) => value.toFixed(2)),
    ];
  };
  return table({
    id: '2-5-documents',
    title: 'The documents that were measured',
    columns: [
      words('path', 'Path'),
      numbers('documents', 'Documents'),
      numbers('smallest_bytes', 'Smallest'),
      numbers('median_bytes', 'Median'),
      numbers('largest_bytes', 'Largest'),
      numbers('mean_quality', 'Quality, mean'),
    ],
    rows: [row('fast', 'fast'), row('standard', 'standard'), row('all', null)],
  });
}
