/** Per stage, what a document cost so far, and which stage the CPU went to. */
import { memo } from 'react';
import { useLivePart } from '../../../app/live-run.tsx';
import { percent, ratio, seconds } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { stageColour } from './stage-colour.ts';
import { type StageRow, stageRows, sumsOf } from './stage-rows.ts';
import styles from './stages-so-far.module.css';

export function StagesSoFar() {
  const sofar = useLivePart((live) => live.stages) ?? {};
  const whole = useLivePart((live) => live.outcome?.summary.stages ?? null);
  const isOver = useLivePart((live) => live.phase === 'ended') === true;
  const isPart = (useLivePart((live) => live.jobs.finished_before) ?? 0) > 0 && whole === null;
  return (
    <Panel
      title={isOver ? 'Stages' : 'Stages so far'}
      hint={`Mean of the documents in which the stage ran${isPart ? ', since the run was resumed' : ''}.`}
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
          {stageRows(whole === null ? sofar : sumsOf(whole)).map((row) => (
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
