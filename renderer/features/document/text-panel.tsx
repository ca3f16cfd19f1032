/** What was read, beside what the page truly says. */
import { useMemo, useState } from 'react';
import type { JobAccuracy } from '../../../pipeline/contract/accuracy.ts';
import { addedStyle, DifferenceText, missingStyle } from '../../text/difference-text.tsx';
import { diffWords } from '../../text/text-diff.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { copyText } from '../../ui/copy-text.ts';
import field from '../../ui/field.module.css';
import { percent } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { useToast } from '../../ui/toasts.tsx';
import styles from './text-panel.module.css';

type Shown = 'diff' | 'read' | 'truth';

const choices = [
  { key: 'diff', label: 'Differences' },
  { key: 'read', label: 'Read' },
  { key: 'truth', label: 'Truth' },
] as const;

interface TextPanelProps {
  readonly text: string;
  /** Null: nobody wrote down what the page says. */
  readonly truth: string | null;
  readonly accuracy: JobAccuracy | null;
}

export function TextPanel({ text, truth, accuracy }: TextPanelProps) {
  const [shown, setShown] = useState<Shown>(truth === null ? 'read' : 'diff');
  const toast = useToast();
  const rates = accuracy?.text ?? null;
  const hint =
    rates === null
      ? 'Without truth: put name.txt beside the document to compare.'
      : `CER ${percent(rates.cer)} (without spaces ${percent(rates.cer_without_spaces)}; left out ${percent(rates.omitted)}, misread ${percent(rates.misread)}), WER ${percent(rates.wer)}.`;
  return (
    <Panel
      title="Text"
      hint={hint}
      actions={
        <Button
          look="quiet"
          onClick={() =>
            toast({
              text: copyText(shown === 'truth' ? (truth ?? '') : text) ? 'Text copied.' : 'The clipboard cannot be written.',
            })
          }
        >
          Copy text
        </Button>
      }
    >
      {truth === null ? null : (
        <div className={field.bar}>
          <Choice name="Text shown" options={choices} chosen={shown} onChoose={setShown} />
          {shown === 'diff' ? (
            <span className={styles.legend}>
              <del className={missingStyle}>missing</del> in what was read, <ins className={addedStyle}>added</ins> by it
            </span>
          ) : null}
        </div>
      )}
      <pre className={styles.text}>
        {shown === 'diff' && truth !== null ? (
          <Differences text={text} truth={truth} />
        ) : (
          (shown === 'truth' ? truth : text) || '(no text)'
        )}
      </pre>
    </Panel>
  );
}

function Differences({ text, truth }: { readonly text: string; readonly truth: string }) {
  const parts = useMemo(() => diffWords(text, truth), [text, truth]);
  return <DifferenceText parts={parts} />;
}
