/** The run itself: how many documents, its name, how long it will take, and the button that starts it. */
import { Play } from 'lucide-react';
import { readinessOf } from '../run-draft.ts';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import { ExpectedTime } from './expected-time.tsx';
import { StartForm } from './start-form.tsx';

export function RunPanel({ cores }: { readonly cores: number | null }) {
  const draft = useRunDraft();
  const readiness = readinessOf(draft);
  const isReady = readiness.kind === 'ready';
  return (
    <StartForm
      title="This run"
      repeats
      name={{ value: draft.name, placeholder: 'to find it by, such as “two workers”', set: (name) => runDraft.setName(name) }}
      missing={isReady ? null : { heading: 'Before the run can start', reasons: readiness.reasons }}
      expected={isReady ? <ExpectedTime settings={readiness.run.settings} documents={readiness.documents} cores={cores} /> : null}
      start={{ label: 'Run', sign: Play, isStarting: draft.isStarting, go: () => void runDraft.start() }}
    />
  );
}
