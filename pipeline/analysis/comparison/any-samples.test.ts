/** Whatever the samples hold, the result fits its schema: which refuses NaN and Infinity, so that no screen ever shows them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparisonSchema, sideNames } from '../../contract/comparison.ts';
import { stageNames } from '../../contract/stages.ts';
import { compareSamples } from './compare.ts';
import type { ComparisonSamples, JobSample, PassSample } from './samples.ts';

const microseconds = fc.oneof(fc.constant(0), fc.nat(10), fc.nat(2_000_000_000), fc.constant(Number.MAX_SAFE_INTEGER));
const cost = fc.record({ cpu_us: microseconds, wall_us: microseconds });
const rate = fc.constantFrom(0, 0.1, 1, 4);

const accuracy = fc.record({
  text: fc.option(
    fc.record({
      edits: fc.nat(50),
      characters: fc.nat(50),
      edits_without_spaces: fc.nat(50),
      characters_without_spaces: fc.nat(50),
      word_edits: fc.nat(9),
      words: fc.nat(9),
      rows: fc.nat(9),
      rows_omitted: fc.nat(9),
      characters_omitted: fc.nat(9),
      characters_misread: fc.nat(9),
      cer: rate,
      cer_without_spaces: rate,
      wer: rate,
      omitted: rate,
      misread: rate,
    }),
  ),
  fields: fc.array(
    fc.record({
      field: fc.constantFrom('date' as const, 'total' as const),
      status: fc.constantFrom('right' as const, 'wrong' as const, 'missing' as const, 'spurious' as const),
      expected: fc.string(),
      found: fc.option(fc.string()),
      similarity: fc.constant(0.5),
    }),
    { maxLength: 2 },
  ),
});

const job: fc.Arbitrary<JobSample> = fc.record({
  job: fc.uuid(),
  document: fc.nat(3),
  state: fc.constantFrom('succeeded', 'succeeded', 'succeeded', 'failed', 'unfinished'),
  temperature: fc.constantFrom('warm', 'warm', 'cold', null),
  path: fc.constantFrom('fast', 'standard', null),
  cpu_us: microseconds,
  wall_us: microseconds,
  stages: fc.dictionary(fc.constantFrom(...stageNames), cost),
  idle_spin_us: microseconds,
  accuracy: fc.option(accuracy),
  lacks_required_field: fc.boolean(),
});

const pass: fc.Arbitrary<PassSample> = fc.record({
  side: fc.constantFrom(...sideNames),
  number: fc.nat(12),
  block: fc.nat(2),
  half: fc.constantFrom(0, 1),
  jobs: fc.array(job, { maxLength: 6 }),
});

const samples: fc.Arbitrary<ComparisonSamples> = fc
  .record({
    metric: fc.constantFrom('cpu', 'wall'),
    materiality: fc.constantFrom(0.001, 0.02, 0.5),
    seed: fc.nat(),
    blocks: fc.nat(3),
    preset: fc.constantFrom(null, 'threads', 'unheard of'),
    design: fc.constantFrom('interleaved', 'stored'),
    documents: fc.array(fc.string(), { maxLength: 4 }),
    documents_left_out: fc.nat(2),
    sides: fc
      .tuple(
        fc.integer({ min: 2, max: 4 }),
        fc.constantFrom('ocr.threads', 'workers', 'upload'),
        fc.option(fc.array(fc.string())),
      )
      .map(([count, key, gpu_libraries]) =>
        sideNames.slice(0, count).map((name, index) => ({
          name,
          label: '',
          settings: { [key]: key === 'upload' ? 1 : index },
          runs: [],
          versions: {},
          surroundings: {},
          gpu_libraries,
        })),
      ),
    passes: fc.array(pass, { maxLength: 14 }),
    noise: fc.option(
      fc.record({
        pairs: fc.constant(4),
        pair_noise: fc.constant({ cpu: 0.02, wall: 0 }),
        floors: fc.constant({ fetch: { cpu: 0, wall: 0.3 } }),
      }),
    ),
  })
  .map((each): ComparisonSamples => each as ComparisonSamples);

test('any samples give a result that fits its schema, and a sentence', () => {
  fc.assert(
    fc.property(samples, (each) => {
      const result = comparisonSchema.parse(compareSamples(each));
      expect(result.sentence).not.toMatch(/NaN|Infinity|undefined|null/);
      expect(result.sentence.length).toBeGreaterThan(10);
      for (const { cpu, wall } of result.contrasts) {
        for (const { ratio, pairs, verdict } of [cpu, wall]) {
          if (ratio === null || pairs < 2) expect(verdict).toBe('cannot_tell');
          else expect(ratio.low <= ratio.estimate && ratio.estimate <= ratio.high).toBe(true);
        }
      }
    }),
    { numRuns: 300, seed: 20_261_123 },
  );
});
