/** The comparison itself: over how many documents, under which name, what it will find and take, and the button that starts it. */
import { Scale } from 'lucide-react';
import { useId } from 'react';
import { useIsWorking } from '../../../app/live-run.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { CountField } from '../../run/setup/count-field.tsx';
import field from '../../run/setup/fields.module.css';
import styles from '../../run/setup/run-panel.module.css';
import { useRunDraft } from '../../run/use-run-draft.ts';
import { compareReadiness, proposedName } from '../compare-draft.ts';
import { compareDraft, useCompareDraft } from '../use-compare-draft.ts';
import { Outlook } from './outlook.tsx';

export function StartPanel() {
  const draft = useCompareDraft();
  const documents = useRunDraft();
  const isWorking = useIsWorking();
  const id = useId();
  const readiness = compareReadiness(draft, documents);
  return (
    <Panel title="This comparison">
      <CountField repeats={false} />
      <div className={field.field}>
        <label htmlFor={id} className={field.label}>
          Name
        </label>
        <input
          id={id}
          className={field.input}
          type="text"
          maxLength={200}
          placeholder={proposedName(draft)}
          value={draft.name}
          onChange={({ target }) => compareDraft.set({ name: target.value })}
        />
      </div>
      {readiness.kind === 'ready' ? (
        <Outlook comparison={readiness.comparison} />
      ) : (
        <ul className={styles.reasons} aria-label="Before the comparison can start">
          {readiness.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <Button
        look="primary"
        className={styles.run ?? ''}
        disabled={readiness.kind !== 'ready' || draft.isStarting || isWorking}
        onClick={() => void compareDraft.start()}
      >
        <Scale size={18} aria-hidden />
        {draft.isStarting ? 'Starting…' : 'Start comparison'}
      </Button>
    </Panel>
  );
}
