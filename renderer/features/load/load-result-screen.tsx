/** What a load test found: whether it counts, where every upload is, how long they took, what gave way and when. */
import { useMemo } from 'react';
import type { Bottleneck } from '../../../pipeline/analysis/load/bottlenecks.ts';
import { type LoadResult, loadResult } from '../../../pipeline/analysis/load/result.ts';
import { readingsOf } from '../../../pipeline/analysis/load/seconds.ts';
import type { LoadFacts } from '../../../pipeline/contract/load.ts';
import type { RunRecord } from '../../../pipeline/contract/run.ts';
import { useLivePart } from '../../app/live-run.tsx';
import { Badge } from '../../ui/badge.tsx';
import { useAppEvent, useAsk } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { CopyTable } from '../../ui/copy-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count, duration, ratio, seconds } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { go, routeOfKind } from '../../ui/route.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table-columns.ts';
import { Waiting } from '../../ui/waiting.tsx';
import { useGentleRefresh, usePoll } from '../run-detail/use-gentle-refresh.ts';
import { Warnings } from '../run-detail/warnings.tsx';
import { LoadChart, SignalTable } from './load-chart.tsx';
import { LoadHead } from './load-head.tsx';
import styles from './load-screen.module.css';
import { bottleneckTitles, headline, percentileWords } from './load-words.ts';
import type { Moment } from './signal-lines.ts';
import { SimulationPanel } from './simulation-panel.tsx';

export function LoadResultScreen({ run }: { readonly run: string }) {
  const load = useAsk('loads.read', { run });
  const detail = useAsk('runs.read', { run });
  const isLiveHere = useLivePart((live) => live.run_id === run && live.phase !== 'ended') === true;
  const ended = useLivePart(({ jobs }) => jobs.succeeded + jobs.failed) ?? 0;
  const refresh = (): void => {
    load.refresh();
    detail.refresh();
  };
  useAppEvent((event) => {
    if (event.event === 'runs_changed') refresh();
  });
  // The command line may be working on it, and tells nothing.
  usePoll(detail.state === 'here' && detail.value.run.state === 'running' && !isLiveHere, refresh);
  useGentleRefresh(isLiveHere ? ended : 0, refresh);
  if (load.state === 'failed') return <Failed error={load.error} onAgain={refresh} />;
  if (detail.state === 'failed') return <Failed error={detail.error} onAgain={refresh} />;
  if (load.state === 'waiting' || detail.state === 'waiting') return <Waiting what="the load test" />;
  return <Result facts={load.value} run={detail.value.run} isLiveHere={isLiveHere} />;
}

const Failed = ({ error, onAgain }: { readonly error: Parameters<typeof ErrorNotice>[0]['error']; onAgain(): void }) => (
  <ErrorNotice error={error} actions={<Button onClick={onAgain}>Try again</Button>} />
);

interface ResultProps {
  readonly facts: LoadFacts;
  readonly run: RunRecord;
  /** This window watches it. */
  readonly isLiveHere: boolean;
}

function Result({ facts, run, isLiveHere }: ResultProps) {
  const result = useMemo(() => loadResult(facts), [facts]);
  const goesOn = isLiveHere || run.state === 'running';
  return (
    <div className={styles.results}>
      <LoadHead facts={facts} run={run} goesOn={goesOn} />
      <EndedBecause run={run.id} />
      {goesOn ? <GoesOn isLiveHere={isLiveHere} /> : <Headline result={result} state={run.state} />}
      <Warnings warnings={facts.warnings} />
      <Account facts={facts} result={result} />
      <Timeline facts={facts} />
      <div className={styles.pair}>
        <Bottlenecks result={result} />
        <LatencyPanel result={result} />
      </div>
      {goesOn || result.account.completed === 0 ? null : <SimulationPanel facts={facts} result={result} />}
    </div>
  );
}

/** Why it could not go on, as long as the app knows: of what is kept, only that it ended. */
function EndedBecause({ run }: { readonly run: string }) {
  const error = useLivePart((live) => (live.run_id === run ? live.error : null));
  return error === null ? null : <ErrorNotice error={error} />;
}

function GoesOn({ isLiveHere }: { readonly isLiveHere: boolean }) {
  const kind = useLivePart((live) => live.kind) ?? 'load';
  return (
    <Notice tone="plain" {...(isLiveHere ? { actions: <Button onClick={() => go(routeOfKind(kind))}>Watch it</Button> } : {})}>
      This load test goes on: the figures are those of the uploads so far.
    </Notice>
  );
}

function Headline({ result, state }: { readonly result: LoadResult; readonly state: RunRecord['state'] }) {
  const { tone, text } = headline(result, state);
  return <Notice tone={tone}>{text}</Notice>;
}

function Account({ facts, result }: { readonly facts: LoadFacts; readonly result: LoadResult }) {
  const { account, unsent, makespan, throughput_per_second, lateness } = result;
  const late = lateness?.percentiles.find(({ share }) => share === 0.99)?.found.value;
  const bad = (amount: number) => (amount > 0 ? { tone: 'bad' as const } : {});
  return (
    <Panel title="Uploads" hint="Arrived = completed + failed + rejected + in flight.">
      <Figures
        name="Account of the uploads"
        figures={[
          {
            name: 'Arrived',
            value: count(account.arrived),
            ...(unsent > 0 ? { hint: `${count(unsent)} more were planned` } : {}),
          },
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
      <div className={styles.beside}>
        <LoadChart moments={moments} />
        <SignalTable moments={moments} />
      </div>
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
