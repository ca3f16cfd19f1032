/** One run: what it cost and why, in four tabs. */
import { useState } from 'react';
import type { RunDetail } from '../../../pipeline/contract/reader-calls.ts';
import { useLiveRun } from '../../app/live-run.tsx';
import { useAppEvent, useAsk } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { go, hrefOf, type RunTab, routeOfKind } from '../../ui/route.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { isComparison, screenOf } from '../runs/run-figures.ts';
import { DocumentsTab } from './documents-tab.tsx';
import { FlameTab } from './flame-tab.tsx';
import { RunHead } from './run-head.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { SummaryTab } from './summary-tab.tsx';
import { useGentleRefresh, usePoll } from './use-gentle-refresh.ts';

const tabs = [
  { key: 'summary', label: 'Summary' },
  { key: 'documents', label: 'Documents' },
  { key: 'flame', label: 'Flame chart' },
  { key: 'settings', label: 'Settings' },
] as const satisfies readonly { key: RunTab; label: string }[];

export function RunDetailScreen({ run, tab }: { readonly run: string; readonly tab: RunTab }) {
  const detail = useAsk('runs.read', { run });
  const live = useLiveRun();
  const goesOn = live !== null && live.run_id === run && live.phase !== 'ended';
  // The flame chart reads again what it shows when this changes.
  const [edition, setEdition] = useState(0);
  const refresh = (): void => {
    detail.refresh();
    setEdition((last) => last + 1);
  };
  useAppEvent((event) => {
    if (event.event === 'runs_changed') refresh();
  });
  // The command line may be working on it, and tells nothing.
  usePoll(detail.state === 'here' && detail.value.run.state === 'running' && !goesOn, refresh);
  useGentleRefresh(goesOn ? live.jobs.succeeded + live.jobs.failed : 0, refresh);

  if (detail.state === 'waiting') return <Waiting what="the run" />;
  if (detail.state === 'failed')
    return <ErrorNotice error={detail.error} actions={<Button onClick={detail.refresh}>Try again</Button>} />;
  return (
    <>
      <RunHead detail={detail.value} goesOn={goesOn} totals={tab !== 'flame' && !isComparison(detail.value.run)} />
      {goesOn ? (
        <Notice tone="plain" actions={<Button onClick={() => go(routeOfKind(live.kind))}>Watch it</Button>}>
          This run goes on: the figures are those of the documents that have ended so far.
        </Notice>
      ) : null}
      {isComparison(detail.value.run) ? (
        <Notice tone="plain" actions={<LinkButton href={hrefOf(screenOf(detail.value.run))}>Open the comparison</LinkButton>}>
          All documents of a comparison, its sides together: means over them are those of no settings at all.
        </Notice>
      ) : null}
      {detail.value.run.kind === 'load' ? (
        <Notice tone="plain" actions={<LinkButton href={hrefOf(screenOf(detail.value.run))}>Open the load test</LinkButton>}>
          The documents of a load test, which its workers read side by side.
        </Notice>
      ) : null}
      <Tabs name="Parts of the run" tabs={tabs} chosen={tab} onChoose={(key) => go({ screen: 'run-detail', run, tab: key })}>
        <Panel tab={tab} detail={detail.value} edition={edition} />
      </Tabs>
    </>
  );
}

interface PanelProps {
  readonly tab: RunTab;
  readonly detail: RunDetail;
  readonly edition: number;
}

function Panel({ tab, detail, edition }: PanelProps) {
  switch (tab) {
    case 'summary':
      return <SummaryTab detail={detail} />;
    case 'documents':
      return <DocumentsTab detail={detail} />;
    case 'flame':
      return <FlameTab run={detail.run.id} edition={edition} spans={detail.spans} />;
    case 'settings':
      return <SettingsTab run={detail.run} />;
  }
}
