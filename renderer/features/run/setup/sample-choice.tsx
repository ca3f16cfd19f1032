/** Generated documents, for who has none at hand and for numbers that can be compared: the same seed draws the same bytes. */
import { useIsWorking } from '../../../app/live-run.tsx';
import { Button } from '../../../ui/button.tsx';
import { canUseSamples, type SampleKind } from '../run-draft.ts';
import { runDraft, useRunDraft } from '../use-run-draft.ts';
import styles from './sample-choice.module.css';

const kinds: readonly { kind: SampleKind; label: string; says: string }[] = [
  { kind: 'mixed', label: 'Mixed 70/30', says: 'Fast and standard path as in production.' },
  { kind: 'fast', label: 'Fast path', says: 'Clean scans, which skip enhancement.' },
  { kind: 'standard', label: 'Standard path', says: 'Photographed or badly scanned.' },
];

export function SampleChoice() {
  const draft = useRunDraft();
  const { source, isStarting } = draft;
  const isUsable = canUseSamples(draft, useIsWorking());
  const chosen = source.kind === 'samples' ? source.selection : null;
  return (
    <fieldset className={styles.samples}>
      <legend className={styles.title}>Sample documents</legend>
      {kinds.map(({ kind, label, says }) => (
        <Button
          key={kind}
          className={`${styles.kind} ${chosen === kind ? styles.chosen : ''}`}
          aria-pressed={chosen === kind}
          disabled={isStarting || !isUsable}
          title={says}
          onClick={() => void runDraft.chooseSamples(kind)}
        >
          {label}
        </Button>
      ))}
      <span className={styles.says}>
        {isUsable
          ? (kinds.find(({ kind }) => kind === chosen)?.says ??
            'Generated, with their truth: invoices, receipts, statements, forms.')
          : 'When nothing is measured: drawing them takes a minute of CPU.'}
      </span>
    </fieldset>
  );
}
