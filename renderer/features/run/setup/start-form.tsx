/** What is begun: how many documents, its name, what is to be expected of it, and the button that starts it. */
import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useIsWorking } from '../../../app/live-run.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { canUseSamples } from '../run-draft.ts';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import { CountField } from './count-field.tsx';
import field from './fields.module.css';
import styles from './start-form.module.css';

interface StartFormProps {
  readonly title: string;
  /** Documents may come again when more are asked for than there are; null: how many is not asked. */
  readonly repeats: boolean | null;
  readonly name: { readonly value: string; readonly placeholder: string; readonly set: (name: string) => void };
  /** What is missing before it can start; null when nothing is. */
  readonly missing: { readonly heading: string; readonly reasons: readonly string[] } | null;
  /** Shown when nothing is missing. */
  readonly expected: ReactNode;
  readonly start: { readonly label: string; readonly sign: LucideIcon; readonly isStarting: boolean; readonly go: () => void };
}

export function StartForm({ title, repeats, name, missing, expected, start }: StartFormProps) {
  const isWorking = useIsWorking();
  const draft = useRunDraft();
  const id = useId();
  const { label, sign: Sign, isStarting, go } = start;
  return (
    <Panel title={title}>
      {repeats === null ? null : <CountField repeats={repeats} />}
      <div className={field.field}>
        <label htmlFor={id} className={field.label}>
          Name
        </label>
        <input
          id={id}
          className={field.input}
          type="text"
          maxLength={200}
          placeholder={name.placeholder}
          value={name.value}
          onChange={({ target }) => name.set(target.value)}
        />
      </div>
      {missing === null ? (
        expected
      ) : (
        <ul className={styles.reasons} aria-label={missing.heading}>
          {missing.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {draft.source.kind === 'none' ? (
        <Button disabled={!canUseSamples(draft, isWorking)} onClick={() => void runDraft.chooseSamples('mixed')}>
          Use sample documents
        </Button>
      ) : null}
      <Button look="primary" className={styles.run ?? ''} disabled={missing !== null || isStarting || isWorking} onClick={go}>
        <Sign size={18} aria-hidden />
        {isStarting ? 'Starting…' : label}
      </Button>
    </Panel>
  );
}
