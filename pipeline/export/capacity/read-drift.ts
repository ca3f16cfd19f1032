/** Drift against the pinned run, which is the one baseline there is. */
import { type DriftSample, measureDrift } from '../../analysis/drift/measure-drift.ts';
import type { Drift } from '../../contract/capacity.ts';
import type { Store } from '../../store/store.ts';
import { comparePlanOf } from '../comparison/read-samples.ts';
import { readDriftSample } from './read-samples.ts';
import { nameOf, type Subject } from './subject.ts';

export function readDrift(store: Store, subject: Pick<Subject, 'runs'>, here: DriftSample): Drift {
  const pinned = store.pinnedRun();
  if (pinned === null) return { reference: null, checks: measureDrift(here, null) };
  if (subject.runs.some(({ id }) => id === pinned)) {
    const why = 'this is the baseline itself, so there is no drift to see';
    return { reference: null, checks: measureDrift(here, null, why) };
  }
  const run = store.readRun(pinned);
  // The sides of a comparison read the same documents; the first is what the others are held against.
  const side = comparePlanOf(run)?.sides[0]?.name ?? null;
  return {
    reference: { run: pinned, name: nameOf(run), created_at: run.created_at },
    checks: measureDrift(here, readDriftSample(store, { runs: [run], side })),
  };
}
