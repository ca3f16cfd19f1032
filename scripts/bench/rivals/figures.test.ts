import { expect, test } from 'vitest';
import { type SideReading, tallyOf } from './figures.ts';

const reading = (side: string, document: number, more: Partial<SideReading> = {}): SideReading => ({
  ...{ side, document: `${document}`, cpu_seconds: 1, ocr_cpu_seconds: 1, edits: 10, characters: 100, ...more },
});

/** Twelve documents of unequal size, read by each side at a factor of its own. */
const sides = (factors: Readonly<Record<string, { cpu: number; edits: number }>>): SideReading[] =>
  Array.from({ length: 12 }, (_, document) =>
    Object.entries(factors).map(([side, { cpu, edits }]) =>
      reading(side, document, { cpu_seconds: cpu * (1 + document), ocr_cpu_seconds: (cpu * (1 + document)) / 2, edits }),
    ),
  ).flat();

test('beside a rival stands the cheapest of ours that reads at least as well', () => {
  const tally = tallyOf(
    sides({
      cheap: { cpu: 1, edits: 11 },
      fair: { cpu: 2, edits: 10 },
      dear: { cpu: 4, edits: 2 },
      rival: { cpu: 3, edits: 10 },
      master: { cpu: 3, edits: 1 },
    }),
    1,
  );
  const ours = ['cheap', 'fair', 'dear'];
  expect(tally.duel('rival', ours, 0)).toMatchObject({ ours: 'fair', ratio: { estimate: 1.5 }, ocr_ratio: { estimate: 3 } });
  expect(tally.duel('master', ours, 0).ours).toBeNull();
});

test('what is always half as much more is so without doubt, however unequal the documents are', () => {
  const { ratio, cer_gain } = tallyOf(sides({ a: { cpu: 2, edits: 5 }, b: { cpu: 3, edits: 7 } }), 1).duel('b', ['a'], 0);
  for (const value of Object.values(ratio)) expect(value).toBeCloseTo(1.5, 9);
  for (const value of Object.values(cer_gain)) expect(value).toBeCloseTo(0.02, 9);
});

test('the start of a call is taken off each document once', () => {
  const tally = tallyOf(sides({ a: { cpu: 1, edits: 1 }, b: { cpu: 1, edits: 1 } }), 1);
  const { ratio, warm_ratio } = tally.duel('b', ['a'], 0.65);
  expect(ratio.estimate).toBe(1);
  // The mean of 1 to 12 is 6.5.
  expect(warm_ratio.estimate).toBeCloseTo(0.9, 9);
});

test('a document that one side could not read counts for nobody', () => {
  const all = [...sides({ a: { cpu: 1, edits: 1 }, b: { cpu: 1, edits: 1 } }), reading('a', 99, { cpu_seconds: 1000 })];
  const tally = tallyOf(all, 1);
  expect(tally.documents).toBe(12);
  expect(tally.figures[0]?.cpu_seconds.estimate).toBe(6.5);
});

test('the means and error rates are of the corpus, with an interval as wide as documents differ', () => {
  const [figure] = tallyOf(sides({ a: { cpu: 1, edits: 4 } }), 1).figures;
  expect(figure).toMatchObject({ cer: { estimate: 0.04, low: 0.04, high: 0.04 }, cpu_seconds: { estimate: 6.5 } });
  // Standard error of the mean of 1 to 12, times 1.96, either way: 3.9.
  const { low, high } = figure!.cpu_seconds;
  expect(high - low).toBeGreaterThan(3.3);
  expect(high - low).toBeLessThan(4.5);
});
