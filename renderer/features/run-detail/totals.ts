/** The totals of a run, as the head of its screen shows them. */
import type { RunSummary } from '../../../pipeline/contract/run.ts';
import type { Figure } from '../../ui/figures.tsx';
import { count, ledgerSeconds, percent, ratio } from '../../ui/format.ts';
import { accuracyOf } from '../runs/run-figures.ts';

const secondsOrDash = (value: number | null): string => (value === null ? '–' : ledgerSeconds(value));

export function totalsOf(summary: RunSummary): Figure[] {
  const { jobs, cpu_per_doc, wall_per_doc, unattributed_ratio, failed_work } = summary;
  const accuracy = accuracyOf(summary);
  const bothPaths = cpu_per_doc.weighted !== null;
  return [
    {
      name: 'Documents',
      value: count(jobs.succeeded),
      hint: jobs.unfinished > 0 ? `${count(jobs.unfinished)} not yet done` : 'measured',
    },
    {
      name: 'Failed',
      value: count(jobs.failed),
      ...(jobs.failed > 0
        ? { tone: 'bad' as const, hint: `burnt ${ledgerSeconds(failed_work.cpu_seconds)} CPU s` }
        : { hint: 'none' }),
    },
    {
      name: 'CPU 70/30',
      value: secondsOrDash(cpu_per_doc.weighted),
      hint: bothPaths ? 's/document' : 'needs both paths',
    },
    { name: 'CPU fast', value: secondsOrDash(cpu_per_doc.fast), hint: 's/document' },
    { name: 'CPU standard', value: secondsOrDash(cpu_per_doc.standard), hint: 's/document' },
    { name: 'Wall', value: secondsOrDash(wall_per_doc), hint: 's/document' },
    {
      name: 'CER',
      value: percent(accuracy?.cer),
      hint: accuracy === null ? 'no truth' : `${count(accuracy.documents)} with truth`,
    },
    { name: 'Field F1', value: ratio(accuracy?.field_f1), hint: `WER ${percent(accuracy?.wer)}` },
    { name: 'No stage', value: percent(unattributed_ratio, 2), hint: 'of all CPU' },
  ];
}
