import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CapacityFacts } from '../../contract/capacity.ts';
import { defaultCapacityInputs } from '../../contract/criteria.ts';
import { breakdownOf } from '../capacity/cost.ts';
import { type SampleWishes, sampleFacts } from '../capacity/testing/sample-facts.ts';
import { asPrintedDocsPerDay } from './as-printed.ts';
import { bandAt, bandsOf } from './bands.ts';
import { hashCriteria, keepCriteria, makeCriteria, turnedCriteria } from './criteria.ts';
import { decide } from './decide.ts';
import type { DecisionVerdict } from './decision.ts';

/** Facts whose weighted cost is as given: the paths cost the same, and nothing is cold. */
const costing = (seconds: number, wishes: SampleWishes = {}, changes: Partial<CapacityFacts> = {}): CapacityFacts =>
  sampleFacts({ fast: seconds, standard: seconds, surcharge: null, error: 0.02, ...wishes }, changes);
const decided = (seconds: number, wishes?: SampleWishes, changes?: Partial<CapacityFacts>) =>
  decide(costing(seconds, wishes, changes), makeCriteria());

const broken: CapacityFacts['invariants'] = [{ name: 'no_gpu', holds: false, sentence: 'a worker had loaded libcuda' }];
const severity: Readonly<Record<DecisionVerdict, number>> = { GO: 0, ADJUST: 1, 'NO-GO': 2, 'CANNOT-TELL': Number.NaN };
const policies = ['published', 'derived'] as const;
const seconds = fc.double({ min: 0.05, max: 100, noNaN: true });

describe('as printed', () => {
  test('the report’s 533, 800 and 1,142 come of dividing by 30 twice', () => {
    expect([1.5, 1, 0.7].map((cpu) => asPrintedDocsPerDay(200, cpu))).toEqual([533, 800, 1142]);
  });

  test('stands beside the published policy only, and the break-even beside both is that of § 4.1', () => {
    const { published, derived } = decided(1.5);
    expect([published.max_docs_per_day_as_printed, derived.max_docs_per_day_as_printed]).toEqual([533, null]);
    expect([published, derived].map((policy) => policy.max_docs_per_day?.estimate)).toEqual([
      expect.closeTo(16_000, 6),
      expect.closeTo(16_000, 6),
    ]);
  });
});

describe('bands', () => {
  test('of the derived policy are 24, 30 and 40 s at 200 CPU-hours', () => {
    const ends = bandsOf('derived', makeCriteria()).map(({ up_to }) => up_to);
    expect(ends).toEqual([expect.closeTo(24, 9), expect.closeTo(30, 9), expect.closeTo(40, 9), null]);
  });

  test('leave no value between them, also not at their limits', () => {
    for (const policy of ['published', 'derived'] as const) {
      const bands = bandsOf(policy, makeCriteria());
      const limits = bands.flatMap(({ up_to }) => (up_to === null ? [] : [up_to]));
      const near = limits.flatMap((limit) => [limit, limit * (1 + Number.EPSILON), limit * (1 - Number.EPSILON), limit + 0.005]);
      fc.assert(
        fc.property(fc.oneof(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.constantFrom(...near)), (cpu) => {
          const inside = bands.filter(({ above, up_to }) => cpu > above && (up_to === null || cpu <= up_to));
          expect(inside).toEqual([bandAt(bands, cpu)]);
        }),
      );
    }
  });

  test.each([
    [0.72, 'GO'],
    [0.725, 'ADJUST'],
    [0.9, 'ADJUST'],
    [0.905, 'ADJUST'],
    [1.2, 'ADJUST'],
    [1.2000001, 'NO-GO'],
  ])('%d s read %s as published', (seconds, verdict) => {
    expect(decided(seconds).published.verdict).toBe(verdict);
  });
});

