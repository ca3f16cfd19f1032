/** What the page of the comparison can show, by name: `?scene=four`. */
import type { Comparison } from '../../../../pipeline/contract/comparison.ts';
import { emptyComparison, sampleComparison } from './sample-comparison.ts';

export const scenes: Readonly<Record<string, () => Comparison>> = {
  two: () => sampleComparison(),
  four: () => sampleComparison({ sides: 4 }),
  'four-unproven': () => sampleComparison({ sides: 4, verdict: 'unproven' }),
  equivalent: () => sampleComparison({ verdict: 'equivalent' }),
  'cannot-tell': () => sampleComparison({ verdict: 'cannot_tell' }),
  unproven: () => sampleComparison({ verdict: 'unproven' }),
  inadmissible: () => sampleComparison({ verdict: 'inadmissible' }),
  'one-pair': () => sampleComparison({ pairs: 1 }),
  'two-documents': () => sampleComparison({ documents: 2 }),
  many: () => sampleComparison({ documents: 500 }),
  'many-four': () => sampleComparison({ documents: 500, sides: 4 }),
  long: () => sampleComparison({ longNames: true }),
  'long-four': () => sampleComparison({ longNames: true, sides: 4 }),
  incomplete: () => sampleComparison({ complete: false }),
  empty: emptyComparison,
};
