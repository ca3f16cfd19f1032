/** Writes every measurement of the comparison for other programs. */
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Compared, SamplesFormat } from '../../../pipeline/contract/reader-calls.ts';
import { ask } from '../../ui/bridge.ts';
import { Menu } from '../../ui/menu.tsx';
import { useSaved } from '../../ui/use-saved.ts';
import { useTellError } from '../../ui/use-tell-error.ts';

const formats: readonly { readonly format: SamplesFormat; readonly label: string; readonly hint: string }[] = [
  { format: 'json', label: 'JSON', hint: 'all there is, with a version' },
  { format: 'csv', label: 'CSV', hint: 'a row for each document and pass' },
  { format: 'go', label: 'Go benchmark', hint: 'for benchstat' },
];

export function SamplesExport({ of }: { readonly of: Compared }) {
  const [writing, setWriting] = useState(false);
  const tellError = useTellError();
  const saved = useSaved();
  const write = async (format: SamplesFormat): Promise<void> => {
    setWriting(true);
    try {
      const answer = await ask('samples.save', { of, format });
      if (answer !== null) saved(answer.file);
    } catch (thrown) {
      tellError(thrown);
    } finally {
      setWriting(false);
    }
  };
  return (
    <Menu
      disabled={writing}
      label={
        <>
          <Download size={15} aria-hidden /> {writing ? 'Writing …' : 'Export samples'}
        </>
      }
      items={formats.map(({ format, label, hint }) => ({ label, hint, run: () => void write(format) }))}
    />
  );
}
