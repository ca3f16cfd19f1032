/** Writes the run's spans for other viewers. */
import { Download } from 'lucide-react';
import { ask } from '../../ui/bridge.ts';
import { WriteMenu } from '../../ui/writing.tsx';

export function TraceExport({ run }: { readonly run: string }) {
  return (
    <WriteMenu
      of="trace"
      label={
        <>
          <Download size={15} aria-hidden /> Export trace
        </>
      }
      items={[
        {
          label: 'Chrome trace',
          hint: 'for Perfetto and chrome://tracing',
          ask: () => ask('trace.save', { run, format: 'chrome' }),
        },
        { label: 'speedscope', hint: 'for speedscope.app', ask: () => ask('trace.save', { run, format: 'speedscope' }) },
      ]}
    />
  );
}
