import { describe, expect, it } from 'vitest';
import type { DriftCheck } from '../../contract/capacity.ts';
import { seededDraw } from '../comparison/seeded.ts';
import { normals } from '../comparison/testing/simulate.ts';
import { type DriftSample, measureDrift } from './measure-drift.ts';

const NONE: DriftSample = { jobs: { cold: 0, warm: 0 }, bytes: [], quality: [], arrivals: [] };

/** Sizes spread by a factor of two or so, as scans do; qualities and arrivals alike in every sample. */
function sampleOf(seed: number, documents: number, sizeFactor = 1): DriftSample {
  const normal = normals(seed);
  const draw = seededDraw(seed, 'drift test');
  const each = <T>(make: () => T): T[] => Array.from({ length: documents }, make);
  const cold = each(() => draw(10)).filter((number) => number === 0).length;
  return {
    jobs: { cold, warm: documents - cold },
    bytes: each(() => Math.round(1_000_000 * sizeFactor * Math.exp(0.7 * normal()))),
    quality: each(() => 0.7 + 0.15 * normal()),
    arrivals: each(() => draw(60_000_000)),
  };
}

const named = (checks: readonly DriftCheck[], what: DriftCheck['what']): DriftCheck => {
  const found = checks.find((check) => check.what === what);
  if (found === undefined) throw new Error(`no check of ${what}`);
  return found;
};

describe('drift', () => {
  it('cries wolf in no more than 6.5 of 100 pairs of samples of one kind, over all checks together', () => {
    let alarms = 0;
    let below = 0;
    let tests = 0;
    for (let round = 0; round < 1000; round += 1) {
      const checks = measureDrift(sampleOf(round * 2, 14), sampleOf(round * 2 + 1, 14));
      if (checks.some(({ verdict }) => verdict === 'drifted')) alarms += 1;
      if (checks.some(({ p }) => p !== null && p < 0.05)) below += 1;
      tests += checks.filter(({ p }) => p !== null).length;
    }
    expect(tests).toBe(4000);
    expect(alarms / 1000).toBeLessThanOrEqual(0.065);
    expect(below / 1000).toBeLessThanOrEqual(0.065);
    // A test that never speaks would pass too.
    expect(below / 1000).toBeGreaterThan(0.01);
  }, 60_000);

  it('finds documents of twice the size in nine of ten tries with 60 documents on each side', () => {
    const found = Array.from({ length: 50 }, (_, round) =>
      named(measureDrift(sampleOf(round * 2, 60, 2), sampleOf(round * 2 + 1, 60)), 'size'),
    );
    expect(found.filter(({ verdict }) => verdict === 'drifted').length).toBeGreaterThanOrEqual(45);
  });

  it('says which way, with both figures and the corrected p', () => {
    const here = { ...NONE, jobs: { cold: 30, warm: 70 }, bytes: [2e6, 2e6, 2e6, 2e6, 2e6, 2e6, 2e6] };
    const reference = { ...NONE, jobs: { cold: 5, warm: 95 }, bytes: [1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6] };
    const checks = measureDrift(here, reference);
    expect(checks.map(({ what }) => what)).toEqual(['cold_frequency', 'size', 'quality', 'arrivals']);
    expect(named(checks, 'cold_frequency')).toMatchObject({
      verdict: 'drifted',
      here: '30.0 % of 100 jobs began cold',
      reference: '5.0 % of 100 jobs began cold',
    });
    expect(named(checks, 'size').sentence).toMatch(/^Document size drifted: the median is 2\.0 MB instead of 1\.0 MB \(p /);
    expect(named(checks, 'quality')).toMatchObject({ verdict: 'not_measured', p: null, here: null });
    expect(named(checks, 'arrivals').sentence).toBe('Not measured: the run had no arrivals, only a load test has.');
  });

  it('is steady where the samples differ for sure, but by less than the threshold', () => {
    const here = { ...NONE, jobs: { cold: 300, warm: 9700 } };
    const reference = { ...NONE, jobs: { cold: 100, warm: 9900 } };
    const check = named(measureDrift(here, reference), 'cold_frequency');
    expect(check.p).toBeLessThan(0.001);
    expect(check).toMatchObject({ verdict: 'steady' });
    expect(check.sentence).toContain('less than the threshold');
  });

  it('cannot tell where the move is large and chance may have made it, or under 5 documents', () => {
    const wide = { ...NONE, bytes: [1e6, 2e6, 3e6, 4e6, 5e6] };
    const other = { ...NONE, bytes: [1e6, 1.5e6, 2e6, 4e6, 6e6] };
    expect(named(measureDrift(wide, other), 'size')).toMatchObject({ verdict: 'cannot_tell' });
    const few = named(measureDrift({ ...NONE, bytes: [1, 1, 1, 1] }, wide), 'size');
    expect(few).toMatchObject({ verdict: 'cannot_tell', p: null });
    expect(few.sentence).toContain('4 documents here and 5 in the baseline');
  });

  it('corrects for the tests that were made, and for no others', () => {
    const here = { ...NONE, jobs: { cold: 5, warm: 0 } };
    const reference = { ...NONE, jobs: { cold: 0, warm: 5 } };
    expect(named(measureDrift(here, reference), 'cold_frequency').p).toBeCloseTo(2 / 252, 10);
    const bytes = [1, 2, 3, 4, 5];
    const both = measureDrift({ ...here, bytes }, { ...reference, bytes });
    expect(named(both, 'cold_frequency').p).toBeCloseTo(4 / 252, 10);
  });

  it('without a reference tells what was measured here, and how to get one', () => {
    const checks = measureDrift({ ...sampleOf(1, 20), arrivals: [] }, null);
    expect(checks.map(({ verdict, p }) => [verdict, p])).toEqual(Array(4).fill(['not_measured', null]));
    expect(named(checks, 'size').here).toMatch(/^median .* MB, 90 % up to .* MB$/);
    expect(named(checks, 'size').sentence).toMatch(/; pin a run as baseline to see drift\.$/);
  });

  it('sees traffic gather in a peak', () => {
    const even = Array.from({ length: 480 }, (_, index) => index * 1000);
    const peaked = even.map((time, index) => (index % 3 === 0 ? time : 240_000 + (index % 20) * 1000));
    const check = named(measureDrift({ ...NONE, arrivals: peaked }, { ...NONE, arrivals: even }), 'arrivals');
    expect(check).toMatchObject({ verdict: 'drifted', reference: 'the peak is 1.0 times the mean' });
  });
});
