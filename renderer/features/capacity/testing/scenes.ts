/** What the page of the capacity can show, by name: `?scene=ten`. */
import { sampleFacts } from '../../../../pipeline/analysis/capacity/testing/sample-facts.ts';
import type { CapacityFacts } from '../../../../pipeline/contract/capacity.ts';

export const scenes: Readonly<Record<string, () => CapacityFacts>> = {
  usual: () => sampleFacts({}, { warnings: [] }),
  many: () => sampleFacts({ documents: 500, error: 0.01, failed: 0.03, passNoise: 0.02 }, { warnings: [] }),
  ten: () => sampleFacts({ documents: 10, error: 0.18 }),
  /** Near the budget at the usual volumes. */
  dear: () => sampleFacts({ fast: 20, standard: 32, surcharge: 4, failed: 0.4, error: 0.06 }, { warnings: [] }),
  /** Between the first two limits of the published policy, and not firm. */
  adjust: () => sampleFacts({ fast: 0.62, standard: 1.05, surcharge: 0.3, error: 0.12 }, { warnings: [] }),
  go: () => sampleFacts({ fast: 0.3, standard: 0.6, surcharge: 0.2, error: 0.03, documents: 200 }, { warnings: [] }),
  broken: () => {
    const facts = sampleFacts({ fast: 0.3, standard: 0.6 });
    const broken = { name: 'error_rate', holds: false, sentence: '3 of 40 documents failed (limit 1 %)' };
    return { ...facts, invariants: facts.invariants.map((each) => (each.name === 'error_rate' ? broken : each)) };
  },
  'cannot-tell': () => sampleFacts({ standard: null }),
  unknown: () => sampleFacts({ surcharge: null, elasticity: null }, { kept_criteria: null }),
  long: () =>
    sampleFacts(
      {},
      {
        title:
          'A name that somebody wrote with much care and many words, so that everybody who comes later knows what was measured',
      },
    ),
};
