import { describe, expect, it } from 'vitest';
import { isContended, workOf } from './model.ts';
import { sampleRun } from './testing/sample-run.ts';
import { aloneSeconds, cpuSeconds } from './workload.ts';

const first = <T>(list: readonly T[]): T => list[0] as T;

describe('the work of a measured job', () => {
  it('takes as long alone, and burns as much, as it was measured to where nothing disturbed it', () => {
    const run = sampleRun({ workers: 1, cores: 4, jobs: 5, cpu: 2, wall: 2.5, between: 0.1 });
    const work = first(workOf(run));
    expect(isContended(run)).toBe(false);
    expect(cpuSeconds(work)).toBeCloseTo(2, 9);
    expect(aloneSeconds(work)).toBeCloseTo(2.6, 9);
  });

  it('keeps more threads busy than one where its CPU exceeds its wall seconds', () => {
    const work = first(workOf(sampleRun({ workers: 1, cores: 4, jobs: 5, cpu: 6, wall: 2, between: 0 })));
    expect(Math.max(...work.phases.map(({ threads }) => threads))).toBeCloseTo(3, 9);
    expect(aloneSeconds(work)).toBeCloseTo(2, 9);
  });

  it('leaves out what it waited for a core, which the model adds itself', () => {
    // Ten jobs of 2 CPU seconds on one thread; in two of them nothing stood in their way, the others took twice as long.
    const run = sampleRun({ workers: 4, cores: 2, jobs: 10, cpu: 2, wall: (index) => (index < 2 ? 2 : 4), between: 0 });
    expect(isContended(run)).toBe(true);
    for (const work of workOf(run)) expect(aloneSeconds(work)).toBeCloseTo(2, 9);
  });

  it('knows that a job failed', () => {
    expect(workOf(sampleRun({ failed: true })).every(({ fails }) => fails)).toBe(true);
  });
});
