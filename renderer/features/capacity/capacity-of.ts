/** Which runs a capacity is about: those that were named, or the latest. Pure. */
import type { CapacityOf } from '../../../pipeline/contract/capacity.ts';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import { moment } from '../../ui/format.ts';
import { isComparison, runName } from '../runs/run-figures.ts';

/** A comparison is looked at by one of its sides; by its first, unless the person says otherwise. */
export const capacityOfRun = (run: Pick<RunListItem, 'id' | 'kind'>): CapacityOf => ({
  runs: [run.id],
  side: isComparison(run) ? 'a' : null,
});

/** `runs`: newest first. Null when none was named and none has completed. */
export function resolveCapacityOf(wanted: CapacityOf | null, runs: readonly RunListItem[]): CapacityOf | null {
  if (wanted === null) {
    const latest = runs.find(({ state }) => state === 'completed');
    return latest === undefined ? null : capacityOfRun(latest);
  }
  const [only, ...others] = wanted.runs;
  const run = others.length === 0 && wanted.side === null ? runs.find(({ id }) => id === only) : undefined;
  return run === undefined ? wanted : capacityOfRun(run);
}

export interface RunOption {
  readonly key: string;
  readonly label: string;
}

/** Those that have ended; and what is looked at, where that is none of them. */
export function runOptions(of: CapacityOf, runs: readonly RunListItem[]): readonly RunOption[] {
  const options = runs
    .filter(({ state }) => state !== 'running')
    .map((run) => ({ key: run.id, label: `${runName(run)} · ${moment(run.created_at)}` }));
  const key = of.runs.join(',');
  if (options.some((option) => option.key === key)) return options;
  return [{ key, label: of.runs.length === 1 ? `Run ${key.slice(0, 8)}` : `${of.runs.length} runs together` }, ...options];
}
