/** How a run ended, in words and figures. Pure. */
import { runAccuracySchema } from '../../../../pipeline/contract/accuracy.ts';
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import type { RunState, RunSummary } from '../../../../pipeline/contract/run.ts';
import type { Figure } from '../../../ui/figures.tsx';
import { count, duration, percent, plural, ratio, seconds, shortId } from '../../../ui/format.ts';
import type { Tone } from '../../../ui/notice.tsx';

const nouns: Readonly<Record<LiveRun['kind'], string>> = { run: 'Run', compare: 'Comparison', load: 'Load test' };

export const titleOf = (name: string, run: string | null, kind: LiveRun['kind'] = 'run'): string =>
  name !== '' ? name : run === null ? nouns[kind] : `${nouns[kind]} ${shortId(run)}`;

const resumable: readonly RunState[] = ['cancelled', 'interrupted'];

/** Also when the engine was lost: then there is no outcome, and what is finished is safe. */
export const canBeResumed = ({ run_id, outcome, error }: LiveRun): boolean =>
  run_id !== null && (outcome === null ? error !== null : resumable.includes(outcome.state));

export function endSentence(live: LiveRun): { readonly tone: Tone; readonly text: string } {
  const { total, finished_before, succeeded, failed } = live.jobs;
  const measured = live.outcome?.summary.jobs.succeeded ?? finished_before + succeeded;
  const lost = live.outcome?.summary.jobs.failed ?? failed;
  const done = `${plural(measured, 'document')} measured, ${count(lost)} failed`;
  const left = total - measured - lost;
  const rest = left > 0 ? `; ${count(left)} not yet done` : '';
  const time = `after ${duration(live.elapsed_seconds)}`;
  switch (live.outcome?.state) {
    case 'completed':
      return { tone: lost === 0 ? 'good' : 'warn', text: `Completed ${time}: ${done}.` };
    case 'cancelled':
      return { tone: 'plain', text: `Cancelled ${time}: ${done}${rest}. Resume does the rest and measures nothing twice.` };
    case 'interrupted':
    case 'running':
    case undefined:
      return { tone: 'warn', text: `Interrupted ${time}: ${done}${rest}. Resume does the rest and measures nothing twice.` };
    case 'failed':
      return { tone: 'bad', text: `Failed ${time}: ${done}.` };
  }
}

export function resultFigures(live: LiveRun): Figure[] {
  const summary = live.outcome?.summary ?? null;
  if (summary === null) {
    const ended = live.jobs.succeeded + live.jobs.failed;
    return [
      { name: 'CPU per document', value: ended === 0 ? '–' : `${seconds(live.cpu_seconds / ended)} s` },
      { name: 'Wall per document', value: ended === 0 ? '–' : `${seconds(live.wall_seconds / ended)} s` },
    ];
  }
  const { cold, warm } = summary.temperatures;
  return [
    ...pathFigures(summary),
    { name: 'Wall per document', value: inSeconds(summary.wall_per_doc) },
    { name: 'Cold', value: inSeconds(cold.cpu_seconds), hint: `CPU of ${plural(cold.jobs, 'document')}, with the model load` },
    { name: 'Warm', value: inSeconds(warm.cpu_seconds), hint: `CPU of ${plural(warm.jobs, 'document')}` },
    { name: 'No stage', value: percent(summary.unattributed_ratio, 2), hint: 'of all CPU' },
    ...accuracyFigures(summary),
  ];
}

const inSeconds = (value: number | null): string => (value === null ? '–' : `${seconds(value)} s`);

function pathFigures({ cpu_per_doc: { fast, standard, weighted } }: RunSummary): Figure[] {
  const name = 'CPU per document';
  if (weighted !== null) {
    const hint = `weighted 70/30: fast ${seconds(fast)}, standard ${seconds(standard)}`;
    return [{ name, value: inSeconds(weighted), hint }];
  }
  if (fast === null && standard === null) return [{ name, value: '–' }];
  return [{ name, value: inSeconds(fast ?? standard), hint: `all on the ${fast === null ? 'standard' : 'fast'} path` }];
}

function accuracyFigures({ accuracy }: RunSummary): Figure[] {
  const parsed = runAccuracySchema.safeParse(accuracy);
  if (!parsed.success) return [];
  const { cer, field_f1, documents } = parsed.data;
  return [
    { name: 'CER', value: percent(cer), hint: `${plural(documents, 'document')} with truth` },
    ...(field_f1 === null ? [] : [{ name: 'Field F1', value: ratio(field_f1) }]),
  ];
}
