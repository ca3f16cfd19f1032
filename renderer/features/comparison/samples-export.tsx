/** Writes every measurement of the comparison for other programs. */
import { Download } from 'lucide-react';
import type { Compared, SamplesFormat } from '../../../pipeline/contract/reader-calls.ts';
import { ask } from '../../ui/bridge.ts';
import { WriteMenu } from '../../ui/writing.tsx';

const formats: readonly { readonly format: SamplesFormat; readonly label: string; readonly hint: string }[] = [
  { format: 'json', label: 'JSON', hint: 'all there is, with a version' },
  { format: 'csv', label: 'CSV', hint: 'a row for each document and pass' },
  { format: 'go', label: 'Go benchmark', hint: 'for benchstat' },
];

export function SamplesExport({ of }: { readonly of: Compared }) {
  return (
    <WriteMenu
      of="measurements"
      label={
        <>
          <Download size={15} aria-hidden /> Export samples
        </>
      }
      items={formats.map(({ format, label, hint }) => ({ label, hint, ask: () => ask('samples.save', { of, format }) }))}
    />
  );
}
