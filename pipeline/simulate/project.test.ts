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

  it('is held against the machine as it was, and told apart from one with nobody beside', () => {
    // Others kept one core of two busy, so twenty jobs of a second took two workers 20 s.
    const run = sampleRun({ workers: 2, cores: 2, jobs: 20, makespan: 20, background: 1 });
    const { makespan, undisturbed } = replayRun(run);
    expect(makespan.simulated).toBeCloseTo(20, 6);
    expect(undisturbed?.makespan.error).toBeCloseTo(-0.5, 9);
    expect(replayRun({ ...run, background_cores: null }).undisturbed).toBeNull();
  });

  it('takes as long one after the other as it was measured to, wait and work', () => {
    const run = sampleRun({
      workers: 1,
      cores: 4,
      jobs: 12,
      cpu: 1,
      wall: 1.25,
      between: 0.05,
      unattributed: 0.02,
      makespan: 15.6,
    });
    expect(replayRun(run).makespan.error).toBeCloseTo(0, 9);
  });

  it('has one worker on four cores use one, and four workers all of them', () => {
    const jobs = { jobs: 20, cpu: 1, cores: 4 };
    expect(replayRun(sampleRun({ ...jobs, workers: 1 })).makespan.simulated).toBeCloseTo(20, 9);
    expect(replayRun(sampleRun({ ...jobs, workers: 4 })).makespan.simulated).toBeCloseTo(5, 9);
  });

  it('adds the way through the gateway to every latency', () => {
    const run = sampleRun({ came: (index) => 2 * index, ended: (index) => 2 * index + 1.1, makespan: 19.1, gateway: 0.1 });
    const { makespan, p50, p95 } = replayRun(run);
    for (const { error } of [makespan, p50, p95].filter((each) => each !== null)) expect(error).toBeCloseTo(0, 9);
    const alone = { users: 1, documents_per_user: 1, fast_share: 1 };
    expect(projected(run, alone).latency_seconds.p50.mean).toBeCloseTo(1.1, 9);
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

it('theory is found within 2 % on average over the seeds, and the worst seed is told', () => {
  for (const { queue, error, worst_error } of checkTheory()) {
    expect(Math.abs(error), queue).toBeLessThan(0.02);
    expect(Math.abs(worst_error)).toBeGreaterThanOrEqual(Math.abs(error));
  }
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

  it('is widened enough to hold a truth that is as far off as the measured run was, either way', () => {
    const run = sampleRun({ jobs: 40 });
    const { makespan_seconds } = projected(run);
    for (const measured of [10, 20, 40, 80, 160]) {
      // Forty seconds by the model; so all that it says is to be multiplied by this.
      const factor = measured / 40;
      const { with_error } = projected({ ...run, makespan_seconds: measured });
      const truth = makespan_seconds.mean * factor;
      expect(with_error?.makespan_seconds.low).toBeLessThanOrEqual(truth * (1 + 1e-9));
      expect(with_error?.makespan_seconds.high).toBeGreaterThanOrEqual(truth * (1 - 1e-9));
    }
  });

  it('counts the seconds in which the machine is full, and the queue of the first two minutes apart', () => {
    // 500 uploads in 90 s of one second each, on one core: it is full until the last is done.
    const { saturated_seconds, longest_queue, longest_queue_in_two_minutes } = projected(sampleRun({ jobs: 40 }), {
      users: 100,
      documents_per_user: 5,
      cores: 1,
      workers: 1,
      profile: 'burst',
    });
    expect(saturated_seconds.mean).toBeGreaterThan(495);
    expect(saturated_seconds.mean).toBeLessThan(502);
    expect(longest_queue_in_two_minutes.mean).toBeGreaterThan(400);
    expect(longest_queue_in_two_minutes.mean).toBeLessThanOrEqual(longest_queue.mean);
  });

  it('names in which respects it leaves what was measured', () => {
    const outside = (run: MeasuredRun, wish: Partial<ScenarioWish> = {}) => projected(run, wish, 1, 2).outside_measured_range;
    const one = sampleRun({ workers: 2, cores: 2 });
    expect(outside(one, { fast_share: 1 })).toEqual([]);
    expect(outside(one)).toEqual(['standard_path']);
    expect(outside(one, { cores: 16, workers: 16, fast_share: 1 })).toEqual(['cores', 'workers']);
    const threaded = sampleRun({ workers: 2, cores: 2, threads: 4 });
    expect(outside(threaded, { cores: 8, fast_share: 1 })).toEqual(['cores', 'threads']);
    expect(outside(threaded, { fast_share: 1 })).toEqual([]);
    expect(outside(sampleRun({ workers: 1, cores: 8, threads: 4 }), { cores: 16, workers: 1, fast_share: 1 })).toEqual(['cores']);
  });

  it('says that documents which failed are left out', () => {
    const run = sampleRun({ jobs: 30, workers: 2, cores: 2 });
    const jobs = run.jobs.map((job, index) => ({ ...job, failed: index >= 27 }));
    expect(projected({ ...run, jobs }).cautions.join(' ')).toContain('3 of 30 documents failed');
  });

  it('says so when others were at work beside the measured run', () => {
    const said = (background: number) => projected(sampleRun({ workers: 2, cores: 2, background })).cautions.join(' ');
    expect(said(1.1)).toContain('Others kept 1.1 of 2 cores busy');
    expect(said(0.1)).not.toContain('Others kept');
  });

  it('says where it leaves what was measured, in words', () => {
    const said = projected(sampleRun({ makespan: 10 }), { cores: 16, workers: 32 }).cautions.join(' ');
    expect(said).toContain('16 cores were not measured, 1 was');
    expect(said).toContain('32 workers on 16 cores');
    expect(said).toContain('few of its cores busy');
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
