/** The head of the screens Capacity and Decision: what they are about, and the choice of another run or side. */
import { Gauge, Gavel } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CapacityFacts, CapacityOf } from '../../../pipeline/contract/capacity.ts';
import { keptComparePlanSchema, type SideName } from '../../../pipeline/contract/comparison.ts';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { ArrivalHeading } from '../../ui/arrival-heading.tsx';
import { useAsk } from '../../ui/bridge.ts';
import { moment, plural, shortId } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { go, hrefOf } from '../../ui/route.ts';
import { RunChoice } from '../../ui/run-choice.tsx';
import { sideLabels } from '../compare/side-labels.ts';
import { screenOf } from '../runs/run-figures.ts';
import styles from './capacity-head.module.css';
import { capacityOfRun, runOptions } from './capacity-of.ts';

interface CapacityHeadProps {
  readonly screen: 'capacity' | 'decision';
  readonly of: CapacityOf | null;
  readonly runs: readonly RunListItem[];
  /** Null until they are read. */
  readonly facts: CapacityFacts | null;
  readonly actions?: ReactNode;
}

const titles = { capacity: 'Capacity', decision: 'Decision' } as const;
/** The other look at the same runs. */
const others = { capacity: 'decision', decision: 'capacity' } as const;
const signs = { capacity: Gauge, decision: Gavel } as const;

export function CapacityHead({ screen, of, runs, facts, actions }: CapacityHeadProps) {
  const first = facts?.runs[0];
  const other = others[screen];
  const Sign = signs[other];
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <ArrivalHeading>{titles[screen]}</ArrivalHeading>
        {facts === null || first === undefined ? null : (
          <p className={styles.what}>
            of <a href={hrefOf(screenOf({ id: first.id, kind: first.kind === 'compare' ? 'compare' : 'run' }))}>{facts.title}</a>
            {facts.runs.length > 1 ? ` and ${plural(facts.runs.length - 1, 'other run')}` : ''} · {moment(first.created_at)} ·{' '}
            <code title={first.id}>{shortId(first.id)}</code> · {plural(facts.basis.documents, 'document')} · {facts.machine}
          </p>
        )}
      </div>
      <div className={styles.choices}>
        {of === null ? null : <Choice screen={screen} of={of} runs={runs} />}
        {of === null ? null : (
          <LinkButton href={hrefOf({ screen: other, of })}>
            <Sign size={15} aria-hidden /> {titles[other]}
          </LinkButton>
        )}
        {actions}
      </div>
    </header>
  );
}

type ChoiceProps = Pick<CapacityHeadProps, 'screen' | 'runs'> & { readonly of: CapacityOf };

function Choice(props: ChoiceProps) {
  const [only] = props.of.runs;
  return props.of.side === null || only === undefined ? <Runs {...props} sides={[]} /> : <OfComparison {...props} run={only} />;
}

/** What the sides are called stands in the comparison's plan. */
function OfComparison({ run, ...props }: ChoiceProps & { readonly run: string }) {
  const detail = useAsk('runs.read', { run });
  const plan = detail.state === 'here' ? keptComparePlanSchema.safeParse(detail.value.run.plan).data : undefined;
  const sides = plan?.comparison.sides ?? [];
  const labels = sideLabels(sides.map(({ settings }) => settings));
  return <Runs {...props} sides={sides.map(({ name }, at) => ({ key: name, label: `${name}: ${labels[at] ?? ''}` }))} />;
}

function Runs({
  screen,
  of,
  runs,
  sides,
}: ChoiceProps & { readonly sides: readonly { readonly key: SideName; readonly label: string }[] }) {
  const choose = (key: string): void => {
    const run = runs.find(({ id }) => id === key);
    if (run !== undefined) go({ screen, of: capacityOfRun(run) });
  };
  return (
    <RunChoice
      runs={runOptions(of, runs)}
      run={of.runs.join(',')}
      onRun={choose}
      sides={sides}
      side={of.side}
      onSide={(side) => go({ screen, of: { ...of, side } })}
    />
  );
}
