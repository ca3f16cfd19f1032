import { describe, expect, it } from 'vitest';
import { seededDraw } from '../analysis/comparison/seeded.ts';
import { BenchError } from '../contract/errors.ts';
import type { MeasuredRun, ScenarioWish } from '../contract/simulation.ts';
import { predictionsOf } from './predictions.ts';
import { project } from './project.ts';
import { sampleRun } from './testing/sample-run.ts';
import { checkTheory, replayRun } from './validate.ts';

const scenario: ScenarioWish = {
  users: 10,
  documents_per_user: 2,
  profile: 'burst',
  cores: 2,
  workers: 2,
  queue_limit: 1000,
  fast_share: 0.7,
};
const projected = (run: MeasuredRun, wish: Partial<ScenarioWish> = {}, seed = 1, seeds = 50) =>
  project(run, { ...scenario, ...wish }, { seed, seeds, validation: replayRun(run) });

describe('the measured run, simulated', () => {
  it('is found to the second where every job is known by hand', () => {
    // Ten jobs of one CPU second come at once to two workers on two cores: five rounds of a second.
    const run = sampleRun({
      workers: 2,
      cores: 2,
      came: () => 0,
      ended: (index) => 1 + Math.floor(index / 2),
      makespan: 5,
    });
    const { makespan, p50, p95 } = replayRun(run);
    expect(makespan.error).toBeCloseTo(0, 9);
    expect(p50?.error).toBeCloseTo(0, 9);
    expect(p95?.error).toBeCloseTo(0, 9);
  });

  it('takes longer by what else ran on the machine', () => {
    // One core of two is taken by others; two workers get two thirds of what three threads share.
    const run = sampleRun({ workers: 2, cores: 2, jobs: 20, makespan: 10, background: 1 });
    expect(replayRun({ ...run, background_cores: null }).makespan.simulated).toBeCloseTo(10, 9);
    expect(replayRun(run).makespan.simulated).toBeCloseTo(20, 6);
  });

  it('tells no latencies of a run that nobody waited for', () => {
    expect(replayRun(sampleRun())).toMatchObject({ p50: null, p95: null });
  });

  it('needs a document that ended', () => {
    const empty = { ...sampleRun(), jobs: [] };
    expect(() => replayRun(empty)).toThrow(expect.objectContaining({ code: 'simulate.nothing_measured' }));
    expect(() => replayRun(empty)).toThrow(BenchError);
  });
});

it('theory is found within 2 %', () => {
  for (const { queue, error } of checkTheory()) expect(Math.abs(error), queue).toBeLessThan(0.02);
});

describe('a projection', () => {
  const varied = sampleRun({
    jobs: 40,
    cpu: (index) => 0.5 + (index % 7) / 4,
    path: (index) => (index % 10 < 7 ? 'fast' : 'standard'),
  });

  it('is the same for the same seed, and accounts for every upload', () => {
    expect(projected(varied)).toEqual(projected(varied));
    const { rejected, throughput_per_second, makespan_seconds } = projected(varied, {
      users: 50,
      documents_per_user: 5,
      queue_limit: 5,
    });
    expect(rejected.mean).toBeGreaterThan(0);
    expect(rejected.mean + throughput_per_second.mean * makespan_seconds.mean).toBeCloseTo(250, -1);
  });

  it('is never slower with more cores and workers, nor faster with more users', () => {
    const p95 = (wish: Partial<ScenarioWish>) => projected(varied, wish).latency_seconds.p95.mean;
    expect(p95({ users: 60, cores: 4, workers: 4 })).toBeLessThan(p95({ users: 60 }));
    expect(p95({ users: 60 })).toBeGreaterThan(p95({ users: 30 }));
  });

  it('has an interval that holds what a large sample would give, in at least 93 of 100 samples', () => {
    // Documents of a lognormal cost; the truth is the median run over many fresh samples of the same kind.
    const drawn = (seed: number, jobs: number): MeasuredRun => {
      const draw = seededDraw(seed, 'documents');
      const normal = () => Array.from({ length: 12 }, () => draw(2 ** 20) / 2 ** 20).reduce((sum, each) => sum + each, -6);
      const costs = Array.from({ length: jobs }, () => Math.exp(0.4 * normal()));
      return sampleRun({ jobs, cpu: (index) => costs[index] ?? 1 });
    };
    const wish = { users: 20, documents_per_user: 5, cores: 1, workers: 1 };
    const truth = projected(drawn(0, 5000), wish, 1, 300).makespan_seconds.mean;
    let held = 0;
    for (let sample = 1; sample <= 100; sample += 1) {
      const { low, high } = projected(drawn(sample, 40), wish, sample * 1000, 60).makespan_seconds;
      if (low <= truth && truth <= high) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(93);
  });

  it('carries the error that the model made on the measured run', () => {
    const run = sampleRun({ workers: 2, cores: 2, came: () => 0, ended: (index) => 1 + Math.floor(index / 2), makespan: 4 });
    const { makespan_seconds, with_error } = projected(run);
    expect(with_error?.makespan_seconds.high).toBeCloseTo(makespan_seconds.high * 1.25, 6);
    expect(with_error?.makespan_seconds.low).toBeCloseTo(makespan_seconds.low / 1.25, 6);
  });

  it('says where it leaves what was measured', () => {
    const said = projected(sampleRun({ makespan: 10 }), { cores: 16, workers: 32 }).cautions.join(' ');
    expect(said).toContain('16 cores were not measured, 1 were');
    expect(said).toContain('32 workers on 16 cores');
    expect(said).toContain('without contention');
    expect(said).toContain('No document of the standard path was measured');
    expect(said).toContain('Only 10 documents were measured');
    expect(
      projected({
        ...varied,
        workers: 2,
        cores: 2,
        makespan_seconds: replayRun({ ...varied, workers: 2, cores: 2 }).makespan.simulated,
      }).cautions,
    ).toEqual([]);
  });

  it('stands beside the report’s predictions at 100 users and at no other number', () => {
    const hundred = predictionsOf(projected(varied, { users: 100, documents_per_user: 5 }));
    expect(hundred.map(({ comes_true }) => comes_true)).toEqual([true, false, true, null]);
    expect(predictionsOf(projected(varied, { users: 100, documents_per_user: 5, cores: 16, workers: 16 }))[0]?.comes_true).toBe(
      false,
    );
    expect(predictionsOf(projected(varied))).toEqual([]);
  });
});
