import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Machine, Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';
import { aloneSeconds, compileWorkload, cpuSeconds, type JobWork } from './workload.ts';

const phase = fc.record({
  seconds: fc.double({ min: 0.001, max: 3, noNaN: true }),
  threads: fc.constantFrom(0, 0.7, 1, 1.2, 2, 4),
});
const job: fc.Arbitrary<JobWork> = fc.record({ phases: fc.array(phase, { minLength: 1, maxLength: 5 }), fails: fc.boolean() });
const someArrivals = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 1, maxLength: 40 });
const machine = fc.record({
  cores: fc.integer({ min: 1, max: 8 }),
  workers: fc.integer({ min: 1, max: 6 }),
  queueLimit: fc.constantFrom(0, 1, 3, Number.POSITIVE_INFINITY),
});

/** Job k of the list comes at moment k; cold ones are as warm ones. */
function scenarioOf(jobs: readonly JobWork[], moments: readonly number[], on: Machine): Scenario {
  const arrivals = Float64Array.from(moments).sort();
  const documents = Int32Array.from(arrivals, (_, index) => index % jobs.length);
  return { ...on, arrivals, workload: compileWorkload(jobs), documents, coldDocuments: documents };
}
const anyScenario = fc
  .tuple(fc.array(job, { minLength: 1, maxLength: 6 }), someArrivals, machine)
  .map(([jobs, moments, on]) => ({ jobs, scenario: scenarioOf(jobs, moments, on) }));

