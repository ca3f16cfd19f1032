/** Documents that failed, each with the sentence that says why; nothing where none did. */
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import { useLivePart } from '../../../app/live-run.tsx';
import { sentenceOf } from '../../../ui/error-words.ts';
import { count } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { hrefOf } from '../../../ui/route.ts';
import styles from './failures.module.css';

const none: LiveRun['failures'] = [];

export function Failures() {
  const failures = useLivePart((live) => live.failures) ?? none;
  const failed = useLivePart((live) => live.jobs.failed) ?? 0;
  const run = useLivePart((live) => live.run_id);
  const isOver = useLivePart((live) => live.phase === 'ended') === true;
  if (failures.length === 0) return null;
  const which = failed > failures.length ? `The last ${count(failures.length)} of ${count(failed)}. ` : '';
  const hint = `${which}${isOver ? 'The others were measured all the same.' : 'The others go on.'}`;
  return (
    <Panel title="Failures" hint={hint}>
      <ul className={styles.failures}>
        {failures.toReversed().map(({ job_id, file, error }) => (
          <li key={job_id}>
            {run === null ? <strong>{file}</strong> : <a href={hrefOf({ screen: 'document', run, job: job_id })}>{file}</a>}
            <span>{sentenceOf(error)}</span>
            <code>{error.code}</code>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
