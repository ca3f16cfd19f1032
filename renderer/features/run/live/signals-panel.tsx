/** The machine and the queue over time, and beside the picture the latest numbers as text, which are its legend too. */
import { useCallback } from 'react';
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import type { SignalName } from '../../../../pipeline/contract/signals.ts';
import { useLivePart } from '../../../app/live-run.tsx';
import { Chart } from '../../../charts/chart.tsx';
import { CopyTable } from '../../../ui/copy-table.tsx';
import { bytes, count, percent, ratio } from '../../../ui/format.ts';
import type { Palette } from '../../../ui/palette.ts';
import { Panel } from '../../../ui/panel.tsx';
import type { Column } from '../../../ui/table-columns.ts';
import { usePalette } from '../../../ui/theme.tsx';
import { type LineLook, lineLooks, signalsOption, withLegend } from './signals-option.ts';
import styles from './signals-panel.module.css';

const none: LiveRun['signals'] = [];
const HEIGHT = 220;

export function SignalsPanel() {
  const signals = useLivePart((live) => live.signals) ?? none;
  const palette = usePalette();
  const draw = useCallback((colours: Palette) => signalsOption(signals, colours), [signals]);
  const looks = lineLooks(palette);
  const latest = signals.at(-1)?.values ?? {};
  return (
    <Panel
      title="Machine and queue"
      hint="Each second, over the last five minutes."
      actions={<CopyTable name="each second" columns={secondColumns} rows={signals} />}
    >
      <div className={styles.sides}>
        <Chart
          title="CPU and jobs"
          name="Machine CPU in percent, queue depth and jobs in flight over the time of the run"
          draw={draw}
          drawSaved={(colours) => withLegend(signalsOption(signals, colours), colours)}
          height={HEIGHT}
        />
        <dl className={styles.latest}>
          <Latest name="Machine CPU" value={percent(share(latest.machine_cpu_percent), 0)} look={looks.machine_cpu_percent} />
          <Latest name="Queue depth" value={count(latest.queue_depth)} look={looks.queue_depth} />
          <Latest name="Jobs in flight" value={count(latest.jobs_in_flight)} look={looks.jobs_in_flight} />
          <Latest name="Load average" value={ratio(latest.load_average)} />
          <Latest name="Free memory" value={bytes(latest.free_memory_bytes)} />
          <Latest name="Steal" value={percent(share(latest.steal_percent))} />
        </dl>
      </div>
    </Panel>
  );
}

type Second = LiveRun['signals'][number];

const secondColumn = (name: SignalName, title: string, text: (value: number | undefined) => string): Column<Second> => ({
  key: name,
  title,
  numeric: true,
  value: ({ values }) => values[name] ?? null,
  text: ({ values }) => text(values[name]),
});

const secondColumns: readonly Column<Second>[] = [
  {
    key: 'time',
    title: 'Seconds since the start',
    numeric: true,
    value: ({ time_seconds }) => time_seconds,
    text: ({ time_seconds }) => time_seconds.toFixed(1),
  },
  secondColumn('machine_cpu_percent', 'Machine CPU, %', ratio),
  secondColumn('queue_depth', 'Queue depth', count),
  secondColumn('jobs_in_flight', 'Jobs in flight', count),
  secondColumn('load_average', 'Load average', ratio),
  secondColumn('free_memory_bytes', 'Free memory', bytes),
  secondColumn('steal_percent', 'Steal, %', ratio),
];

const share = (inPercent: number | undefined): number | null => (inPercent === undefined ? null : inPercent / 100);

function Latest({ name, value, look }: { readonly name: string; readonly value: string; readonly look?: LineLook }) {
  return (
    <div>
      <dt>
        <span
          className={styles.line}
          style={look === undefined ? {} : { borderTopColor: look.colour, borderTopStyle: look.type }}
          aria-hidden
        />
        {name}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
