import { describe, expect, test } from 'vitest';
import { type Comparison, comparisonSchema } from '../../contract/comparison.ts';
import { compareSamples } from './compare.ts';
import type { ComparisonSamples, JobSample } from './samples.ts';
import { simulate } from './testing/simulate.ts';

const faster = (side: string, stage: string): number => (side === 'b' && stage === 'ocr' ? 0.85 : 1);
const contrastOf = ({ contrasts }: Comparison) => contrasts[0]!;

const withEveryJob = (samples: ComparisonSamples, change: (job: JobSample, side: string) => JobSample): ComparisonSamples => ({
  ...samples,
  passes: samples.passes.map((pass) => ({ ...pass, jobs: pass.jobs.map((job) => change(job, pass.side)) })),
});

describe('the whole result', () => {
  test('is the same for the same samples and seed, to the last digit, and fits its schema', () => {
    const result = compareSamples(simulate({ seed: 8, effect: faster }));
    expect(compareSamples(simulate({ seed: 8, effect: faster }))).toEqual(result);
    expect(comparisonSchema.parse(result)).toEqual(result);
  });

  test('another seed draws other resamples, and leaves the t interval alone', () => {
    const samples = simulate({ seed: 8 });
    const [one, other] = [samples, { ...samples, seed: 6 }].map((each) => contrastOf(compareSamples(each)).cpu);
    expect(other!.ratio).toEqual(one!.ratio);
    expect(other!.bootstrap).not.toEqual(one!.bootstrap);
  });

  test('says what a person who decides asks', () => {
    expect(compareSamples(simulate({ seed: 8, effect: faster, passNoise: 0.01 })).sentence).toMatch(
      /^b \(ocr\.threads=2\) uses \d+\.\d % less CPU per document than a \(ocr\.threads=4\): \d+\.\d to \d+\.\d % \(95 %\), 10 pass pairs\.$/,
    );
    expect(compareSamples(simulate({ seed: 8, blocks: 2, effect: (side) => (side === 'b' ? 1.03 : 1) })).sentence).toMatch(
      /^Can't tell: b \(ocr\.threads=2\) uses between \d+\.\d % less and \d+\.\d % more CPU per document than a \(ocr\.threads=4\) \(95 %\), 4 pass pairs/,
    );
    expect(compareSamples(simulate({ seed: 8, passNoise: 0.005, drift: 0 })).sentence).toMatch(
      /^b \(ocr\.threads=2\) uses as much CPU per document as a \(ocr\.threads=4\), within ±2 %: between \d\.\d % less and \d\.\d % more \(95 %\), 10 pass pairs\.$/,
    );
  });

  test('names the setting that is swept, and its values in the order of the sides', () => {
    const sides = [1, 2, 4, 8].map((threads) => ({ 'ocr.threads': threads }));
    expect(compareSamples(simulate({ seed: 1, sides, blocks: 1 })).sweep).toEqual({
      key: 'ocr.threads',
      values: ['1', '2', '4', '8'],
    });
    const two = [{}, { 'ocr.threads': 2, preOcr: true }];
    expect(compareSamples(simulate({ seed: 1, sides: two, blocks: 1 })).sweep).toBeNull();
  });

  test('a preset has its band, on the second side', () => {
    const { contrasts } = compareSamples(
      simulate({ seed: 8, effect: faster, passNoise: 0.002, drift: 0, more: { preset: 'threads' } }),
    );
    expect(contrasts[0]!.band).toMatchObject({ low: 0.1, high: 0.2, position: 'within' });
  });
});

