import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SampleWishes, sampleFacts } from '../capacity/testing/sample-facts.ts';
import { makeCriteria } from './criteria.ts';
import { decide } from './decide.ts';
import type { PolicyDecision } from './decision.ts';

const costing = (seconds: number, wishes: SampleWishes = {}) =>
  decide(sampleFacts({ fast: seconds, standard: seconds, surcharge: null, ...wishes }), makeCriteria());

describe('a verdict that is not firm', () => {
  const documentsOf = ({ headline }: PolicyDecision) => headline.match(/^GO, not firm: ([\d,]+) more documents would tell$/)?.[1];

  test('names the documents that would tell, more of them the nearer the limit', () => {
    const [far, near] = [costing(0.68).published, costing(0.7).published];
    expect(documentsOf(far)).toBe(far.more_documents?.toLocaleString('en-US'));
    expect(near.more_documents).toBeGreaterThan(far.more_documents ?? Number.POSITIVE_INFINITY);
  });

  test('would be firm with about so many documents', () => {
    const { more_documents } = costing(0.69).published;
    const withMore = (share: number) => {
      const documents = 40 + Math.round((more_documents ?? 0) * share);
      return costing(0.69, { documents, error: 0.05 * Math.sqrt(40 / documents) }).published.firm;
    };
    expect([withMore(0.7), withMore(1.3)]).toEqual([false, true]);
  });

  test('lies on the limit where no number of documents would tell', () => {
    expect(costing(0.72).published).toMatchObject({
      headline: 'GO, not firm: it lies on the limit of 0.72 s',
      more_documents: null,
    });
  });

  test('asks for runs where it is the passes that move', () => {
    expect(costing(0.7, { error: 0.001, passNoise: 0.05 }).published).toMatchObject({
      headline: 'GO, not firm: more runs, not more documents, would tell',
      more_documents: null,
    });
  });

  test('is one whose interval straddles a limit', () => {
    const near = fc.double({ min: 0.6, max: 0.8, noNaN: true });
    fc.assert(
      fc.property(near, fc.double({ min: 0.01, max: 0.2, noNaN: true }), (cost, error) => {
        const { verdict, firm, cpu_per_doc } = costing(cost, { error }).published;
        if (verdict === 'GO') expect(firm).toBe((cpu_per_doc?.high ?? 0) <= 0.72);
        else expect(verdict).toBe('ADJUST');
      }),
      { numRuns: 60 },
    );
  });
});
