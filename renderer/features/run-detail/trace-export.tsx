/** Writes the run's spans for other viewers; it can be stopped. */
import { Download } from 'lucide-react';
import { useState } from 'react';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { TraceFormat } from '../../../pipeline/contract/reader-calls.ts';
import { ask, useAppEvent } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { useSaved } from '../../ui/use-saved.ts';
import { useTellError } from '../../ui/use-tell-error.ts';
import styles from './flame-tab.module.css';

export function TraceExport({ run }: { readonly run: string }) {
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null);
  const [writing, setWriting] = useState(false);
  const toast = useToast();
  const tellError = useTellError();
  const saved = useSaved();
  useAppEvent((event) => {
    if (event.event === 'progress' && event.of === 'trace') setProgress(event);
  });

  const write = async (format: TraceFormat): Promise<void> => {
    setProgress(null);
    setWriting(true);
    try {
      const answer = await ask('trace.save', { run, format });
      if (answer !== null) saved(answer.file);
    } catch (thrown) {
      const error = BenchError.wrap(thrown);
      if (error.code === 'call.cancelled') toast({ text: 'The export was cancelled.' });
      else tellError(error);
    } finally {
      setWriting(false);
    }
  };

  if (writing) {
    return (
      <span className={styles.progress}>
        <progress
          aria-label="Trace written"
          {...(progress === null ? {} : { value: progress.done, max: Math.max(1, progress.total) })}
        />
        <Button onClick={() => void ask('trace.cancel', {})}>Cancel export</Button>
      </span>
    );
  }
  return (
    <Menu
      label={
        <>
          <Download size={15} aria-hidden /> Export trace
        </>
      }
      items={[
        { label: 'Chrome trace', hint: 'for Perfetto and chrome://tracing', run: () => void write('chrome') },
        { label: 'speedscope', hint: 'for speedscope.app', run: () => void write('speedscope') },
      ]}
    />
  );
}
