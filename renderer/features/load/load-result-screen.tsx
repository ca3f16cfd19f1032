/** What a load test found: whether it counts, where every upload is, how long they took, what gave way and when. */
import { ListTree, Plus, RotateCw } from 'lucide-react';
import { useMemo } from 'react';
import type { Bottleneck } from '../../../pipeline/analysis/load/bottlenecks.ts';
import { type LoadResult, loadResult } from '../../../pipeline/analysis/load/result.ts';
import { readingsOf } from '../../../pipeline/analysis/load/seconds.ts';
import type { LoadFacts } from '../../../pipeline/contract/load.ts';
import { ArrivalHeading } from '../../ui/arrival-heading.tsx';
import { Badge } from '../../ui/badge.tsx';
import { useAsk } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count, duration, moment, plural, ratio, seconds } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { go, hrefOf } from '../../ui/route.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { Waiting } from '../../ui/waiting.tsx';
import head from '../run/live/live-head.module.css';
import live from '../run/live/live-screen.module.css';
import { titleOf } from '../run/live/result.ts';
import { runDraft } from '../run/use-run-draft.ts';
import { canResume } from '../runs/run-figures.ts';
import { LoadChart } from './load-chart.tsx';
import type { Moment } from './load-chart-option.ts';
import styles from './load-screen.module.css';
import { bottleneckTitles, headline, percentileWords, shapeWords } from './load-words.ts';
import { SimulationPanel } from './simulation-panel.tsx';

export function LoadResultScreen({ run }: { readonly run: string }) {
  const read = useAsk('loads.read', { run });
  if (read.state === 'waiting') return <Waiting what="the load test" />;
  if (read.state === 'failed')
    return <ErrorNotice error={read.error} actions={<Button onClick={read.refresh}>Try again</Button>} />;
  return <Result facts={read.value} />;
}

function Result({ facts }: { readonly facts: LoadFacts }) {
  const result = useMemo(() => loadResult(facts), [facts]);
  const told = headline(result);
  return (
    <div className={styles.results}>
      <Head facts={facts} />
      <Notice tone={told.tone}>{told.text}</Notice>
      <Account facts={facts} result={result} />
      <Timeline facts={facts} />
      <div className={styles.pair}>
        <Bottlenecks result={result} />
        <LatencyPanel result={result} />
      </div>
      {result.account.completed > 0 ? <SimulationPanel facts={facts} /> : null}
      {facts.warnings.map(({ code, message }) => (
        <Notice key={code} tone="warn">
          {message}
        </Notice>
      ))}
    </div>
  );
}

function Head({ facts }: { readonly facts: LoadFacts }) {
  const { run, state, plan, machine, settings } = facts;
  return (
    <header className={head.head}>
      <div>
        <ArrivalHeading>{titleOf(facts.name, run, 'load')}</ArrivalHeading>
        <p className={head.phase}>
          {state}, {moment(facts.created_at)} · {shapeWords(plan.shape)} · {machine} · {plural(settings.workers, 'worker')} · seed{' '}
          {plan.seed}
        </p>
      </div>
      <div className={live.ways}>
        {canResume(state) ? (
          <Button look="primary" onClick={() => void runDraft.resume(run)}>
            <RotateCw size={16} aria-hidden /> Do what was accepted
          </Button>
        ) : null}
        <LinkButton href={hrefOf({ screen: 'run-detail', run, tab: 'documents' })}>
          <ListTree size={16} aria-hidden /> All documents
        </LinkButton>
        <Button onClick={() => go({ screen: 'load', run: null })}>
          <Plus size={16} aria-hidden /> New load test
        </Button>
      </div>
    </header>
  );
}

