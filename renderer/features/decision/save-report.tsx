/** Writes the report of the decision on the screen: of the same runs, by the same inputs and policy. */
import { FileText } from 'lucide-react';
import type { CapacityFacts, ReportFormat } from '../../../pipeline/contract/capacity.ts';
import { ask } from '../../ui/bridge.ts';
import { WriteMenu } from '../../ui/writing.tsx';
import { useCapacityInputs, useDecisionPolicy } from '../capacity/capacity-inputs-store.ts';

const formats: readonly { readonly format: ReportFormat; readonly label: string; readonly hint: string }[] = [
  { format: 'html', label: 'HTML', hint: 'one file with its charts, prints well' },
  { format: 'pdf', label: 'PDF', hint: 'to sign and to send' },
  { format: 'md', label: 'Markdown', hint: 'for a repository or a wiki' },
  { format: 'csv', label: 'CSV', hint: 'a file for each table, into a folder' },
  { format: 'json', label: 'JSON', hint: 'every table and figure, for programs' },
];

export function SaveReport({ facts }: { readonly facts: CapacityFacts }) {
  const inputs = useCapacityInputs(facts);
  const policy = useDecisionPolicy(facts);
  return (
    <WriteMenu
      of="report"
      look="primary"
      label={
        <>
          <FileText size={15} aria-hidden /> Save report
        </>
      }
      items={formats.map(({ format, label, hint }) => ({
        label,
        hint,
        ask: () => ask('report.save', { of: facts.of, inputs, policy, format }),
      }))}
    />
  );
}
