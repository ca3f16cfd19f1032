import { expect, test } from 'vitest';
import { sampleFacts } from '../capacity/testing/sample-facts.ts';
import { risksOf } from './risks.ts';

test('risks carry what was measured, and what no failure among 40 promises', () => {
  const risks = risksOf(sampleFacts(), 0.01);
  expect(risks[1]?.sentence).toBe(
    'Documents are larger than in the baseline: the median is 1.4 MB instead of 0.8 MB. Here median 1.4 MB, 90 % below 3.1 MB, baseline median 0.8 MB, 90 % below 1.9 MB (Kolmogorov–Smirnov, by permutation; drift: p below 0.05 (Holm) and the median moved by more than 25 %).',
  );
  // 1 − 0.05^(1/40)
  expect(risks.at(-1)).toEqual({
    title: 'Failure rate',
    verdict: 'cannot_tell',
    sentence: '0 of 40 documents failed; the rate may be up to 7.2 % (95 %, Clopper–Pearson), and the limit is 1 %.',
  });
});

test.each([
  [400, 0, 'steady'],
  [90, 10, 'drifted'],
  [0, 0, 'not_measured'],
  [0, 3, 'drifted'],
])('%d read and %d failed: the failure rate is %s', (succeeded, failed, verdict) => {
  const facts = sampleFacts();
  const basis = { ...facts.basis, jobs: { succeeded, failed, unfinished: 0 } };
  expect(risksOf({ ...facts, basis }, 0.01).at(-1)?.verdict).toBe(verdict);
});
