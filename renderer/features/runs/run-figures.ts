/**
 * The few figures of a run that stand in a list: what a document cost, how well it was read, and what a run may still be asked.
 */
import { type RunAccuracy, runAccuracySchema } from '../../../pipeline/contract/accuracy.ts';
import type { RunListItem, RunState, RunSummary } from '../../../pipeline/contract/run.ts';
import { shortId } from '../../ui/format.ts';
import type { Tone } from '../../ui/notice.tsx';
import type { Route } from '../../ui/route.ts';

export interface Cost {
  readonly cpuSeconds: number;
  /** Which documents it is about: only the mix of both paths is what the capacity plan asks for. */
  readonly of: 'weighted' | 'fast' | 'standard';
}

/** The weighted cost, or that of the path that was measured; null before any. */
export function costOf(summary: RunSummary | null): Cost | null {
  if (summary === null) return null;
  for (const path of ['weighted', 'fast', 'standard'] as const) {
    const cpuSeconds = summary.cpu_per_doc[path];
    if (cpuSeconds !== null) return { cpuSeconds, of: path };
  }
  return null;
}

/** Null without truth, and for a form that this version does not know. */
export const accuracyOf = (summary: RunSummary | null): RunAccuracy | null =>
  runAccuracySchema.nullable().safeParse(summary?.accuracy ?? null).data ?? null;

/** A run without a name goes by its id. */
export const runName = ({ name, id }: Pick<RunListItem, 'name' | 'id'>): string => (name === '' ? `Run ${shortId(id)}` : name);

export const isComparison = ({ kind }: Pick<RunListItem, 'kind'>): boolean => kind === 'compare';

/** Null of a comparison: means over its sides together are those of no settings at all. */
export const figuresOf = (run: Pick<RunListItem, 'kind' | 'summary'>): RunSummary | null =>
  isComparison(run) ? null : run.summary;

/** Where a run is looked at first. */
export function screenOf(run: Pick<RunListItem, 'kind' | 'id'>): Route {
  if (isComparison(run)) return { screen: 'comparison', of: { run: run.id }, tab: null };
  if (run.kind === 'load') return { screen: 'load', run: run.id };
  return { screen: 'run-detail', run: run.id, tab: 'summary' };
}

/** As the engine decides: one that was cancelled after its last document has nothing left to measure. */
export const canResume = ({ state, summary }: Pick<RunListItem, 'state' | 'summary'>): boolean =>
  state === 'interrupted' || (state === 'cancelled' && summary?.jobs.unfinished !== 0);

export const stateTones: Readonly<Record<RunState, Exclude<Tone, 'plain'> | 'accent'>> = {
  running: 'accent',
  completed: 'good',
  failed: 'bad',
  cancelled: 'warn',
  interrupted: 'warn',
};

/** `a, b` as typed; doubles and blanks go. */
export const parseTags = (typed: string): string[] => [
  ...new Set(
    typed
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];
