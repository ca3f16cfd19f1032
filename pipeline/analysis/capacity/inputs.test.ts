import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CapacityInputs, defaultCapacityInputs } from '../../contract/criteria.ts';
import { parseCapacityInputs } from './inputs.ts';

const changed = (key: keyof CapacityInputs, value: unknown) => () =>
  parseCapacityInputs({ ...defaultCapacityInputs, [key]: value });
const noNumber = fc.constantFrom<unknown>(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '7', undefined);
const negative = fc.double({ max: -Number.MIN_VALUE, noNaN: true });
const above = (limit: number) => fc.double({ min: limit, minExcluded: true, noNaN: true });

const absurd: readonly [keyof CapacityInputs, string, fc.Arbitrary<unknown>][] = [
  ['budget_hours', 'The budget', fc.oneof(noNumber, negative, fc.constant(0), above(1_000_000))],
  ['node_factor', 'The factor of the production node', fc.oneof(noNumber, negative, fc.constant(0), above(20))],
  ['size_factor', 'The document size', fc.oneof(noNumber, negative, fc.constant(0), above(10))],
  ['fast_share', 'The mix', fc.oneof(noNumber, negative, above(1))],
  ['cold_share', 'The cold-start frequency', fc.oneof(noNumber, negative, above(1))],
];

test.each(absurd)('%s: what is absurd is refused with one sentence of why', (key, what, values) => {
  fc.assert(
    fc.property(values, (value) => {
      expect(changed(key, value)).toThrow(
        expect.objectContaining({
          code: 'capacity.bad_input',
          message: expect.stringMatching(new RegExp(`^${what} cannot be .+\\. It is `)),
        }),
      );
    }),
  );
});

test('volumes are refused when none, too many, broken, zero, negative or no number', () => {
  for (const volumes of [[], Array(13).fill(5), [1.5], [0], [-1], [Number.NaN], [1e9], 'x'])
    expect(changed('volumes', volumes)).toThrow(/^The volumes cannot be .*They are 1 to 12 whole numbers/);
});

test('whatever lies within the ranges is taken as it is', () => {
  const valid = fc.record({
    budget_hours: fc.double({ min: 0.001, max: 1_000_000, noNaN: true }),
    volumes: fc.uniqueArray(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 12 }),
    fast_share: fc.double({ min: 0, max: 1, noNaN: true }),
    cold_share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    node_factor: fc.double({ min: 0.05, max: 20, noNaN: true }),
    size_factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
  });
  fc.assert(
    fc.property(valid, (inputs) => {
      expect(parseCapacityInputs(inputs)).toEqual({ ...inputs, volumes: inputs.volumes.toSorted((a, b) => a - b) });
    }),
  );
});

test('volumes come out ascending, each once', () => {
  expect(changed('volumes', [5, 3, 5])().volumes).toEqual([3, 5]);
});
