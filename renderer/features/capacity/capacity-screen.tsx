/** How many documents the budget carries, and what that depends on: everything follows the inputs while they are turned. */
import { memo, useDeferredValue, useMemo } from 'react';
import { projectCapacity } from '../../../pipeline/analysis/capacity/project.ts';
import type { CapacityFacts, CapacityOf } from '../../../pipeline/contract/capacity.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { NothingMeasured } from '../guide/nothing-measured.tsx';
import { BreakEvenPanel } from './break-even-panel.tsx';
import { CapacityHead } from './capacity-head.tsx';
import { CapacityInputsPanel } from './capacity-inputs.tsx';
import { useCapacityInputs } from './capacity-inputs-store.ts';
import styles from './capacity-screen.module.css';
import { BreakdownPanel, Cautions, FigurePanel, ProjectionPanel } from './projection-panels.tsx';
import { TornadoPanel } from './tornado-panel.tsx';
import { useCapacityFacts } from './use-capacity-facts.ts';

/** `of`: null for the latest run that has completed. */
export function CapacityScreen({ of }: { readonly of: CapacityOf | null }) {
  const read = useCapacityFacts(of);
  return (
    <>
      <CapacityHead screen="capacity" of={read.of} runs={read.runs} facts={read.state === 'here' ? read.value : null} />
      {read.state === 'waiting' ? <Waiting what="what was measured" /> : null}
      {read.state === 'failed' ? (
        <ErrorNotice error={read.error} actions={<Button onClick={read.refresh}>Try again</Button>} />
      ) : null}
      {read.state === 'none' ? (
        <NothingMeasured title="No run to project from">
          Here will stand how many documents a day your budget of CPU-hours carries, with the interval of that. It is projected
          from the CPU seconds of documents that were measured, best on both paths.
        </NothingMeasured>
      ) : null}
      {read.state === 'here' ? <Projected facts={read.value} /> : null}
    </>
  );
}

function Projected({ facts }: { readonly facts: CapacityFacts }) {
  const inputs = useCapacityInputs(facts);
  return (
    <div className={styles.columns}>
      <CapacityInputsPanel facts={facts} />
      <Results facts={facts} inputs={useDeferredValue(inputs)} />
    </div>
  );
}

interface ResultsProps {
  readonly facts: CapacityFacts;
  readonly inputs: Parameters<typeof projectCapacity>[1];
}

/** Drawn once for each turn of an input: the slider itself moves before it, and does not wait. */
const Results = memo(function Results({ facts, inputs }: ResultsProps) {
  const projected = useMemo(() => projectCapacity(facts.basis, inputs), [facts.basis, inputs]);
  if ('cannot_tell' in projected) {
    return (
      <div className={styles.results}>
        <Notice tone="warn">{projected.cannot_tell}</Notice>
        <Cautions cautions={[]} warnings={facts.warnings} />
      </div>
    );
  }
  return (
    <div className={styles.results}>
      <FigurePanel capacity={projected} />
      <Cautions cautions={projected.cautions} warnings={facts.warnings} />
      <ProjectionPanel capacity={projected} />
      <BreakEvenPanel capacity={projected} />
      <BreakdownPanel capacity={projected} basis={facts.basis} />
      <TornadoPanel capacity={projected} />
    </div>
  );
});
