/** Per stage, what a document cost so far, and which stage the CPU went to. */
import { memo } from 'react';
import { useLivePart } from '../../../app/live-run.tsx';
import { CopyTable } from '../../../ui/copy-table.tsx';
import { percent, ratio, seconds } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import type { Column } from '../../../ui/table-columns.ts';
import { stageColour } from './stage-colour.ts';
import { type StageRow, stageRows, sumsOf } from './stage-rows.ts';
import styles from './stages-so-far.module.css';

const figure = (
  key: 'cpu_seconds' | 'wall_seconds' | 'coresBusy' | 'share',
  title: string,
  text: (value: number | null) => string,
): Column<StageRow> => ({ key, title, numeric: true, value: (row) => row[key], text: (row) => text(row[key]) });

const columns: readonly Column<StageRow>[] = [
  { key: 'stage', title: 'stage', value: ({ stage }) => stage },
  figure('cpu_seconds', 'CPU s', seconds),
  figure('wall_seconds', 'wall s', seconds),
  figure('coresBusy', 'cores busy', ratio),
  figure('share', 'share of CPU', percent),
];

export function StagesSoFar() {
  const sofar = useLivePart((live) => live.stages) ?? {};
  const whole = useLivePart((live) => live.outcome?.summary.stages ?? null);
  const isOver = useLivePart((live) => live.phase === 'ended') === true;
  const isPart = (useLivePart((live) => live.jobs.finished_before) ?? 0) > 0 && whole === null;
  const rows = stageRows(whole === null ? sofar : sumsOf(whole));
  return (
    <Panel
      title={isOver ? 'Stages' : 'Stages so far'}
      hint={`Mean of the documents in which the stage ran${isPart ? ', since the run was resumed' : ''}.`}
      actions={<CopyTable name="stages" columns={columns} rows={rows} />}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.stage}>
              stage
            </th>
            <th scope="col" className={styles.seconds}>
              CPU s
            </th>
            <th scope="col" className={styles.seconds}>
              wall s
            </th>
            <th scope="col" className={styles.narrow}>
              cores busy
            </th>
            <th scope="col" className={styles.narrow}>
              share of CPU
            </th>
            <td aria-hidden />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.stage} {...row} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

const Row = memo(function Row({ stage, cpu_seconds, wall_seconds, coresBusy, share }: StageRow) {
  return (
    <tr>
      <th scope="row">
        <span className={styles.swatch} style={{ background: stageColour(stage) }} />
        {stage}
      </th>
      <td>{seconds(cpu_seconds)}</td>
      <td>{seconds(wall_seconds)}</td>
      <td>{ratio(coresBusy)}</td>
      <td>{cpu_seconds === null ? '–' : percent(share)}</td>
      <td className={styles.bar}>
        <span style={{ width: `${share * 100}%`, background: stageColour(stage) }} />
      </td>
    </tr>
  );
});
