import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holm } from './holm.ts';

test("agrees with a hand-worked example, and with R's p.adjust", () => {
  // 0.005 × 4, then 0.01 × 3, 0.03 × 2, and 0.04 × 1, which may not fall below the one before it.
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
});

test('one test needs no correction, none is nothing', () => {
  expect(holm([0.04])).toEqual([0.04]);
  expect(holm([])).toEqual([]);
});

test('never goes below the value itself, nor above 1, and keeps the order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (pValues) => {
      const corrected = holm(pValues);
      for (const [index, p] of pValues.entries()) {
        expect(corrected[index]).toBeGreaterThanOrEqual(p);
        expect(corrected[index]).toBeLessThanOrEqual(1);
        for (const [other, q] of pValues.entries()) if (p < q) expect(corrected[index]).toBeLessThanOrEqual(corrected[other]!);
      }
    }),
  );
});
