import { expect, test } from 'vitest';
import type { Capacity } from '../../../pipeline/analysis/capacity/capacity.ts';
import { defaultCapacityInputs } from '../../../pipeline/contract/criteria.ts';
import {
  breakEvenSentence,
  headline,
  probabilityText,
  statusText,
  statusTone,
  tornadoSentence,
  tornadoValue,
} from './capacity-words.ts';

const capacity: Capacity = {
  inputs: defaultCapacityInputs,
  cpu_per_doc: { estimate: 1.6, low: 1.5, high: 1.71 },
  breakdown: { warm: 1.56, cold: 0.04, failed: 0, total: 1.6, node_factor: 1, cold_share: 0.05 },
  max_docs_per_day: { estimate: 15_000.9, low: 14_035.1, high: 16_000 },
  projection: [
    {
      docs_per_day: 700,
      cpu_seconds_per_doc: { estimate: 1.6, low: 1.5, high: 1.71 },
      cpu_hours_per_month: { estimate: 9.3, low: 8.75, high: 9.98 },
      share_of_budget: 0.047,
      probability_within: 1,
      status: 'within',
      firm: true,
    },
  ],
  curve: [],
  tornado: [],
  cautions: [],
};

test('the headline tells the figure and the break-even with their intervals, in whole documents', () => {
  expect(headline(capacity)).toBe(
    'A document takes 1.60 CPU s (1.50 to 1.71); 200 CPU-hours a month carry 15,000 documents a day (14,035 to 16,000).',
  );
});

test('without an interval none is claimed', () => {
  const bare = { estimate: 1.6, low: null, high: null };
  const told = { ...capacity, cpu_per_doc: bare, max_docs_per_day: { ...bare, estimate: 15_000 } };
  expect(headline(told)).toBe('A document takes 1.60 CPU s; 200 CPU-hours a month carry 15,000 documents a day.');
  expect(breakEvenSentence({ ...told, projection: [] })).toContain('too small for an interval');
});

test('the break-even chart is told with the chance at each volume', () => {
  expect(breakEvenSentence(capacity)).toContain('between 14,035 and 16,000. Chance of staying within it: >99.9 % at 700 a day.');
});

test('replicates that all agree are no certainty', () => {
  expect([1, 0.9996, 0.5, 0, null].map(probabilityText)).toEqual(['>99.9 %', '>99.9 %', '50.0 %', '<0.1 %', '–']);
});

test('a status that is not firm says so, and is neither good nor bad', () => {
  expect(statusText({ status: 'within', firm: false })).toBe('within, not firm');
  expect([
    statusTone({ status: 'within', firm: true }),
    statusTone({ status: 'over', firm: true }),
    statusTone({ status: 'within', firm: false }),
  ]).toEqual(['good', 'bad', 'warn']);
});

test('the largest swing is told with its ends', () => {
  const ends = [
    { value: 0.5, cpu_seconds_per_doc: 1.8 },
    { value: 0.925, cpu_seconds_per_doc: 1.3 },
  ] as const;
  expect(tornadoSentence([{ input: 'fast_share', now: 0.7, ends, swing: 0.5 }])).toBe(
    'Fast path matters most: from 50 % to 92.5 % a document takes 1.80 to 1.30 CPU s.',
  );
  expect(tornadoSentence([])).toContain('nothing was measured');
  expect(tornadoValue('size_factor', 1.5)).toBe('× 1.5');
});
