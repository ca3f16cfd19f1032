/**
 * What a projection, a decision and a report are made of, read from the store: measured facts and bootstrap replicates, no
 * result. Everything that a person may turn is reckoned from it later.
 */
import { makeBasis } from '../../analysis/capacity/basis.ts';
import { hashCriteria } from '../../analysis/decision/criteria.ts';
import type { CapacityFacts, CapacityOf } from '../../contract/capacity.ts';
import { type KeptCriteria, keptCriteriaSchema } from '../../contract/criteria.ts';
import type { RunRecord } from '../../contract/run.ts';
import type { Store } from '../../store/store.ts';
import { readDrift } from './read-drift.ts';
import { readInvariants } from './read-invariants.ts';
import { readOptions } from './read-options.ts';
import { readCapacitySamples } from './read-samples.ts';
import { findSubject, type Subject } from './subject.ts';

/** @throws BenchError `run.not_found`, `capacity.*`, `store.*` */
export function readCapacityFacts(store: Store, of: CapacityOf): CapacityFacts {
  const subject = findSubject(store, of);
  const { samples, drift } = readCapacitySamples(store, subject);
  return {
    of: { runs: subject.runs.map(({ id }) => id), side: subject.side },
    title: subject.title,
    runs: subject.runs.map(({ id, name, created_at, state, kind }) => ({ id, name, created_at, state, kind })),
    settings: subject.settings,
    machine: subject.machine,
    basis: makeBasis(samples),
    kept_criteria: sharedCriteria(subject.runs),
    invariants: readInvariants(store, subject),
    drift: readDrift(store, subject, drift),
    options: readOptions(store, subject.settings),
    warnings: warningsOf(subject),
  };
}

/** Null where a run kept none, the runs kept different ones, or what was kept is not what its hash names. */
function sharedCriteria(runs: readonly RunRecord[]): KeptCriteria | null {
  const kept = runs.map(keptBy);
  const [first] = kept;
  return first && kept.every((each) => each?.hash === first.hash) ? first : null;
}

function keptBy({ plan }: RunRecord): KeptCriteria | null {
  const kept = keptCriteriaSchema.safeParse(plan.criteria).data;
  return kept !== undefined && hashCriteria(kept.criteria) === kept.hash ? kept : null;
}

function warningsOf({ runs, environments }: Subject): CapacityFacts['warnings'] {
  const ofRuns = runs.flatMap(({ warnings }) => warnings.map(({ code, message }) => [message, { code, message }] as const));
  const edited = runs.filter((run) => keptCriteriaSchema.safeParse(run.plan.criteria).success && keptBy(run) === null);
  const names = [...new Set(environments.flatMap(({ versions }) => Object.keys(versions)))];
  const differing = names.filter((name) => new Set(environments.map(({ versions }) => versions[name])).size > 1);
  return [
    ...new Map(ofRuns).values(),
    ...(differing.length === 0
      ? []
      : [{ code: 'capacity.versions_differ', message: `The runs ran different versions of ${differing.join(', ')}.` }]),
    ...edited.map(({ id }) => ({
      code: 'capacity.criteria_edited',
      message: `The criteria that run ${id.slice(0, 8)} kept are not those that its hash names, and were left out.`,
    })),
  ];
}
