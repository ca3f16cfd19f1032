/** Held against simulated truth: the interval of the weighted mean covers it as often as it says. */
import { describe, expect, test } from 'vitest';
import { defaultCapacityInputs } from '../../contract/criteria.ts';
import { makeBasis } from './basis.ts';
import { projectCapacity } from './project.ts';
import { normalDraw } from './resample.ts';
import type { CapacityJob, CapacitySamples } from './samples.ts';

type Costs = (normal: () => number) => number;

/** Each of mean 1. */
const populations: Readonly<Record<string, Costs>> = {
  normal: (normal) => 1 + 0.25 * normal(),
  lognormal: (normal) => Math.exp(0.5 * normal() - 0.125),
  bimodal: (normal) => (normal() > 0 ? 1.5 : 0.5) + 0.05 * normal(),
};

interface Trial {
  readonly fast: number;
  readonly standard: number;
  readonly passes: number;
}

const PASS_NOISE = 0.05;
const TRUTH = 0.7 * 1 + 0.3 * 2;

function simulate(costs: Costs, { fast, standard, passes }: Trial, seed: number): CapacitySamples {
  const normal = normalDraw(seed, 'truth');
  const documents = Array.from({ length: fast + standard }, (_, index) => ({
    path: index < fast ? ('fast' as const) : ('standard' as const),
    cost: Math.max(0.01, costs(normal)) * (index < fast ? 1 : 2),
  }));
  const jobs = Array.from({ length: passes }, (_, pass) => {
    const effect = passes === 1 ? 1 : Math.exp(PASS_NOISE * normal());
    return documents.map(
      ({ path, cost }, document): CapacityJob => ({
        document,
        pass,
        state: 'succeeded',
        temperature: 'warm',
        path,
        cpu_seconds: cost * effect * Math.exp(0.02 * normal()),
        bytes: 1e6,
        quality: null,
      }),
    );
  }).flat();
  return { jobs, passes, seed, stages: {}, startup_cpu_seconds: null, unattributed_cpu_seconds: null, machine_noise: null };
}

const TRIALS = 600;
const REPLICATES = 300;

function coverage(costs: Costs, trial: Trial): number {
  let covered = 0;
  for (let seed = 0; seed < TRIALS; seed += 1) {
    const capacity = projectCapacity(makeBasis(simulate(costs, trial, seed), REPLICATES), defaultCapacityInputs);
    if ('cannot_tell' in capacity) continue;
    const { low, high } = capacity.cpu_per_doc;
    if (low !== null && high !== null && low <= TRUTH && TRUTH <= high) covered += 1;
  }
  return covered / TRIALS;
}

describe('a 95 % interval covers at least 93 % of simulated truth', () => {
  const trials: readonly Trial[] = [
    { fast: 7, standard: 3, passes: 1 },
    { fast: 5, standard: 5, passes: 1 },
    { fast: 28, standard: 12, passes: 1 },
    { fast: 7, standard: 3, passes: 4 },
  ];
  for (const [name, costs] of Object.entries(populations))
    for (const trial of trials)
      test(`${name}, ${trial.fast} fast and ${trial.standard} standard documents, ${trial.passes} passes`, () => {
        expect(coverage(costs, trial)).toBeGreaterThanOrEqual(0.93);
      });
});
