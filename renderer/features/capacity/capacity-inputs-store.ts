/**
 * What the person turned, for the screens Capacity and Decision together: it stays when one goes from one to the other, and when
 * another run is looked at.
 *
 * Holds: only what was turned is kept. Everything else is as the run's own criteria say, or as by default.
 */
import { useMemo, useSyncExternalStore } from 'react';
import type { CapacityFacts } from '../../../pipeline/contract/capacity.ts';
import { type CapacityInputs, defaultCapacityInputs, type PolicyName } from '../../../pipeline/contract/criteria.ts';

export type CapacityChanges = Readonly<Partial<CapacityInputs>>;

export class CapacityInputsStore {
  #changes: CapacityChanges = {};
  #policy: PolicyName | null = null;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): CapacityChanges => this.#changes;

  /** Values that were checked (`takeTyped`). */
  set(change: CapacityChanges): void {
    this.#become({ ...this.#changes, ...change });
  }

  /**
   * One of them, or all.
   * @returns what brings them back; what was turned since stays
   */
  reset(key?: keyof CapacityInputs): () => void {
    const before = this.#changes;
    if (key === undefined) {
      this.#become({});
      return () => this.#become({ ...before, ...this.#changes });
    }
    const { [key]: gone, ...rest } = before;
    this.#become(rest);
    return () => {
      const now = this.#changes;
      if (gone !== undefined && now[key] === undefined) this.#become({ ...now, [key]: gone });
    };
  }

  /** Null: as the run's criteria say. */
  readonly getPolicy = (): PolicyName | null => this.#policy;

  setPolicy(policy: PolicyName): void {
    this.#policy = policy;
    this.#become(this.#changes);
  }

  /** Everything is as the run's criteria say. */
  restore(): void {
    this.#policy = null;
    this.#become({});
  }

  #become(changes: CapacityChanges): void {
    this.#changes = changes;
    for (const listener of this.#listeners) listener();
  }
}

export const capacityInputs = new CapacityInputsStore();

/** What holds before anything is turned: the criteria that were fixed before the run. */
export const inputsOfRun = ({ kept_criteria: kept }: Pick<CapacityFacts, 'kept_criteria'>): CapacityInputs =>
  kept?.criteria.inputs ?? defaultCapacityInputs;

/** Whether the cold starts are a number, and so are those that a reset goes back to: then nothing else leads to the run's own. */
export const canBeAsInRun = (start: CapacityInputs, inputs: CapacityInputs): boolean =>
  start.cold_share !== null && inputs.cold_share !== null;

/** As a projection takes them. In the store volumes stay in the order in which they stand on the screen, while they are slid. */
export function inputsWith(start: CapacityInputs, changes: CapacityChanges): CapacityInputs {
  const inputs = { ...start, ...changes };
  return { ...inputs, volumes: [...new Set(inputs.volumes)].sort((one, other) => one - other) };
}

export const useCapacityChanges = (): CapacityChanges => useSyncExternalStore(capacityInputs.subscribe, capacityInputs.get);

/** Which policy the verdict follows. */
export function useDecisionPolicy({ kept_criteria: kept }: Pick<CapacityFacts, 'kept_criteria'>): PolicyName {
  const chosen = useSyncExternalStore(capacityInputs.subscribe, capacityInputs.getPolicy);
  return chosen ?? kept?.criteria.policy ?? 'published';
}

/** What is in force. */
export function useCapacityInputs(facts: Pick<CapacityFacts, 'kept_criteria'>): CapacityInputs {
  const changes = useCapacityChanges();
  const start = inputsOfRun(facts);
  return useMemo(() => inputsWith(start, changes), [start, changes]);
}
