/**
 * GO, ADJUST or NO-GO: the verdict first, under both policies, then what it rests on. It says what `rbench decide` says, of the
 * same run by the same inputs; those that were turned on the Capacity screen hold here too.
 */
import { memo, useDeferredValue, useMemo } from 'react';
import { turnedCriteria } from '../../../pipeline/analysis/decision/criteria.ts';
import { decide } from '../../../pipeline/analysis/decision/decide.ts';
import type { CapacityFacts, CapacityOf } from '../../../pipeline/contract/capacity.ts';
import type { CapacityInputs, PolicyName } from '../../../pipeline/contract/criteria.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { CapacityHead } from '../capacity/capacity-head.tsx';
import { capacityInputs, useCapacityChanges, useCapacityInputs, useDecisionPolicy } from '../capacity/capacity-inputs-store.ts';
import { headline } from '../capacity/capacity-words.ts';
import { Cautions } from '../capacity/projection-panels.tsx';
import { useCapacityFacts } from '../capacity/use-capacity-facts.ts';
import { NothingMeasured } from '../guide/nothing-measured.tsx';
import styles from './decision-screen.module.css';
import { ActionsPanel, FlipsPanel, InvariantsPanel, ReasonsPanel } from './grounds-panels.tsx';
import { PolicyCard } from './policy-card.tsx';
import { SaveReport } from './save-report.tsx';
import { CriteriaPanel, RisksPanel } from './standing-panels.tsx';

/** `of`: null for the latest run that has completed. */
export function DecisionScreen({ of }: { readonly of: CapacityOf | null }) {
  const read = useCapacityFacts(of);
  return (
    <>
      <CapacityHead
        screen="decision"
        of={read.of}
        runs={read.runs}
        facts={read.state === 'here' ? read.value : null}
        actions={read.state === 'here' ? <SaveReport facts={read.value} /> : null}
      />
      {read.state === 'waiting' ? <Waiting what="what was measured" /> : null}
      {read.state === 'failed' ? (
        <ErrorNotice error={read.error} actions={<Button onClick={read.refresh}>Try again</Button>} />
      ) : null}
      {read.state === 'none' ? (
        <NothingMeasured title="No run to decide by">
          Here will stand GO, ADJUST or NO-GO under both policies, the reasons, and the report. A decision holds the CPU seconds
          of documents that were measured against criteria that were fixed before.
        </NothingMeasured>
      ) : null}
      {read.state === 'here' ? <OfRun facts={read.value} /> : null}
    </>
  );
}

function OfRun({ facts }: { readonly facts: CapacityFacts }) {
  const inputs = useCapacityInputs(facts);
  const policy = useDecisionPolicy(facts);
  return <Decided facts={facts} inputs={useDeferredValue(inputs)} policy={policy} />;
}

interface DecidedProps {
  readonly facts: CapacityFacts;
  readonly inputs: CapacityInputs;
  readonly policy: PolicyName;
}

const policies = [
  { key: 'published', label: 'Published' },
  { key: 'derived', label: 'Derived' },
] as const;

const Decided = memo(function Decided({ facts, inputs, policy }: DecidedProps) {
  const decision = useMemo(() => decide(facts, turnedCriteria(facts.kept_criteria, inputs, policy)), [facts, inputs, policy]);
  const { published, derived, capacity, criteria, difference, cannot_tell: cannotTell } = decision;
  const followed = decision[decision.by];
  return (
    <div className={styles.screen}>
      <div className={styles.cards}>
        <PolicyCard decision={published} isFollowed={policy === 'published'} />
        <PolicyCard decision={derived} isFollowed={policy === 'derived'} />
      </div>
      <section className={styles.plain} aria-label="In plain words">
        <p className={styles.difference}>{difference}</p>
        {capacity === null || cannotTell !== null ? null : <p className={styles.faint}>{headline(capacity)}</p>}
      </section>
      {cannotTell === null ? null : <Notice tone="warn">{cannotTell}</Notice>}
      {criteria.fixed === 'changed' ? <Changed sentence={criteria.sentence} /> : null}
      <Cautions cautions={capacity?.cautions ?? []} warnings={facts.warnings} />
      <div className={styles.by}>
        <span>Reasons, actions and report follow the policy</span>
        <Choice
          name="Policy that reasons, actions and report follow"
          options={policies}
          chosen={policy}
          onChoose={(key) => capacityInputs.setPolicy(key)}
        />
      </div>
      <div className={styles.columns}>
        <div className={styles.column}>
          <ReasonsPanel decision={followed} />
          <ActionsPanel decision={followed} />
        </div>
        <div className={styles.column}>
          <InvariantsPanel invariants={decision.invariants} />
          <FlipsPanel decision={followed} />
        </div>
      </div>
      <RisksPanel risks={decision.risks} drift={facts.drift} />
      <CriteriaPanel standing={criteria} />
    </div>
  );
});

/** Whoever signs must see that these are not the criteria that were fixed. */
function Changed({ sentence }: { readonly sentence: string }) {
  const anyTurned = Object.keys(useCapacityChanges()).length > 0;
  return (
    <Notice
      tone="warn"
      actions={
        <Button onClick={() => capacityInputs.restore()}>
          {anyTurned ? 'Take back what was turned' : 'Back to the run’s own policy'}
        </Button>
      }
    >
      {sentence}
    </Notice>
  );
}
