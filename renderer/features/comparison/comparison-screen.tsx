/** What a comparison came to: the verdict first, then what it rests on, in tabs. */
import type { Comparison } from '../../../pipeline/contract/comparison.ts';
import type { Compared } from '../../../pipeline/contract/reader-calls.ts';
import type { RunRecord } from '../../../pipeline/contract/run.ts';
import { useLiveRun } from '../../app/live-run.tsx';
import { useAppEvent, useAsk } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { go } from '../../ui/route.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { useGentleRefresh, usePoll } from '../run-detail/use-gentle-refresh.ts';
import { useRunActions } from '../runs/use-run-actions.ts';
import { ComparisonHead } from './comparison-head.tsx';
import { type ComparisonTab, tabNamed, tabsOf } from './comparison-tabs.ts';
import { DocumentsTab } from './documents-tab.tsx';
import { FlameTab } from './flame-tab.tsx';
import { type GoingOn, goingOnOf, isResumable, progressOf } from './going-on.ts';
import { MatrixTab } from './matrix-tab.tsx';
import { PlanTab } from './plan-tab.tsx';
import { SidesTab } from './sides-tab.tsx';
import { StagesTab } from './stages-tab.tsx';
import { VerdictPanel } from './verdict-panel.tsx';

interface ComparisonScreenProps {
  readonly of: Compared;
  /** Null, and one that this comparison does not have: the first. */
  readonly tab: string | null;
}

export function ComparisonScreen({ of, tab }: ComparisonScreenProps) {
  return 'run' in of ? <ComparisonRun of={of} tab={tab} /> : <Compare of={of} run={null} tab={tab} goingOn="no" progress={0} />;
}

/** A comparison that was run as one has a name, a state, and may be going on. */
function ComparisonRun({ of, tab }: { readonly of: { readonly run: string }; readonly tab: string | null }) {
  const detail = useAsk('runs.read', { run: of.run });
  const live = useLiveRun();
  const found = detail.state === 'here' ? detail.value : null;
  const goingOn = goingOnOf(of.run, found, live);
  useAppEvent((event) => {
    if (event.event === 'runs_changed') detail.refresh();
  });
  // The command line may be working on it, and tells nothing.
  usePoll(goingOn === 'elsewhere', detail.refresh);
  if (detail.state === 'failed')
    return <ErrorNotice error={detail.error} actions={<Button onClick={detail.refresh}>Try again</Button>} />;
  return <Compare of={of} run={found?.run ?? null} tab={tab} goingOn={goingOn} progress={progressOf(goingOn, found, live)} />;
}

interface CompareProps {
  readonly of: Compared;
  readonly run: RunRecord | null;
  readonly tab: string | null;
  readonly goingOn: GoingOn;
  /** Another number: there is more to compare. */
  readonly progress: number;
}

function Compare({ of, run, tab, goingOn, progress }: CompareProps) {
  const comparison = useAsk('comparisons.read', { of });
  const actions = useRunActions();
  useAppEvent((event) => {
    if (event.event === 'runs_changed') comparison.refresh();
  });
  useGentleRefresh(progress, comparison.refresh);
  if (comparison.state === 'waiting') return <Waiting what="the comparison" />;
  if (comparison.state === 'failed') {
    return <ErrorNotice error={comparison.error} actions={<Button onClick={comparison.refresh}>Try again</Button>} />;
  }
  const { value } = comparison;
  const resume = run === null || goingOn !== 'no' || !isResumable(run, value) ? null : () => void actions.resume(run);
  return (
    <>
      <ComparisonHead of={of} run={run} goesOn={goingOn !== 'no'} />
      {goingOn === 'here' ? (
        <Notice tone="plain" actions={<Button onClick={() => go({ screen: 'compare' })}>Watch it</Button>}>
          This comparison goes on: the figures are those of what was measured so far.
        </Notice>
      ) : null}
      {goingOn === 'elsewhere' ? (
        <Notice tone="plain">
          This comparison goes on in another program: the figures are those of what was measured so far.
        </Notice>
      ) : null}
      {value.sides.every(({ passes }) => passes === 0) ? (
        <Empty
          title="No pass is done"
          action={
            resume === null ? undefined : (
              <Button look="primary" onClick={resume}>
                Resume
              </Button>
            )
          }
        >
          A pass is one trip through all documents on one side. There is something to compare as soon as each side has one.
        </Empty>
      ) : (
        <Parts of={of} comparison={value} tab={tab} onResume={resume} />
      )}
    </>
  );
}

interface PartsProps {
  readonly of: Compared;
  readonly comparison: Comparison;
  readonly tab: string | null;
  readonly onResume: (() => void) | null;
}

function Parts({ of, comparison, tab, onResume }: PartsProps) {
  const tabs = tabsOf(comparison);
  const shown = tabNamed(tab, tabs);
  return (
    <>
      <VerdictPanel comparison={comparison} onResume={onResume} />
      <Tabs
        name="Parts of the comparison"
        tabs={tabs}
        chosen={shown}
        onChoose={(key) => go({ screen: 'comparison', of, tab: key })}
      >
        <Part of={of} comparison={comparison} tab={shown} />
      </Tabs>
    </>
  );
}

function Part({ of, comparison, tab }: { readonly of: Compared; readonly comparison: Comparison; readonly tab: ComparisonTab }) {
  switch (tab) {
    case 'stages':
      return <StagesTab comparison={comparison} />;
    case 'sides':
      return <SidesTab comparison={comparison} />;
    case 'documents':
      return <DocumentsTab comparison={comparison} />;
    case 'flame':
      return <FlameTab of={of} comparison={comparison} />;
    case 'matrix':
      return <MatrixTab comparison={comparison} />;
    case 'plan':
      return <PlanTab comparison={comparison} planned={'run' in of} />;
  }
}
