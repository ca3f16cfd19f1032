/** One lane for each worker: which document it has, how far it is with it, and for how long. */
import { memo } from 'react';
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import { type StageName, stageNames } from '../../../../pipeline/contract/stages.ts';
import { useLivePart } from '../../../app/live-run.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { stageColour } from './stage-colour.ts';
import { isOptional } from './stage-rows.ts';
import styles from './worker-lanes.module.css';

type Worker = LiveRun['workers'][number];

export function WorkerLanes() {
  const workers = useLivePart((live) => live.workers) ?? [];
  const withPreOcr = useLivePart((live) => live.stages.pre_ocr !== undefined) === true;
  const stages = stageNames.filter((stage) => !isOptional(stage) || withPreOcr || workers.some(({ stage: at }) => at === stage));
  return (
    <Panel title="Workers" hint="What each is at right now.">
      {workers.length === 0 ? <p className={styles.none}>The first worker is starting.</p> : null}
      <ul className={styles.lanes}>
        {workers.map((worker) => (
          <Lane key={worker.slot} worker={worker} stages={stages.join(' ')} />
        ))}
      </ul>
    </Panel>
  );
}

/** @param stages one text, so that an equal list is an equal property */
const Lane = memo(function Lane({ worker, stages }: { readonly worker: Worker; readonly stages: string }) {
  const { slot, file, stage, since_seconds } = worker;
  return (
    <li className={styles.lane}>
      <span className={styles.name}>Worker {slot + 1}</span>
      <span className={styles.file} title={file ?? undefined}>
        {file ?? 'waits for a document'}
      </span>
      <span className={styles.now}>
        {file === null ? '' : stage === null ? 'starting' : stage} {file === null ? null : <Since seconds={since_seconds} />}
      </span>
      <span className={styles.track} aria-hidden>
        {stages.split(' ').map((name) => (
          <Step key={name} name={name as StageName} state={stateOf(name as StageName, worker)} />
        ))}
      </span>
    </li>
  );
});

/** The track has room for a word. */
const shortLabels: Readonly<Record<StageName, string>> = {
  fetch: 'fetch',
  quality_scoring: 'score',
  pre_ocr: 'pre-OCR',
  enhancement: 'enhance',
  ocr: 'OCR',
  schema_adaptation: 'schema',
  upload: 'upload',
};

type StepState = 'ahead' | 'now' | 'passed';

function stateOf(name: StageName, { file, stage }: Worker): StepState {
  if (file === null || stage === null) return 'ahead';
  const distance = stageNames.indexOf(name) - stageNames.indexOf(stage);
  return distance === 0 ? 'now' : distance < 0 ? 'passed' : 'ahead';
}

function Step({ name, state }: { readonly name: StageName; readonly state: StepState }) {
  return (
    <span className={`${styles.step} ${styles[state]}`} style={state === 'ahead' ? {} : { background: stageColour(name) }}>
      {shortLabels[name]}
    </span>
  );
}

function Since({ seconds }: { readonly seconds: number }) {
  const tenths = useLivePart((live) => Math.round((live.elapsed_seconds - seconds) * 10)) ?? 0;
  return <span className={styles.since}>{(Math.max(0, tenths) / 10).toFixed(1)} s</span>;
}
