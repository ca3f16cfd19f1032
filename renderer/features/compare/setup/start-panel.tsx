/** The comparison itself: over how many documents, under which name, what it will find and take, and the button that starts it. */
import { Scale } from 'lucide-react';
import { StartForm } from '../../run/setup/start-form.tsx';
import { useRunDraft } from '../../run/use-run-draft.ts';
import { compareReadiness, proposedName } from '../compare-draft.ts';
import { compareDraft, useCompareDraft } from '../use-compare-draft.ts';
import { Outlook } from './outlook.tsx';

export function StartPanel() {
  const draft = useCompareDraft();
  const readiness = compareReadiness(draft, useRunDraft());
  const isReady = readiness.kind === 'ready';
  return (
    <StartForm
      title="This comparison"
      repeats={false}
      name={{ value: draft.name, placeholder: proposedName(draft), set: (name) => compareDraft.set({ name }) }}
      missing={isReady ? null : { heading: 'Before the comparison can start', reasons: readiness.reasons }}
      expected={isReady ? <Outlook comparison={readiness.comparison} /> : null}
      start={{ label: 'Start comparison', sign: Scale, isStarting: draft.isStarting, go: () => void compareDraft.start() }}
    />
  );
}