describe('a decision', () => {
  test('is firm only when the whole interval lies in its band', () => {
    expect(decided(0.5).published).toMatchObject({ verdict: 'GO', firm: true, headline: 'GO', more_documents: null });
    const straddling = decided(0.71).published;
    expect(straddling).toMatchObject({
      verdict: 'GO',
      firm: false,
      headline: expect.stringMatching(/^GO, not firm: [\d,]+ more documents/),
    });
    expect(straddling.more_documents).toBeGreaterThan(0);
  });

  test('asks for fewer documents the farther the limit is', () => {
    const [near, far] = [decided(0.712).published.more_documents, decided(0.7).published.more_documents];
    expect(near).toBeGreaterThan(far ?? Number.POSITIVE_INFINITY);
  });

  test('asks for no documents where only the passes move', () => {
    expect(decided(0.71, { error: 0.0001, passNoise: 0.05 }).published).toMatchObject({ firm: false, more_documents: null });
  });

  test('never is a firm GO over a limit, whatever it costs', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1.5, noNaN: true }), (seconds) => {
        const { verdict, firm, cpu_per_doc } = decided(seconds).published;
        if (verdict === 'GO' && firm) expect(cpu_per_doc?.high).toBeLessThanOrEqual(0.72);
      }),
      { numRuns: 50 },
    );
  });

  test('is NO-GO when an invariant is broken, however cheap', () => {
    const broken = { invariants: [{ name: 'error_rate', holds: false, sentence: '3 of 40 documents failed (limit 1 %)' }] };
    const { published, derived } = decided(0.3, {}, broken);
    expect([published.verdict, derived.verdict]).toEqual(['NO-GO', 'NO-GO']);
    expect(published.reasons[0]).toContain('3 of 40 documents failed (limit 1 %). The cost alone would read GO.');
    expect(published.actions[0]).toContain('Mend what breaks the invariant');
  });

  test('cannot tell without a path, or with a single document on one', () => {
    const missing = decided(1, { standard: null });
    expect(missing.published).toMatchObject({ verdict: 'CANNOT-TELL', band: null, firm: false });
    expect(missing.cannot_tell).toContain('No document took the standard path');
    const facts = costing(1);
    facts.basis.replicates.standard = new Float64Array();
    expect(decide(facts, makeCriteria()).published.verdict).toBe('CANNOT-TELL');
  });

  test('says in one sentence why the policies differ', () => {
    const { published, derived, difference } = decided(1.56);
    expect([published.verdict, derived.verdict]).toEqual(['NO-GO', 'GO']);
    expect(difference).toBe(
      'Published reads NO-GO because its bands divide the budget by 30 twice: 0.72 s at 1,000 documents a day is 6 CPU-hours a month, not 200; by § 4.1 this run needs 13.0 CPU-hours at 1,000 a day, and reads GO.',
    );
  });

  test('names what would change it, and the change lands on the limit', () => {
    const facts = sampleFacts({ fast: 1, standard: 1.6, surcharge: 0.5, elasticity: 0.5 });
    const criteria = makeCriteria();
    const { flips, bands } = decide(facts, criteria).published;
    expect(new Set(flips.map(({ input }) => input)).size).toBeGreaterThanOrEqual(3);
    for (const { input, value } of flips) {
      const inputs = { ...defaultCapacityInputs, [input]: value };
      const cost = breakdownOf(facts.basis, inputs).total * inputs.node_factor;
      expect(Math.min(...bands.map(({ up_to }) => Math.abs((up_to ?? 0) - cost)))).toBeLessThan(1e-9);
    }
  });

  test('puts what was measured before what was not, with the cost it would lead to', () => {
    const { actions } = decided(0.8).published;
    expect(actions.map((action) => action.split(':')[0])).toEqual([
      expect.stringMatching(/^Take at most 900 documents a day/),
      'OCR threads 4 → 2',
      'Lighter OCR model',
    ]);
    expect(actions[1]).toContain('0.672 CPU seconds, which is GO');
  });

  test('bounds the failure rate: none among forty promises little', () => {
    const risk = decided(1).risks.find(({ title }) => title === 'Failure rate');
    // 1 − 0.05^(1/40), the rule of three's exact form.
    expect(risk?.sentence).toContain('up to 7.2 %');
    expect(risk?.verdict).toBe('cannot_tell');
  });
});

