import { expect, test } from 'vitest';
import { type SampleWishes, sampleFacts } from '../capacity/testing/sample-facts.ts';
import { makeCriteria } from './criteria.ts';
import { decide } from './decide.ts';

const costing = (seconds: number, wishes: SampleWishes = {}) =>
  decide(sampleFacts({ fast: seconds, standard: seconds, surcharge: null, ...wishes }), makeCriteria());

test('the volume comes first, then the measured option with its effect, then the command of the unmeasured one', () => {
  const { published, derived } = costing(0.84);
  expect(published.actions).toEqual([
    "Take at most 857 documents a day, by the rows' own scale; by § 4.1 the budget carries 28,571.",
    'OCR threads 4 → 2: Takes 16 % less CPU (10 to 22 %). A document would take 0.706 CPU seconds, which is GO.',
    'Lighter OCR model: not measured; `rbench compare --preset light-model` would tell.',
  ]);
  expect(derived.actions).toEqual([]);
  expect(costing(25).derived.actions[0]).toBe(
    'Take at most 960 documents a day: the budget of 200 CPU-hours a month carries no more.',
  );
  expect(costing(5).published.actions[0]).toContain('A document would take 4.20 CPU seconds, still NO-GO.');
});

test('with a broken invariant and a low cost only what breaks it is to mend', () => {
  const invariants = [{ name: 'no_gpu', holds: false, sentence: 'a worker had loaded libcuda' }];
  const facts = sampleFacts({ fast: 0.5, standard: 0.5 }, { invariants });
  expect(decide(facts, makeCriteria()).published.actions).toEqual([
    'Mend what breaks the invariant: a worker had loaded libcuda.',
  ]);
});

test('the option that saves most comes first, and one that is not faster is left out', () => {
  const facts = sampleFacts({ fast: 0.84, standard: 0.84 });
  const [measured] = facts.options;
  if (measured === undefined) throw new Error('sample facts without an option');
  const better = { ...measured, title: 'Better', ratio: { estimate: 0.5, low: 0.4, high: 0.6 } };
  const options = [measured, { ...measured, title: 'Slower', verdict: 'slower' }, better];
  const titles = decide({ ...facts, options }, makeCriteria()).published.actions.map((action) => action.split(':')[0]);
  expect(titles.slice(1)).toEqual(['Better', 'OCR threads 4 → 2']);
});
