/** A newcomer's next step, and how far the way is; in the corner of the window, until it is put away. */
import { Circle, CircleCheck, Gauge, X } from 'lucide-react';
import { useId } from 'react';
import { useIsWorking } from '../../app/live-run.tsx';
import { Button } from '../../ui/button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { go, hrefOf } from '../../ui/route.ts';
import { runDraft, useRunDraft } from '../run/use-run-draft.ts';
import styles from './first-steps.module.css';
import { type GuideStep, guideSteps } from './guide-steps.ts';
import { guideStore, useGuide } from './use-guide.ts';

export function FirstSteps() {
  const { guide, runs, isKnown } = useGuide();
  const id = useId();
  // Then the window says in this corner how far that is.
  const isWorking = useIsWorking();
  if (guide.dismissed || !isKnown) return null;
  const steps = guideSteps(runs, guide);
  const next = steps.find(({ isDone }) => !isDone) ?? null;
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <section className={styles.steps} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>First steps</h2>
        <span className={styles.count} role="img" aria-label={`${done} of ${steps.length} done`}>
          {done}/{steps.length}
        </span>
        <Button
          look="quiet"
          className={styles.close ?? ''}
          aria-label="Put the first steps away"
          title="Put away; Help → First steps brings them back"
          onClick={() => guideStore.dismiss()}
        >
          <X size={14} aria-hidden />
        </Button>
      </header>
      <ol className={styles.list}>
        {steps.map((step) => (
          <li key={step.id} className={step.isDone ? styles.done : ''}>
            <a
              href={hrefOf(step.to)}
              // Its own word is the name of a screen as well.
              aria-label={`${step.title}${step.isDone ? ', done' : ''}: ${step.why}`}
              aria-current={step === next ? 'step' : undefined}
              title={step.why}
            >
              {step.isDone ? <CircleCheck size={14} aria-hidden className={styles.good} /> : <Circle size={14} aria-hidden />}
              {step.title}
            </a>
          </li>
        ))}
      </ol>
      {isWorking ? null : (
        <>
          <p className={styles.why}>{next === null ? 'That was all of it. Each screen has its help: F1.' : next.why}</p>
          <Next step={next} />
        </>
      )}
    </section>
  );
}

function Next({ step }: { readonly step: GuideStep | null }) {
  const { isStarting, samples } = useRunDraft();
  if (step === null) return <Button onClick={() => guideStore.dismiss()}>Put away</Button>;
  if (step.id !== 'measure') return <LinkButton href={hrefOf(step.to)}>{step.begin}</LinkButton>;
  return (
    <Button
      look="primary"
      disabled={isStarting || samples.state === 'drawing'}
      onClick={() => {
        go({ screen: 'run' });
        void runDraft.measureBaseline();
      }}
    >
      <Gauge size={16} aria-hidden /> {step.begin}
    </Button>
  );
}
