/** The run itself: how many documents, its name, how long it will take, and the button that starts it. */
import { Play } from 'lucide-react';
import { useId } from 'react';
import { useIsWorking } from '../../../app/live-run.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { readinessOf } from '../run-draft.ts';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import { CountField } from './count-field.tsx';
import { ExpectedTime } from './expected-time.tsx';
import field from './fields.module.css';
import styles from './run-panel.module.css';

export function RunPanel({ cores }: { readonly cores: number | null }) {
  const draft = useRunDraft();
  const isWorking = useIsWorking();
  const id = useId();
  const readiness = readinessOf(draft);
  return (
    <Panel title="This run">
      <CountField repeats />
      <div className={field.field}>
        <label htmlFor={id} className={field.label}>
          Name
        </label>
        <input
          id={id}
          className={field.input}
          type="text"
          maxLength={200}
          placeholder="to find it by, such as “two workers”"
          value={draft.name}
          onChange={({ target }) => runDraft.setName(target.value)}
        />
      </div>
      {readiness.kind === 'ready' ? (
        <ExpectedTime settings={readiness.run.settings} documents={readiness.documents} cores={cores} />
      ) : (
        <ul className={styles.reasons} aria-label="Before the run can start">
          {readiness.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <Button
        look="primary"
        className={styles.run ?? ''}
        disabled={readiness.kind !== 'ready' || draft.isStarting || isWorking}
        onClick={() => void runDraft.start()}
      >
        <Play size={18} aria-hidden />
        {draft.isStarting ? 'Starting…' : 'Run'}
      </Button>
    </Panel>
  );
}