describe('a verdict', () => {
  test('only worsens with the cost', () => {
    fc.assert(
      fc.property(seconds, seconds, (one, other) => {
        const [less, more] = [decided(Math.min(one, other)), decided(Math.max(one, other))];
        for (const policy of policies)
          expect(severity[more[policy].verdict]).toBeGreaterThanOrEqual(severity[less[policy].verdict]);
      }),
      { numRuns: 40 },
    );
  });

  test('is never GO or ADJUST with a broken invariant', () => {
    fc.assert(
      fc.property(seconds, (cost) => {
        const decision = decided(cost, {}, { invariants: broken });
        for (const policy of policies)
          expect(decision[policy]).toMatchObject({ verdict: 'NO-GO', band: 'no_go', firm: true, flips: [] });
      }),
      { numRuns: 20 },
    );
  });

  test('says so where the policies agree, and where an invariant decides for both', () => {
    expect(decided(0.5).difference).toBe(
      'Both policies read GO: by § 4.1 this run needs 4.17 CPU-hours at 1,000 a day, of 200 a month.',
    );
    expect(decided(1.56, {}, { invariants: broken }).difference).toBe(
      'Both policies read NO-GO because an invariant is broken, whatever the cost.',
    );
    const { difference } = decide(costing(1.56), makeCriteria({ ...defaultCapacityInputs, budget_hours: 300 }));
    expect(difference).toContain('because its bands stay as printed for 200 CPU-hours, whatever the budget, and divide');
  });

  test('names the path that is too thin to tell', () => {
    const facts = costing(1, { documents: 3 });
    facts.basis.replicates.standard = new Float64Array();
    expect(decide(facts, makeCriteria()).cannot_tell).toBe(
      'Only one document was read warm on the standard path, so the error is not known; measure more such documents.',
    );
  });

  test('reasons name the cost, each volume, what drifted and what was not judged', () => {
    const { reasons } = decided(1.56).published;
    expect(reasons[0]).toMatch(/^A document takes 1\.56 CPU seconds \(1\.\d\d to 1\.\d\d\): above 1\.2, which is NO-GO\.$/);
    expect(reasons.slice(1, 4).map((reason) => reason.replace(/ \(.*\)/, ''))).toEqual([
      '700 documents a day take 9.10 CPU-hours a month, within the budget of 200.',
      '1,000 documents a day take 13.0 CPU-hours a month, within the budget of 200.',
      '1,300 documents a day take 16.9 CPU-hours a month, within the budget of 200.',
    ]);
    expect(reasons[4]).toContain('Documents are larger than in the baseline');
    expect(reasons[5]).toMatch(/^Not judged: every required field/);
  });
});

describe('criteria', () => {
  test('have a hash that does not depend on the order of their keys', () => {
    const criteria = makeCriteria();
    expect(hashCriteria(Object.fromEntries(Object.entries(criteria).toReversed()) as typeof criteria)).toBe(
      hashCriteria(criteria),
    );
    expect(hashCriteria(criteria)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('that a person turned after the run are told by name', () => {
    const kept = keepCriteria(makeCriteria());
    const turned = turnedCriteria(kept, { ...defaultCapacityInputs, budget_hours: 300 }, 'published');
    const { criteria } = decide(costing(1), turned);
    expect(criteria).toMatchObject({ fixed: 'changed', sentence: expect.stringContaining('budget hours changed') });
    expect(decide(costing(1), makeCriteria()).criteria.fixed).toBe('before');
    expect(decide(costing(1, {}, { kept_criteria: null }), makeCriteria()).criteria.fixed).toBe('unknown');
  });
});
