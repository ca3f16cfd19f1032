import { expect, test, vi } from 'vitest';
import { sampleFacts } from '../../../pipeline/analysis/capacity/testing/sample-facts.ts';
import { keepCriteria, makeCriteria } from '../../../pipeline/analysis/decision/criteria.ts';
import { defaultCapacityInputs } from '../../../pipeline/contract/criteria.ts';
import { CapacityInputsStore, canBeAsInRun, inputsOfRun, inputsWith } from './capacity-inputs-store.ts';

test('before anything is turned, the inputs are those that were kept with the run, or the defaults', () => {
  const kept = keepCriteria(makeCriteria({ ...defaultCapacityInputs, budget_hours: 90 }));
  expect(inputsOfRun(sampleFacts({}, { kept_criteria: kept })).budget_hours).toBe(90);
  expect(inputsOfRun(sampleFacts({}, { kept_criteria: null }))).toEqual(defaultCapacityInputs);
});

test('what was turned stays when another run with other criteria is looked at', () => {
  const store = new CapacityInputsStore();
  store.set({ fast_share: 0.5 });
  const other = { ...defaultCapacityInputs, budget_hours: 90 };
  expect(inputsWith(other, store.get())).toEqual({ ...other, fast_share: 0.5 });
});

test('one input is taken back, or all', () => {
  const store = new CapacityInputsStore();
  store.set({ fast_share: 0.5 });
  store.set({ node_factor: 2 });
  store.reset('fast_share');
  expect(store.get()).toEqual({ node_factor: 2 });
  store.reset();
  expect(store.get()).toEqual({});
});

test('volumes are projected ascending and once each, however they were slid', () => {
  expect(inputsWith(defaultCapacityInputs, { volumes: [2000, 1000, 1000] }).volumes).toEqual([1000, 2000]);
});

test('whoever listens hears of each change, until it stops', () => {
  const store = new CapacityInputsStore();
  const heard = vi.fn();
  const stop = store.subscribe(heard);
  store.set({ budget_hours: 10 });
  stop();
  store.reset();
  expect(heard).toHaveBeenCalledTimes(1);
});

test('the policy that the verdict follows outlives a reset of the inputs, and all goes back to the run at once', () => {
  const store = new CapacityInputsStore();
  store.set({ fast_share: 0.5 });
  store.setPolicy('derived');
  store.reset();
  expect([store.get(), store.getPolicy()]).toEqual([{}, 'derived']);
  store.set({ fast_share: 0.5 });
  store.restore();
  expect([store.get(), store.getPolicy()]).toEqual([{}, null]);
});

test('cold starts go back to those of the run also where the criteria fixed a number, to which a reset goes back', () => {
  const store = new CapacityInputsStore();
  const fixed = { ...defaultCapacityInputs, cold_share: 0.1 };
  const now = () => inputsWith(fixed, store.get());
  expect(canBeAsInRun(fixed, now())).toBe(true);
  store.set({ cold_share: null });
  expect([now().cold_share, canBeAsInRun(fixed, now())]).toEqual([null, false]);
  store.reset('cold_share');
  expect(now().cold_share).toBe(0.1);
  // Without a fixed number a reset is enough.
  expect(canBeAsInRun(defaultCapacityInputs, { ...defaultCapacityInputs, cold_share: 0.2 })).toBe(false);
});

test('what was reset comes back as it was turned, beside what was turned since', () => {
  const store = new CapacityInputsStore();
  store.set({ fast_share: 0.5, volumes: [100, 300] });
  const undoVolumes = store.reset('volumes');
  undoVolumes();
  expect(store.get()).toEqual({ fast_share: 0.5, volumes: [100, 300] });
  const undoAll = store.reset();
  store.set({ fast_share: 0.9 });
  undoAll();
  expect(store.get()).toEqual({ fast_share: 0.9, volumes: [100, 300] });
});
