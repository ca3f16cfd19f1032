/** Writes the report of the decision on the screen: of the same runs, by the same inputs and policy. */
import { FileText } from 'lucide-react';
import { useState } from 'react';
import type { CapacityFacts, ReportFormat } from '../../../pipeline/contract/capacity.ts';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { ask } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { useSaved } from '../../ui/use-saved.ts';
import { useCapacityInputs, useDecisionPolicy } from '../capacity/capacity-inputs-store.ts';
import styles from './save-report.module.css';

const formats: readonly { readonly format: ReportFormat; readonly label: string; readonly hint: string }[] = [
  { format: 'html', label: 'HTML', hint: 'one file with its charts, prints well' },
  { format: 'pdf', label: 'PDF', hint: 'to sign and to send' },
  { format: 'md', label: 'Markdown', hint: 'for a repository or a wiki' },
  { format: 'csv', label: 'CSV', hint: 'a file for each table, into a folder' },
  { format: 'json', label: 'JSON', hint: 'every table and figure, for programs' },
];

const SECONDS_TO_TRY_AGAIN = 20;

export function SaveReport({ facts }: { readonly facts: CapacityFacts }) {
  const inputs = useCapacityInputs(facts);
  const policy = useDecisionPolicy(facts);
  const [writing, setWriting] = useState<string | null>(null);
  const toast = useToast();
  const saved = useSaved();
  const write = async (format: ReportFormat, label: string): Promise<void> => {
    setWriting(label);
    try {
      const answer = await ask('report.save', { of: facts.of, inputs, policy, format });
      if (answer !== null) saved(answer.file);
    } catch (thrown) {
      const error = BenchError.wrap(thrown);
      if (error.code === 'call.cancelled') return toast({ text: 'The report was cancelled; nothing was written.' });
      toast({
        text: error.message,
        seconds: SECONDS_TO_TRY_AGAIN,
        action: { label: 'Try again', run: () => void write(format, label) },
      });
    } finally {
      setWriting(null);
    }
  };
  if (writing !== null) {
    return (
      <span className={styles.writing}>
        <span role="status">Writing {writing} …</span>
        <Button onClick={() => void ask('report.cancel', {})}>Cancel report</Button>
      </span>
    );
  }
  return (
    <Menu
      look="primary"
      label={
        <>
          <FileText size={15} aria-hidden /> Save report
        </>
      }
      items={formats.map(({ format, label, hint }) => ({ label, hint, run: () => void write(format, label) }))}
    />
  );
}
