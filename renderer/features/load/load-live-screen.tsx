/** A load test as it goes on. */
import { useMemo } from 'react';
import type { LiveRun } from '../../../pipeline/contract/live-run.ts';
import { useLivePart } from '../../app/live-run.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count, ratio, seconds } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Failures } from '../run/live/failures.tsx';
import { LiveHead } from '../run/live/live-head.tsx';
import live from '../run/live/live-screen.module.css';
import { WorkerLanes } from '../run/live/worker-lanes.tsx';
import { LoadChart, SignalTable } from './load-chart.tsx';
import type { Moment } from './signal-lines.ts';

const none: LiveRun['signals'] = [];

export function LoadLiveScreen() {
  return (
    <div className={live.live}>
      <LiveHead />
      <div className={live.panels}>
        <div className={live.column}>
          <Signals />
        </div>
        <div className={live.column}>
          <Account />
          <WorkerLanes />
          <Failures />
          <SignalFigures />
        </div>
      </div>
    </div>
  );
}

function useMoments(): readonly Moment[] {
  const signals = useLivePart((run) => run.signals) ?? none;
  return useMemo(() => signals.map(({ time_seconds, values }) => ({ at: time_seconds, values })), [signals]);
}

function Signals() {
  const moments = useMoments();
  return (
    <Panel title="Signals" hint="Each second, over the last five minutes.">
      <LoadChart moments={moments} />
    </Panel>
  );
}

function SignalFigures() {
  const moments = useMoments();
  if (moments.length === 0) return null;
  return (
    <Panel title="Signals in figures" hint="Over the same seconds as the charts.">
      <SignalTable moments={moments} />
    </Panel>
  );
}

/** Where every upload is: what came is what ended and what is still on its way. */
function Account() {
  const latest = useLivePart((run) => run.signals.at(-1)?.values) ?? {};
  const { arrived = 0, completed = 0, failed = 0, rejected = 0 } = latest;
  return (
    <Panel title="Uploads" hint="Arrived = completed + failed + rejected + in flight.">
      <Figures
        name="Account of the uploads"
        figures={[
          { name: 'Planned so far', value: count(latest.planned) },
          { name: 'Arrived', value: count(latest.arrived) },
          { name: 'Completed', value: count(latest.completed) },
          { name: 'Failed', value: count(latest.failed), ...(failed > 0 ? { tone: 'bad' as const } : {}) },
          { name: 'Rejected', value: count(latest.rejected), ...(rejected > 0 ? { tone: 'bad' as const } : {}) },
          { name: 'In flight', value: count(arrived - completed - failed - rejected), hint: `${count(latest.queue_depth)} wait` },
          { name: 'A second', value: ratio(latest.throughput_per_second), hint: 'completed' },
          {
            name: 'Latency p95',
            value: latest.latency_p95_seconds === undefined ? '–' : `${seconds(latest.latency_p95_seconds)} s`,
            hint: 'of the last ten seconds',
          },
          {
            name: 'Lateness',
            value: latest.generator_lateness_ms === undefined ? '–' : `${latest.generator_lateness_ms.toFixed(1)} ms`,
            hint: 'of the generator itself',
          },
          {
            name: 'Pool',
            value: latest.pool_free === undefined ? 'not measured' : count(latest.pool_free),
            hint: 'free connections',
          },
        ]}
      />
    </Panel>
  );
}
