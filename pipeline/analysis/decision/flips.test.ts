import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CapacityInputs, defaultCapacityInputs } from '../../contract/criteria.ts';
import { projectCapacity } from '../capacity/project.ts';
import { sampleFacts } from '../capacity/testing/sample-facts.ts';
import { makeCriteria } from './criteria.ts';
import { decide } from './decide.ts';

const inputs = (changes: Partial<CapacityInputs> = {}): CapacityInputs => ({
  ...defaultCapacityInputs,
  cold_share: 0,
  ...changes,
});
const policies = ['published', 'derived'] as const;

test('the value of a flip lands on the limit between the band there is and the one it names', () => {
  const wishes = fc.record({
    fast: fc.double({ min: 0.3, max: 1.5, noNaN: true }),
    standard: fc.double({ min: 0.3, max: 2.5, noNaN: true }),
    failed: fc.constantFrom(0, 0.05),
  });
  const turned = fc.record({
    cold_share: fc.constantFrom(0, 0.1),
    node_factor: fc.constantFrom(0.7, 1, 8),
    size_factor: fc.constantFrom(0.5, 1, 3),
  });
  let flips = 0;
  fc.assert(
    fc.property(wishes, turned, (wished, changes) => {
      const facts = sampleFacts(wished);
      const decision = decide(facts, makeCriteria(inputs(changes)));
      for (const policy of policies)
        for (const { input, value, to } of decision[policy].flips) {
          flips += 1;
          const { bands, band } = decision[policy];
          const capacity = projectCapacity(facts.basis, inputs({ ...changes, [input]: value }));
          const cost = 'cannot_tell' in capacity ? Number.NaN : capacity.cpu_per_doc.estimate;
          const limit = bands.find((each) => each.up_to !== null && Math.abs(each.up_to - cost) < 1e-9);
          const at = limit === undefined ? -1 : bands.indexOf(limit);
          expect([bands[at]?.band, bands[at + 1]?.band].toSorted()).toEqual([band, to].toSorted());
        }
    }),
    { numRuns: 40 },
  );
  expect(flips).toBeGreaterThan(50);
});
