import { describe, expect, test } from 'vitest';
import type { JobAccuracy } from '../../contract/accuracy.ts';
import { compareSamples } from './compare.ts';
import { type SideJobs, sideInvariants } from './invariants.ts';
import type { ComparisonSamples, JobSample } from './samples.ts';
import { simulate } from './testing/simulate.ts';

/** So many wrong characters of 1,000. */
const accuracy = (edits: number): JobAccuracy => ({
  text: {
    edits,
    characters: 1000,
    edits_without_spaces: edits,
    characters_without_spaces: 1000,
    word_edits: edits,
    words: 200,
    rows: 30,
    rows_omitted: 0,
    characters_omitted: 0,
    characters_misread: edits,
    cer: edits / 1000,
    cer_without_spaces: edits / 1000,
    wer: edits / 200,
    omitted: 0,
    misread: edits / 1000,
  },
  fields: [],
});

/** Documents of side `a` have between 20 and 60 wrong characters. */
const wrongBefore = (document: number): number => 20 + ((document * 17) % 41);

const compareTexts = (wrong: (document: number) => number) =>
  compareSamples(
    simulate({
      seed: 3,
      effect: (side) => (side === 'b' ? 0.5 : 1),
      sides: [{ workers: 1 }, { workers: 2 }],
      accuracy: (side, document) => accuracy(side === 'a' ? wrongBefore(document) : wrong(document)),
    }),
  );

const holdsOf = (result: ReturnType<typeof compareSamples>, name: string) =>
  result.sides[1]!.invariants.find((invariant) => invariant.name === name)!.holds;

const withJobs = (samples: ComparisonSamples, change: (job: JobSample, index: number) => JobSample): ComparisonSamples => ({
  ...samples,
  passes: samples.passes.map((pass) => (pass.side === 'b' ? { ...pass, jobs: pass.jobs.map(change) } : pass)),
});

describe('text', () => {
  test('that is ruined makes a side inadmissible, though it costs half', () => {
    const result = compareTexts((document) => wrongBefore(document) + 80);
    expect(result).toMatchObject({ verdict: 'inadmissible', contrasts: [{ cpu: { verdict: 'faster' } }] });
    expect(result.sentence).toMatch(/^Inadmissible, whatever it saves: b \(workers=2\) breaks an invariant: text \(/);
    expect(result.sides.map(({ admissible }) => admissible)).toEqual([true, false]);
  });

  test('that is the same, or now better and now worse, is admissible', () => {
    expect(holdsOf(compareTexts(wrongBefore), 'text')).toBe(true);
    const mixed = compareTexts((document) => wrongBefore(document) + (document % 2 === 0 ? 9 : -8));
    expect(holdsOf(mixed, 'text')).toBe(true);
    expect(mixed.verdict).toBe('faster');
  });

  test('is judged only against another side, and with truth', () => {
    const result = compareSamples(simulate({ seed: 3 }));
    expect(result.sides.map(({ invariants }) => invariants.find(({ name }) => name === 'text')!.holds)).toEqual([null, null]);
    expect(compareTexts(wrongBefore).sides[0]!.invariants.find(({ name }) => name === 'text')!.holds).toBeNull();
  });
});

test('required fields that go missing on half of the documents break the side', () => {
  const samples = simulate({ seed: 3 });
  const lacking = withJobs(samples, (job) => ({ ...job, lacks_required_field: job.document % 2 === 0 }));
  expect(compareSamples(lacking)).toMatchObject({ verdict: 'inadmissible' });
  // One document of twelve may be the sample's luck.
  const one = withJobs(samples, (job) => ({ ...job, lacks_required_field: job.document === 0 }));
  expect(holdsOf(compareSamples(one), 'required_fields')).toBe(true);
});

test('a failed job in a hundred is within the limit, in fifty beyond it', () => {
  const jobs = (count: number, failed: number): SideJobs => ({
    side: { name: 'b', gpu_libraries: null },
    jobs: Array.from({ length: count }, (_, index) => ({
      ...simulate({ seed: 1, blocks: 1 }).passes[0]!.jobs[0]!,
      document: index,
      state: index < failed ? ('failed' as const) : ('succeeded' as const),
    })),
  });
  const holds = (side: SideJobs) => sideInvariants(side, null, 1).find(({ name }) => name === 'error_rate')!;
  expect(holds(jobs(100, 1))).toMatchObject({ holds: true, sentence: '1 of 100 jobs failed (limit 1 %)' });
  expect(holds(jobs(50, 1)).holds).toBe(false);
  expect(holds(jobs(0, 0)).holds).toBeNull();
});

test('a job that skipped OCR, or a library of a graphics processor, breaks the side, and is named', () => {
  const samples = simulate({ seed: 3 });
  const { ocr: _, ...withoutOcr } = samples.passes[0]!.jobs[1]!.stages;
  const skipped = withJobs(samples, (job, index) => (index === 2 ? { ...job, stages: withoutOcr } : job));
  expect(compareSamples(skipped).sentence).toContain('OCR on every document (OCR ran on 120 of 130 jobs)');
  const sides = samples.sides.map((side) => (side.name === 'b' ? { ...side, gpu_libraries: ['libcuda.so.1'] } : side));
  expect(compareSamples({ ...samples, sides }).sentence).toContain('a worker had loaded libcuda.so.1');
});

test('a baseline that breaks an invariant itself is warned of, and no verdict', () => {
  const samples = simulate({ seed: 3 });
  const sides = samples.sides.map((side) => (side.name === 'a' ? { ...side, gpu_libraries: ['libcuda.so.1'] } : side));
  const { warnings, verdict, sentence } = compareSamples({ ...samples, sides });
  expect(warnings.map(({ code }) => code)).toEqual(['compare.baseline_breaks']);
  expect(sentence).toContain('breaks an invariant itself');
  expect(verdict).not.toBe('inadmissible');
});