describe('no verdict', () => {
  test('before the plan is done, with what was seen so far', () => {
    const samples = simulate({ seed: 8, effect: faster });
    const result = compareSamples({ ...samples, passes: samples.passes.slice(0, 14) });
    expect(result).toMatchObject({ complete: false, verdict: 'cannot_tell' });
    expect(result.sentence).toMatch(/^Can't tell: stopped after 14 of 20 passes\. So far b uses \d+\.\d % less CPU/);
    expect(contrastOf(result).cpu.verdict).toBe('faster');
  });

  test('of one pass on each side, whatever it shows', () => {
    const samples = simulate({ seed: 8, effect: (side) => (side === 'b' ? 0.3 : 1) });
    const passes = ['a', 'b'].flatMap((name) => samples.passes.filter(({ side }) => side === name).slice(0, 1));
    const result = compareSamples({ ...samples, passes, design: 'stored' });
    expect(result.verdict).toBe('cannot_tell');
    expect(result.sentence).toMatch(
      /^Can't tell: one pass on each side is never a verdict\. Observed once: b uses \d\d\.\d % less CPU/,
    );
    expect(contrastOf(result).cpu).toMatchObject({ p: null, p_holm: null, bootstrap: null, pairs: 1, more_blocks: null });
  });

  test('of equal values: they are equivalent, with p 1', () => {
    const equal = withEveryJob(simulate({ seed: 8 }), (job) => ({
      ...job,
      cpu_us: 1_000_000 + job.document,
      wall_us: 1_100_000,
      stages: { fetch: { cpu_us: 1000, wall_us: 1200 }, ocr: { cpu_us: 999_000 + job.document, wall_us: 1_098_800 } },
    }));
    const { contrasts, verdict, detectable } = compareSamples(equal);
    expect(verdict).toBe('equivalent');
    expect(detectable).toBeNull();
    for (const effect of [
      contrasts[0]!.cpu,
      contrasts[0]!.wall,
      contrasts[0]!.stages.fetch!.cpu,
      contrasts[0]!.stages.ocr!.cpu,
    ]) {
      expect(effect).toMatchObject({ ratio: { estimate: 1, low: 1, high: 1 }, p: 1, p_holm: 1, verdict: 'equivalent' });
    }
  });
});

describe('what enters a pass pair', () => {
  test('are warm jobs that succeeded: cold and failed ones stand apart, however dear', () => {
    const samples = simulate({ seed: 8 });
    const dear = withEveryJob(samples, (job, side) =>
      job.temperature === 'cold' && side === 'b' ? { ...job, cpu_us: job.cpu_us * 50 } : job,
    );
    const failed = {
      ...dear,
      passes: dear.passes.map((pass) => ({
        ...pass,
        jobs: [...pass.jobs, { ...pass.jobs[1]!, state: 'failed' as const, cpu_us: 1 }],
      })),
    };
    expect(contrastOf(compareSamples(failed)).cpu).toEqual(contrastOf(compareSamples(samples)).cpu);
    const [a, b] = compareSamples(failed).sides;
    expect(b!.cold.cpu_seconds).toBeGreaterThan(10 * a!.cold.cpu_seconds!);
    expect(b!.jobs).toEqual({ warm: 120, cold: 10, failed: 10, unfinished: 0 });
  });

  test('are documents that both passes read warm', () => {
    const samples = simulate({ seed: 8 });
    const holes = (spoil: number) =>
      withEveryJob(samples, (job, side) =>
        side === 'b' && job.document === 3 ? { ...job, state: 'failed', cpu_us: spoil, stages: {} } : job,
      );
    const lost = compareSamples(holes(1));
    expect(lost.sides.map(({ documents }) => documents)).toEqual([11, 11]);
    expect(contrastOf(lost).cpu).toEqual(contrastOf(compareSamples(holes(9_999_999_999))).cpu);
  });

  test('are passes of one half of a block: a missing pass costs its own pair and shifts no other', () => {
    const samples = simulate({ seed: 8 });
    const lost = samples.passes.find(({ side, block, half }) => side === 'b' && block === 1 && half === 0)!;
    const without = samples.passes.filter((pass) => pass !== lost);
    const pairGone = without.filter(({ block, half }) => block !== 1 || half !== 0);
    const { cpu } = contrastOf(compareSamples({ ...samples, passes: without }));
    expect(cpu.pairs).toBe(9);
    expect(cpu.ratio).toEqual(contrastOf(compareSamples({ ...samples, passes: pairGone })).cpu.ratio);
  });

  test('where a document used nothing in a stage, the ratio of the sums stands for it', () => {
    const samples = withEveryJob(simulate({ seed: 8 }), (job) =>
      job.document === 0 ? { ...job, stages: { ...job.stages, fetch: { cpu_us: 0, wall_us: 90 } } } : job,
    );
    const { fetch } = contrastOf(compareSamples(samples)).stages;
    expect([fetch!.cpu.statistic, fetch!.wall.statistic]).toEqual(['ratio_of_sums', 'log_ratio']);
    expect(fetch!.cpu.bootstrap!.low).toBeLessThan(fetch!.cpu.ratio!.estimate);
  });

  test('a stage that only one side runs has no ratio, and the reason', () => {
    const samples = withEveryJob(simulate({ seed: 8 }), (job, side) =>
      side === 'b' ? { ...job, stages: { ...job.stages, pre_ocr: { cpu_us: 5, wall_us: 6 } } } : job,
    );
    expect(contrastOf(compareSamples(samples)).stages.pre_ocr!.cpu).toMatchObject({
      ratio: null,
      p: null,
      verdict: 'cannot_tell',
      reason: 'Only one of the two sides did this work, so there is no ratio.',
    });
  });

  test('one document that carries it all is named as what it is', () => {
    const carried = withEveryJob(simulate({ seed: 8, passNoise: 0.003, documentNoise: 0.002 }), (job, side) =>
      side === 'b' ? { ...job, cpu_us: job.cpu_us * (job.document === 0 ? 3 : 0.99) } : job,
    );
    const result = compareSamples(carried);
    expect(contrastOf(result).cpu.verdict).toBe('slower');
    expect(contrastOf(result).cpu.bootstrap!.low).toBeLessThanOrEqual(1);
    expect(result.sentence).toContain('A few documents carry it');
  });
});

describe('sides', () => {
  test('stages add up to the document, and what is per hour is its inverse', () => {
    const [a] = compareSamples(simulate({ seed: 2 })).sides;
    const stages = Object.values(a!.stages).reduce((sum, { cpu_seconds }) => sum + cpu_seconds.estimate, 0);
    expect(stages).toBeCloseTo(a!.cpu_seconds!.estimate, 9);
    expect(a!.documents_per_cpu_hour!.estimate).toBeCloseTo(3600 / a!.cpu_seconds!.estimate, 9);
    expect(a!.cpu_seconds!.low).toBeLessThan(a!.cpu_seconds!.estimate);
  });

  test('the mean is over documents: a pass that lacks a dear one is not a cheap pass', () => {
    const samples = simulate({ seed: 2, passNoise: 0, drift: 0, documentNoise: 0 });
    const dearest = Math.max(...samples.passes[0]!.jobs.map(({ cpu_us }) => cpu_us));
    const dear = samples.passes[0]!.jobs.find(({ cpu_us }) => cpu_us === dearest)!.document;
    const [first] = samples.passes;
    const without = samples.passes.map((pass) =>
      pass === first ? { ...pass, jobs: pass.jobs.filter(({ document }) => document !== dear) } : pass,
    );
    const width = (each: ComparisonSamples): number => {
      const { low, high, estimate } = compareSamples(each).sides.find(({ name }) => name === first!.side)!.cpu_seconds!;
      return (high - low) / estimate;
    };
    expect(width({ ...samples, passes: without })).toBeLessThan(1.5 * width(samples));
  });
});

test('the matrix holds every two sides once, seen from both, and side b over a as its contrast does', () => {
  const sides = [1, 2, 4].map((threads) => ({ 'ocr.threads': threads }));
  const { matrix, contrasts } = compareSamples(simulate({ seed: 3, sides, effect: faster }));
  expect(matrix.map((row) => row.map((cell) => cell === null))).toEqual([
    [true, false, false],
    [false, true, false],
    [false, false, true],
  ]);
  expect(matrix[1]![0]!.ratio).toEqual(contrasts[0]!.cpu.ratio);
  expect(matrix[0]![1]!.ratio!.estimate).toBeCloseTo(1 / matrix[1]![0]!.ratio!.estimate, 12);
  expect([matrix[1]![0]!.verdict, matrix[0]![1]!.verdict]).toEqual(['faster', 'slower']);
});
