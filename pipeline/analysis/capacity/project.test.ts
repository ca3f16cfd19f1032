import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CapacityInputs, defaultCapacityInputs } from '../../contract/criteria.ts';
import type { Capacity } from './capacity.ts';
import { hoursPerMonth, projectCapacity, within } from './project.ts';
import { type SampleWishes, sampleBasis } from './testing/sample-facts.ts';

const projected = (wishes: SampleWishes = {}, inputs: Partial<CapacityInputs> = {}): Capacity => {
  const capacity = projectCapacity(sampleBasis(wishes), { ...defaultCapacityInputs, cold_share: 0, ...inputs });
  if ('cannot_tell' in capacity) throw new Error(capacity.cannot_tell);
  return capacity;
};

describe('§ 4.1', () => {
  test('its own example: 1.2 and 2.4 s at 70/30 are 1.56 s a document', () => {
    expect(projected().cpu_per_doc.estimate).toBeCloseTo(1.56, 12);
  });

  test('0.72 s at 1,000 a day are 6 CPU-hours a month, 24 s are 200, 32.4 s are 270', () => {
    expect(hoursPerMonth(0.72, 1000)).toBeCloseTo(6, 12);
    expect(hoursPerMonth(24, 1000)).toBeCloseTo(200, 12);
    expect(hoursPerMonth(32.4, 1000)).toBeCloseTo(270, 12);
    expect(within(200, 1000)).toBeCloseTo(24, 12);
  });

  test('cold starts count by their share, failed work for each document, the node for all of it', () => {
    const { breakdown, cpu_per_doc } = projected({ surcharge: 0.8, failed: 0.04 }, { cold_share: 0.1, node_factor: 2 });
    expect(breakdown).toMatchObject({ cold: expect.closeTo(0.08, 12), failed: 0.04, total: expect.closeTo(1.68, 12) });
    expect(cpu_per_doc.estimate).toBeCloseTo(3.36, 12);
  });

  test('documents of twice the size take what the measured elasticity says', () => {
    expect(projected({ elasticity: 0.5 }, { size_factor: 2 }).cpu_per_doc.estimate).toBeCloseTo(1.56 * Math.SQRT2, 12);
    expect(projected({ elasticity: null }, { size_factor: 2 }).cpu_per_doc.estimate).toBeCloseTo(1.56, 12);
  });
});

describe('a projection', () => {
  test('never breaks even higher when a document costs more', () => {
    const cost = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(cost, cost, cost, (fast, standard, more) => {
        const [less, rest] = [projected({ fast, standard }), projected({ fast: fast + more, standard })];
        expect(rest.max_docs_per_day.estimate).toBeLessThanOrEqual(less.max_docs_per_day.estimate);
        expect(less.max_docs_per_day.low).toBeLessThanOrEqual(less.max_docs_per_day.estimate);
        expect(less.max_docs_per_day.high).toBeGreaterThanOrEqual(less.max_docs_per_day.estimate);
      }),
      { numRuns: 20 },
    );
  });

  test('is the less likely within the budget the more documents there are', () => {
    const { curve, max_docs_per_day } = projected({}, { volumes: [15_000, 16_000] });
    const probabilities = curve.map(({ probability_within }) => probability_within);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
    expect([probabilities[0], probabilities.at(-1)]).toEqual([1, 0]);
    const middle = curve.find(({ docs_per_day }) => docs_per_day >= max_docs_per_day.estimate);
    expect(Math.abs((middle?.probability_within ?? 0) - 0.5)).toBeLessThan(0.2);
  });

  test('is firm only where the whole interval is on one side of the budget', () => {
    const { estimate } = projected().max_docs_per_day;
    const rows = projected(
      {},
      { volumes: [Math.floor(estimate / 2), Math.floor(estimate), Math.floor(estimate * 2)] },
    ).projection;
    expect(rows.map(({ status, firm }) => [status, firm])).toEqual([
      ['within', true],
      ['within', false],
      ['over', true],
    ]);
  });

  test('cannot tell without a path that the mix needs, and can where the mix does not', () => {
    const basis = sampleBasis({ standard: null });
    expect(projectCapacity(basis, defaultCapacityInputs)).toEqual({
      cannot_tell: expect.stringContaining('No document took the standard path, and 30 % of the mix do'),
    });
    expect(projectCapacity(basis, { ...defaultCapacityInputs, fast_share: 1 })).toHaveProperty('cpu_per_doc');
  });

  test('has no interval where a figure that counts has no spread', () => {
    const basis = sampleBasis({ failed: 0.04 });
    const single = { ...basis, replicates: { ...basis.replicates, failed: new Float64Array() } };
    expect(projectCapacity(basis, defaultCapacityInputs)).toMatchObject({ cpu_per_doc: { low: expect.any(Number) } });
    expect(projectCapacity(single, defaultCapacityInputs)).toMatchObject({ cpu_per_doc: { low: null, high: null }, curve: [] });
  });

  test('is the wider the fewer documents tell the error, with replicates of one spread', () => {
    const relative = (documents: number) => {
      const { low, high } = projected({ documents }).cpu_per_doc;
      return Math.log((high ?? 0) / (low ?? 0));
    };
    expect(relative(10)).toBeGreaterThan(1.1 * relative(100));
  });

  test('says what is not in it', () => {
    const text = projected({ documents: 10, surcharge: null, elasticity: null }, { cold_share: 0.1, size_factor: 2 }).cautions;
    expect(text).toEqual([
      'Only 3 documents took the standard path; the interval is wide for that reason and may still be too narrow.',
      'One pass: how far this machine moves between passes is not in the interval; `rbench compare --same` tells.',
      'What a cold start takes was not measured; it counts as nothing here.',
      'Sizes of the documents differ too little to tell what size does; the size asked for has no effect.',
      'The start-up of a worker process (0.41 s) is not in the figure: the report counts stages.',
    ]);
  });

  test('orders its tornado by swing', () => {
    const swings = projected({}, { cold_share: 0.05 }).tornado.map(({ swing }) => swing);
    expect(swings.length).toBe(5);
    expect(swings).toEqual(swings.toSorted((a, b) => b - a));
  });
});