function Account({ facts, result }: { readonly facts: LoadFacts; readonly result: LoadResult }) {
  const { account, unsent, makespan, throughput_per_second, lateness } = result;
  const late = lateness?.percentiles.find(({ share }) => share === 0.99)?.found.value;
  const bad = (amount: number) => (amount > 0 ? { tone: 'bad' as const } : {});
  return (
    <Panel title="Uploads" hint="Sent = completed + failed + rejected + in flight.">
      <Figures
        name="Account of the uploads"
        figures={[
          { name: 'Sent', value: count(account.arrived), ...(unsent > 0 ? { hint: `${count(unsent)} more were planned` } : {}) },
          { name: 'Completed', value: count(account.completed) },
          { name: 'Failed', value: count(account.failed), ...bad(account.failed) },
          { name: 'Rejected', value: count(account.rejected), ...bad(account.rejected) },
          { name: 'In flight', value: count(account.in_flight) },
          { name: 'Took', value: makespan === null ? '–' : duration(makespan), hint: 'first moment to last end' },
          { name: 'A second', value: ratio(throughput_per_second), hint: 'completed' },
          {
            name: 'Lateness p99',
            value: late === undefined ? '–' : `${(late * 1000).toFixed(1)} ms`,
            hint: '5 ms at most, or the test does not count',
            ...(result.is_valid === false ? { tone: 'bad' as const } : {}),
          },
          { name: 'Cores', value: count(facts.cores) },
        ]}
      />
    </Panel>
  );
}

function Timeline({ facts }: { readonly facts: LoadFacts }) {
  const moments = useMemo<Moment[]>(
    () => readingsOf(facts.signals, facts.plan.began ?? 0).map(({ at, values }) => ({ at, values: Object.fromEntries(values) })),
    [facts],
  );
  if (moments.length === 0) return null;
  return (
    <Panel title="Over time" hint="Each second; dashed lines are the limits of the signals that came near them.">
      <LoadChart moments={moments} />
    </Panel>
  );
}

const levelBadges = {
  critical: { tone: 'bad', text: 'CRITICAL' },
  warning: { tone: 'warn', text: 'WARNING' },
  ok: { tone: 'good', text: 'OK' },
} as const;

const bottleneckColumns: readonly Column<Bottleneck>[] = [
  { key: 'name', title: 'Part', value: ({ name }) => bottleneckTitles[name] },
  {
    key: 'level',
    title: 'Level',
    value: ({ level }) => level ?? 'not measured',
    show: ({ level }) =>
      level === null ? 'not measured' : <Badge tone={levelBadges[level].tone}>{levelBadges[level].text}</Badge>,
  },
  { key: 'place', title: 'Came', hint: 'Its place among those that fired', numeric: true, value: ({ place }) => place },
  {
    key: 'evidence',
    title: 'Evidence',
    width: '55%',
    value: ({ evidence }) => evidence,
    show: ({ evidence }) => <span className={styles.evidence}>{evidence}</span>,
  },
];

function Bottlenecks({ result: { bottlenecks } }: { readonly result: LoadResult }) {
  return (
    <Panel
      title="What gives way"
      hint="In the order in which the report expects it."
      actions={<CopyTable name="the bottlenecks" columns={bottleneckColumns} rows={bottlenecks} />}
    >
      <Table name="Bottlenecks" columns={bottleneckColumns} rows={bottlenecks} keyOf={({ name }) => name} />
    </Panel>
  );
}

interface LatencyRow {
  readonly name: string;
  readonly of: LoadResult['latency'];
}

const latencyColumns: readonly Column<LatencyRow>[] = [
  { key: 'name', title: 'Seconds', value: ({ name }) => name },
  ...([0.5, 0.95, 0.99] as const).map((share) => ({
    key: `p${share * 100}`,
    title: `p${share * 100}`,
    numeric: true,
    value: ({ of }: LatencyRow) => of?.percentiles.find((each) => each.share === share)?.found.value ?? null,
    text: ({ of }: LatencyRow) => percentileWords(of, share),
  })),
  { key: 'max', title: 'Largest', numeric: true, value: ({ of }) => of?.max ?? null, text: ({ of }) => seconds(of?.max) },
];

function LatencyPanel({ result }: { readonly result: LoadResult }) {
  const rows: LatencyRow[] = [
    { name: 'Latency, from the planned moment', of: result.latency },
    { name: 'of it waiting', of: result.queue_wait },
    { name: 'of it service', of: result.service },
  ];
  return (
    <Panel
      title="Latency"
      hint="In brackets the interval that holds the true percentile with 95 %; “≥”: the sample is too small to bound it."
      actions={<CopyTable name="the latencies" columns={latencyColumns} rows={rows} />}
    >
      <Table name="Latencies" columns={latencyColumns} rows={rows} keyOf={({ name }) => name} />
    </Panel>
  );
}
