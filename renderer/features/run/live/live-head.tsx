/** How far the run is, in one bar and a few figures, and the way to stop it. */
import { Square } from 'lucide-react';
import { useState } from 'react';
import { BenchError } from '../../../../pipeline/contract/errors.ts';
import { useLivePart } from '../../../app/live-run.tsx';
import { ArrivalHeading } from '../../../ui/arrival-heading.tsx';
import { ask } from '../../../ui/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { Figures } from '../../../ui/figures.tsx';
import { count, duration, plural, seconds } from '../../../ui/format.ts';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import styles from './live-head.module.css';
import { cancelHint, phaseSentence } from './phase-words.ts';
import { titleOf } from './result.ts';

export function LiveHead() {
  const name = useLivePart((live) => live.name) ?? '';
  const run = useLivePart((live) => live.run_id);
  const kind = useLivePart((live) => live.kind);
  const phase = useLivePart((live) => live.phase);
  const [error, setError] = useState<BenchError | null>(null);
  const cancel = () => {
    ask('run.cancel', {}).catch((thrown: unknown) => setError(BenchError.wrap(thrown)));
  };
  return (
    <>
      <header className={styles.head}>
        <div>
          <ArrivalHeading>{titleOf(name, run, kind ?? 'run')}</ArrivalHeading>
          <PhaseLine />
        </div>
        <Button look="danger" title={cancelHint(kind ?? 'run')} disabled={phase === 'stopping'} onClick={cancel}>
          <Square size={14} aria-hidden /> Cancel
        </Button>
      </header>
      {error === null ? null : <ErrorNotice error={error} />}
      <Progress />
      <LiveFigures />
    </>
  );
}

/** Said aloud when it changes, and not five times a second. */
function PhaseLine() {
  const phase = useLivePart((live) => live.phase);
  const preparing = useLivePart((live) => live.prepared);
  const total = useLivePart((live) => live.jobs.total) ?? 0;
  const pass = useLivePart((live) => live.pass);
  const kind = useLivePart((live) => live.kind) ?? 'run';
  return (
    <p className={styles.phase} role="status">
      {phase === null ? '' : phaseSentence({ kind, phase, pass, toPrepare: preparing?.total ?? 0, jobs: total })}
    </p>
  );
}

function Progress() {
  const jobs = useLivePart((live) => live.jobs);
  const prepared = useLivePart((live) => live.prepared);
  const isPreparing = useLivePart((live) => live.phase === 'preparing');
  if (jobs === null || prepared === null) return null;
  if (isPreparing === true) return <ProgressBar name="Documents looked at" done={prepared.done} total={prepared.total} />;
  return <ProgressBar name="Documents done" done={jobs.finished_before + jobs.succeeded + jobs.failed} total={jobs.total} />;
}

function LiveFigures() {
  const jobs = useLivePart((live) => live.jobs) ?? { total: 0, finished_before: 0, succeeded: 0, failed: 0 };
  const elapsed = useLivePart((live) => Math.floor(live.elapsed_seconds)) ?? 0;
  const remaining = useLivePart((live) => (live.remaining_seconds === null ? null : Math.round(live.remaining_seconds)));
  const cpu = useLivePart((live) => live.cpu_seconds) ?? 0;
  const wall = useLivePart((live) => live.wall_seconds) ?? 0;
  const kind = useLivePart((live) => live.kind);
  const ended = jobs.succeeded + jobs.failed;
  return (
    <Figures
      name="Progress of the run"
      figures={[
        { name: 'Done', value: count(jobs.finished_before + ended), hint: `of ${plural(jobs.total, 'document')}` },
        { name: 'Failed', value: count(jobs.failed), ...(jobs.failed > 0 ? { tone: 'bad' as const } : {}) },
        { name: 'Elapsed', value: duration(elapsed) },
        {
          name: 'Left',
          value: remaining === null ? '–' : duration(remaining),
          hint: remaining === null ? 'told after the first' : 'at the pace so far',
        },
        ...(kind === 'compare'
          ? []
          : [
              { name: 'CPU per document', value: ended === 0 ? '–' : `${seconds(cpu / ended)} s` },
              { name: 'Wall per document', value: ended === 0 ? '–' : `${seconds(wall / ended)} s` },
            ]),
      ]}
    />
  );
}
