/** Stage by stage, what the selected area holds, or the whole run while none is selected. */
import { useDeferredValue, useMemo } from 'react';
import { CopyTable } from '../ui/copy-table.tsx';
import type { Column } from '../ui/table-columns.ts';
import type { ChartModel } from './chart-model.ts';
import { formatCores, formatCount, formatDuration, formatShare, SECOND } from './format.ts';
import styles from './panel.module.css';
import { toneOf } from './scene.ts';
import { type SummaryRow, summarise, wholeArea } from './summary.ts';
import type { Tones } from './tones.ts';
import { useChart } from './use-chart.ts';

export function SummaryTable({ model, tones }: { readonly model: ChartModel; readonly tones: Tones }) {
  const area = useDeferredValue(useChart(model, (state) => state.area));
  const arrangement = useChart(model, (state) => state.scene.arrangement);
  const measure = useChart(model, (state) => state.scene.measure);
  const scene = useMemo(() => model.sceneOf('timeline', measure), [model, measure]);
  const summary = useMemo(() => summarise(model.timeline, scene, area ?? wholeArea(scene)), [model, scene, area]);
  const whole = measure === 'wall' ? summary.jobs.wall : summary.jobs.cpu;
  const columns = summaryColumns(measure, whole);
  const rows = [...summary.stages, ...(summary.jobs.count > 0 ? [summary.rest] : []), summary.jobs];
  const row = ({ name, stage, count, wall, cpu }: SummaryRow, kind: 'stage' | 'rest' | 'total') => (
    <tr key={name} className={kind === 'total' ? styles.total : undefined}>
      <th scope="row">
        <span className={styles.swatch} style={{ background: swatch(tones, stage, kind) }} />
        {name}
      </th>
      <td>{kind === 'rest' ? '' : formatCount(count)}</td>
      <td>{formatDuration(wall)}</td>
      <td>{formatDuration(cpu)}</td>
      <td>{formatCores(cpu, wall)}</td>
      <td>{formatShare(measure === 'wall' ? wall : cpu, whole)}</td>
    </tr>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to scroll it
    <section className={styles.summary} aria-label="Summary by stage" tabIndex={0}>
      <div className={styles.copy}>
        <CopyTable name="the summary" columns={columns} rows={rows} />
      </div>
      <table>
        <caption>{captionOf(area === null || arrangement === 'stages' ? null : area)}</caption>
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">Count</th>
            <th scope="col">Wall</th>
            <th scope="col">CPU</th>
            <th scope="col">Cores</th>
            <th scope="col">Share of {measure === 'wall' ? 'wall' : 'CPU'}</th>
          </tr>
        </thead>
        <tbody>
          {summary.stages.map((stage) => row(stage, 'stage'))}
          {summary.jobs.count > 0 && row(summary.rest, 'rest')}
          {row(summary.jobs, 'total')}
        </tbody>
      </table>
    </section>
  );
}

/** Copied in seconds; of the rest there is no count. */
function summaryColumns(measure: 'wall' | 'cpu', whole: number): readonly Column<SummaryRow>[] {
  return [
    { key: 'stage', title: 'Stage', value: ({ name }) => name },
    { key: 'count', title: 'Count', numeric: true, value: ({ count }) => count },
    { key: 'wall', title: 'Wall s', numeric: true, value: ({ wall }) => wall / SECOND },
    { key: 'cpu', title: 'CPU s', numeric: true, value: ({ cpu }) => cpu / SECOND },
    {
      key: 'cores',
      title: 'Cores',
      numeric: true,
      value: ({ cpu, wall }) => (wall > 0 ? cpu / wall : null),
      text: ({ cpu, wall }) => formatCores(cpu, wall),
    },
    {
      key: 'share',
      title: `Share of ${measure === 'wall' ? 'wall' : 'CPU'}`,
      numeric: true,
      value: (row) => (whole > 0 ? row[measure] / whole : null),
      text: (row) => formatShare(row[measure], whole),
    },
  ];
}

function swatch(tones: Tones, stage: number | null, kind: 'stage' | 'rest' | 'total'): string | undefined {
  if (kind === 'total') return tones.palette.job;
  return stage === null ? tones.palette.remainder : tones.plain[toneOf(1, stage)]?.css;
}

function captionOf(area: { from: number; to: number; firstLane: number; lastLane: number } | null): string {
  if (area === null) return 'Whole run';
  const lanes = area.lastLane - area.firstLane + 1;
  return `Selected: ${formatDuration(area.to - area.from)} of ${lanes} ${lanes === 1 ? 'worker' : 'workers'}; a span cut by the edge counts in proportion`;
}