const latencies = ({ arrivals }: Scenario, { ended }: ReturnType<typeof simulate>) =>
  Array.from(arrivals, (arrival, index) => (ended[index] ?? Number.NaN) - arrival).filter((latency) => !Number.isNaN(latency));
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe('the model', () => {
  it('gives a job that is alone its service time, and no wait', () => {
    fc.assert(
      fc.property(job, fc.double({ min: 0, max: 5, noNaN: true }), (work, moment) => {
        const run = simulate(scenarioOf([work], [moment], { cores: 4, workers: 2, queueLimit: 0 }));
        expect(run.started[0]).toBe(moment);
        expect((run.ended[0] as number) - moment).toBeCloseTo(aloneSeconds(work), 9);
        expect(run.core_seconds).toBeCloseTo(cpuSeconds(work), 9);
      }),
    );
  });

  it('has arrived = completed + failed + rejected + waiting + in flight in every second', () => {
    fc.assert(
      fc.property(anyScenario, ({ scenario }) => {
        const { timeline, outcome } = simulate(scenario);
        const { arrived, completed, failed, rejected, waiting, in_flight } = timeline;
        for (const [second, came] of arrived.entries())
          expect(came).toBe(sum([completed, failed, rejected, waiting, in_flight].map((column) => column[second] ?? Number.NaN)));
        expect(arrived.at(-1) ?? scenario.arrivals.length).toBe(scenario.arrivals.length);
        expect(outcome).toHaveLength(scenario.arrivals.length);
      }),
    );
  });

  it("holds Little's law: the integral of the jobs in the system is the sum of their latencies", () => {
    fc.assert(
      fc.property(anyScenario, ({ scenario }) => {
        const run = simulate(scenario);
        expect(run.job_seconds).toBeCloseTo(sum(latencies(scenario, run)), 6);
      }),
    );
  });

  it('does all the work that was taken, and no other', () => {
    fc.assert(
      fc.property(anyScenario, ({ jobs, scenario }) => {
        const run = simulate(scenario);
        const taken = Array.from(run.documents).filter((document) => document >= 0);
        expect(run.core_seconds).toBeCloseTo(sum(taken.map((document) => cpuSeconds(jobs[document] as JobWork))), 6);
        for (const share of run.timeline.cpu) expect(share).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('lets no worker rest while a job waits: a job that waited begins when another one ends', () => {
    fc.assert(
      fc.property(anyScenario, ({ scenario }) => {
        const run = simulate(scenario);
        const ends = new Set(run.ended);
        for (const [index, start] of run.started.entries())
          if (start > (scenario.arrivals[index] as number)) expect(ends.has(start)).toBe(true);
      }),
    );
  });

  it('takes jobs in the order in which they came', () => {
    fc.assert(
      fc.property(anyScenario, ({ scenario }) => {
        const started = [...simulate(scenario).started].filter((start) => !Number.isNaN(start));
        expect(started).toEqual([...started].sort((one, other) => one - other));
      }),
    );
  });

  it('is never slower on average with twice the cores, with the same arrivals and documents', () => {
    fc.assert(
      fc.property(anyScenario, ({ scenario }) => {
        const open = { ...scenario, queueLimit: Number.POSITIVE_INFINITY };
        const more = { ...open, cores: open.cores * 2 };
        expect(sum(latencies(more, simulate(more)))).toBeLessThanOrEqual(sum(latencies(open, simulate(open))) + 1e-6);
      }),
      { numRuns: 1000 },
    );
  });

  it('shares one core alike: two jobs of a second that begin together both take two', () => {
    const work: JobWork = { phases: [{ seconds: 1, threads: 1 }], fails: false };
    const run = simulate(scenarioOf([work], [0, 0], { cores: 1, workers: 2, queueLimit: 0 }));
    expect([...run.ended]).toEqual([2, 2]);
    const late = simulate(scenarioOf([work], [0, 0.5], { cores: 1, workers: 2, queueLimit: 0 }));
    expect([...late.ended]).toEqual([1.5, 2]);
  });

  it('leaves the cores to others while a job waits for the disk', () => {
    const work: JobWork = {
      phases: [
        { seconds: 1, threads: 0 },
        { seconds: 1, threads: 1 },
      ],
      fails: false,
    };
    const run = simulate(scenarioOf([work], [0, 0], { cores: 1, workers: 2, queueLimit: 0 }));
    expect([...run.ended]).toEqual([3, 3]);
  });

  it('has four threads on two cores take twice as long, and its background takes its part', () => {
    const work: JobWork = { phases: [{ seconds: 1, threads: 4 }], fails: false };
    const on = { cores: 2, workers: 1, queueLimit: 0 };
    expect(simulate(scenarioOf([work], [0], on)).end).toBeCloseTo(2, 12);
    expect(simulate(scenarioOf([work], [0], { ...on, backgroundThreads: 4 })).end).toBeCloseTo(4, 12);
  });

  it('makes work longer by the contention that was measured, at the share of the machine that is busy', () => {
    const work: JobWork = { phases: [{ seconds: 1, threads: 1 }], fails: false };
    const on: Machine = { cores: 2, workers: 2, queueLimit: 0, slowdown: (busy) => (busy > 0.5 ? 1.25 : 1) };
    expect(simulate(scenarioOf([work], [0], on)).end).toBeCloseTo(1, 12);
    expect(simulate(scenarioOf([work], [0, 0], on)).end).toBeCloseTo(1.25, 12);
  });

  it('begins each worker cold, once', () => {
    const jobs: JobWork[] = [1, 5].map((seconds) => ({ phases: [{ seconds, threads: 1 }], fails: false }));
    const scenario = scenarioOf(jobs, [0, 0, 0, 0], { cores: 2, workers: 2, queueLimit: Number.POSITIVE_INFINITY });
    const run = simulate({ ...scenario, documents: Int32Array.of(0, 0, 0, 0), coldDocuments: Int32Array.of(1, 1, 1, 1) });
    expect(run.cold_jobs).toBe(2);
    expect([...run.ended]).toEqual([5, 5, 6, 6]);
  });

  it('waits for a worker that is not up yet', () => {
    const work: JobWork = { phases: [{ seconds: 1, threads: 1 }], fails: false };
    const run = simulate(scenarioOf([work], [0], { cores: 1, workers: 1, queueLimit: 1, readyAt: [3] }));
    expect([run.started[0], run.end]).toEqual([3, 4]);
  });

  it('refuses what the queue has no room for', () => {
    const work: JobWork = { phases: [{ seconds: 1, threads: 1 }], fails: false };
    const run = simulate(scenarioOf([work], [0, 0.1, 0.2, 0.3], { cores: 1, workers: 1, queueLimit: 2 }));
    expect(run.outcome).toEqual(['completed', 'completed', 'completed', 'rejected']);
    expect(run.longest_queue).toBe(2);
  });
});
