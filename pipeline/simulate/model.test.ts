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

  it('has the CPU that no stage owns within the time that no stage has', () => {
    for (const workers of [1, 4]) {
      const work = first(workOf(sampleRun({ workers, cores: 4, jobs: 5, cpu: 2, between: 0.3, unattributed: 0.1 })));
      expect(cpuSeconds(work)).toBeCloseTo(2.1, 9);
      expect(aloneSeconds(work)).toBeCloseTo(2.3, 9);
    }
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

  it('takes no wait for a core for one of its own where other programs slowed every job', () => {
    // Two workers on two cores, of which others held more than one: no job ever had a core for itself.
    const slowed = { workers: 2, cores: 2, jobs: 20, cpu: 1, wall: (index: number) => 1.6 + (index % 5) / 2, background: 1.1 };
    for (const work of workOf(sampleRun(slowed))) expect(aloneSeconds(work)).toBeCloseTo(1, 9);
    // So it is with one worker, where others leave it less than a core.
    const alone = sampleRun({ ...slowed, workers: 1, background: 1.5 });
    expect(isContended(alone)).toBe(true);
    for (const work of workOf(alone)) expect(aloneSeconds(work)).toBeCloseTo(1, 9);
  });

  it('finds the wait that a stage has of its own under contention, by how much the busiest one was slowed', () => {
    const run = sampleRun({ workers: 2, cores: 2, jobs: 21 });
    const jobs = run.jobs.map((job, index) => {
      const stretch = 1.5 + (index % 7) / 4;
      const upload = { cpu_seconds: 0.1, wall_seconds: 0.1 * stretch + 0.3 };
      const ocr = { cpu_seconds: 2, wall_seconds: 2 * stretch };
      return { ...job, stages: { ocr, upload }, wall_seconds: ocr.wall_seconds + upload.wall_seconds };
    });
    for (const work of workOf({ ...run, jobs })) {
      expect(cpuSeconds(work)).toBeCloseTo(2.1, 9);
      expect(aloneSeconds(work)).toBeCloseTo(2.4, 9);
    }
  });

  it('is as each job was, not as they are on average, where there were cores enough', () => {
    const run = sampleRun({ workers: 1, cores: 4, jobs: 9, cpu: 2, wall: (index) => 1.5 + index / 8 });
    for (const [index, work] of workOf(run).entries()) {
      expect(aloneSeconds(work)).toBeCloseTo(1.5 + index / 8, 9);
      expect(cpuSeconds(work)).toBeCloseTo(2, 9);
    }
  });

  it('knows that a job failed', () => {
    expect(workOf(sampleRun({ failed: true })).every(({ fails }) => fails)).toBe(true);
  });
});
