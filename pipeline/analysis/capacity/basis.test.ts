/** Each estimator against figures reckoned by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeBasis } from './basis.ts';
import type { CapacityJob, CapacitySamples } from './samples.ts';

const job = (document: number, cpu_seconds: number, changes: Partial<CapacityJob> = {}): CapacityJob => ({
  document,
  pass: 0,
  state: 'succeeded',
  temperature: 'warm',
  path: 'fast',
  cpu_seconds,
  bytes: 1_000_000,
  quality: null,
  ...changes,
});

const samples = (jobs: readonly CapacityJob[], seed = 1): CapacitySamples => ({
  jobs,
  passes: new Set(jobs.map(({ pass }) => pass)).size,
  seed,
  stages: {},
  startup_cpu_seconds: null,
  unattributed_cpu_seconds: null,
  machine_noise: null,
});

const basisOf = (...jobs: readonly CapacityJob[]) => makeBasis(samples(jobs), 200);
const standard = { path: 'standard' } as const;
const cold = { temperature: 'cold' } as const;
const failed = { state: 'failed', temperature: null, path: null } as const;

describe('what a document costs', () => {
  it('is the mean of its path over all warm jobs, so a document that was read twice counts twice', () => {
    const { paths } = basisOf(job(0, 1), job(0, 2), job(1, 6), job(2, 10, standard));
    expect(paths.fast).toEqual({ documents: 2, warm_jobs: 3, cold_jobs: 0, cpu_seconds: 3 });
    expect(paths.standard).toMatchObject({ documents: 1, cpu_seconds: 10 });
  });

  it('leaves out what has not ended, and counts it', () => {
    const { jobs, paths } = basisOf(job(0, 1), job(1, 9, { state: 'unfinished', temperature: null, path: null }));
    expect(jobs).toEqual({ succeeded: 1, failed: 0, unfinished: 1 });
    expect(paths.fast.cpu_seconds).toBe(1);
  });

  it('has a spread only from two documents on', () => {
    expect(basisOf(job(0, 1), job(0, 2)).degrees_of_freedom.fast).toBeNull();
    expect(basisOf(job(0, 1), job(0, 2)).replicates.fast).toHaveLength(0);
    expect(basisOf(job(0, 1), job(1, 2)).degrees_of_freedom.fast).toBe(1);
  });
});

describe('what a cold start costs', () => {
  it('is the mean difference of documents that were read both ways', () => {
    const both = [job(0, 3, cold), job(0, 1), job(1, 6, cold), job(1, 2)];
    expect(basisOf(...both).cold).toEqual({ jobs: 2, share: 0.5, surcharge: 3, method: 'paired' });
  });

  it('is held against the mean of its path where none was', () => {
    const { cold: found } = basisOf(job(0, 5, cold), job(1, 1), job(2, 3), job(3, 100, standard));
    expect(found).toEqual({ jobs: 1, share: 0.25, surcharge: 3, method: 'unpaired' });
  });

  it('is not known without a cold document, nor without a warm one', () => {
    expect(basisOf(job(0, 1), job(1, 1)).cold).toEqual({ jobs: 0, share: 0, surcharge: null, method: null });
    expect(basisOf(job(0, 1, cold)).cold.surcharge).toBeNull();
  });
});

it('what failed is paid by what was delivered', () => {
  const found = basisOf(job(0, 1), job(1, 1), job(2, 3, failed)).failed;
  expect(found).toEqual({ jobs: 1, share: 1 / 3, cpu_seconds: 1.5 });
});

describe('how the size moves it', () => {
  const sized = (elasticity: number): CapacityJob[] =>
    Array.from({ length: 20 }, (_, index) => {
      const bytes = 200_000 * (index + 1);
      const path = index % 2 === 0 ? ('fast' as const) : ('standard' as const);
      return job(index, (path === 'fast' ? 1 : 5) * (bytes / 1e6) ** elasticity, { bytes, path });
    });

  it.each([0, 0.5, 1])('finds an elasticity of %d within the paths', (elasticity) => {
    expect(basisOf(...sized(elasticity)).size.elasticity?.estimate).toBeCloseTo(elasticity, 9);
  });

  it('tells nothing of documents of one size', () => {
    expect(basisOf(...sized(1).map((each) => ({ ...each, bytes: 1e6 }))).size.elasticity).toBeNull();
  });
});

describe('what a pass does to all its documents', () => {
  it('is measured on the documents that passes share', () => {
    const passes = [1.1, 1 / 1.1].flatMap((factor, pass) => [1, 2, 4].map((cpu, index) => job(index, cpu * factor, { pass })));
    const { pass_noise } = basisOf(...passes);
    expect(pass_noise).toEqual({ relative: expect.closeTo(Math.SQRT2 * Math.log(1.1), 9), from: 'passes' });
  });

  it('is taken from this machine where there is one pass, and is unknown otherwise', () => {
    const one = samples([job(0, 1), job(1, 2)]);
    expect(makeBasis(one, 50).pass_noise).toBeNull();
    const known = makeBasis({ ...one, machine_noise: { relative: 0.04, degrees_of_freedom: 5 } }, 50);
    expect(known.pass_noise).toEqual({ relative: 0.04, from: 'this_machine' });
    expect(known.degrees_of_freedom.pass).toBe(5);
  });
});

describe('any sample', () => {
  const jobs = fc
    .array(
      fc.record({
        document: fc.integer({ min: 0, max: 12 }),
        pass: fc.integer({ min: 0, max: 2 }),
        state: fc.constantFrom('succeeded' as const, 'succeeded' as const, 'failed' as const, 'unfinished' as const),
        temperature: fc.constantFrom('warm' as const, 'warm' as const, 'cold' as const),
        path: fc.constantFrom('fast' as const, 'standard' as const),
        cpu_seconds: fc.double({ min: 0.01, max: 50, noNaN: true }),
        bytes: fc.integer({ min: 1, max: 9_000_000 }),
        quality: fc.constant(null),
      }),
      { maxLength: 40 },
    )
    // Content decides size and path.
    .map((drawn) => drawn.map((each) => ({ ...each, bytes: 100_000 * (each.document + 1) })));

  it('gives the same bytes for the same seed, and finite figures', () => {
    fc.assert(
      fc.property(jobs, (drawn) => {
        const one = makeBasis(samples(drawn), 40);
        expect(makeBasis(samples(drawn), 40)).toEqual(one);
        for (const column of Object.values(one.replicates)) for (const value of column) expect(Number.isFinite(value)).toBe(true);
      }),
    );
  });

  it('costs so many times more where each job does', () => {
    fc.assert(
      fc.property(jobs, fc.double({ min: 0.1, max: 10, noNaN: true }), (drawn, factor) => {
        const one = makeBasis(samples(drawn), 10);
        const other = makeBasis(samples(drawn.map((each) => ({ ...each, cpu_seconds: each.cpu_seconds * factor }))), 10);
        const scaled = (value: number | null) => (value === null ? null : expect.closeTo(value * factor, 6));
        expect(other.paths.fast.cpu_seconds).toEqual(scaled(one.paths.fast.cpu_seconds));
        expect(other.paths.standard.cpu_seconds).toEqual(scaled(one.paths.standard.cpu_seconds));
        expect(other.cold.surcharge).toEqual(scaled(one.cold.surcharge));
        expect(other.failed.cpu_seconds).toEqual(scaled(one.failed.cpu_seconds));
      }),
    );
  });
});
