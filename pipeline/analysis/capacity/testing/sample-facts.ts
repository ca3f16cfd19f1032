/**
 * Facts to try screens, reports and decisions on: made up, from a seed. Nothing here was measured, and nothing that ships uses it.
 */
import type { CapacityBasis, CapacityFacts } from '../../../contract/capacity.ts';
import { seededDraw } from '../../comparison/seeded.ts';
import { keepCriteria, makeCriteria } from '../../decision/criteria.ts';

const REPLICATES = 2000;
const run = '11111111-1111-4111-8111-111111111111';

export interface SampleWishes {
  /** Mean CPU seconds of a warm document on each path; null: none was measured. */
  readonly fast?: number | null;
  readonly standard?: number | null;
  /** Relative standard error of each. */
  readonly error?: number;
  readonly documents?: number;
  /** Null: no cold document. */
  readonly surcharge?: number | null;
  readonly coldShare?: number;
  readonly failed?: number;
  readonly elasticity?: number | null;
  readonly passNoise?: number | null;
}

export function sampleBasis(wishes: SampleWishes = {}): CapacityBasis {
  const { fast = 1.2, standard = 2.4, error = 0.05, documents = 40, surcharge = 0.8, coldShare = 0.05, failed = 0 } = wishes;
  const { elasticity = 0.6, passNoise = null } = wishes;
  const near = (name: string, mean: number | null, deviation: number): Float64Array<ArrayBuffer> => {
    if (mean === null) return new Float64Array();
    const draw = seededDraw(1, name);
    const uniform = () => (draw(1_000_000) + 0.5) / 1_000_000;
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    return Float64Array.from({ length: REPLICATES }, () => mean + deviation * normal());
  };
  const cold = surcharge === null ? 0 : Math.round(documents * coldShare);
  const pathOf = (cpu: number | null, share: number) => ({
    documents: cpu === null ? 0 : Math.round(documents * share),
    warm_jobs: cpu === null ? 0 : Math.round(documents * share),
    cold_jobs: 0,
    cpu_seconds: cpu,
  });
  return {
    documents,
    passes: 1,
    jobs: { succeeded: documents, failed: failed === 0 ? 0 : 1, unfinished: 0 },
    paths: { fast: pathOf(fast, 0.7), standard: pathOf(standard, 0.3) },
    cold: { jobs: cold, share: surcharge === null ? 0 : coldShare, surcharge, method: surcharge === null ? null : 'unpaired' },
    failed: { jobs: failed === 0 ? 0 : 1, share: failed === 0 ? 0 : 1 / (documents + 1), cpu_seconds: failed },
    size: {
      mean_bytes: 1_400_000,
      elasticity: elasticity === null ? null : { estimate: elasticity, low: elasticity - 0.2, high: elasticity + 0.2 },
      documents: elasticity === null ? 0 : documents,
    },
    outside: { startup_cpu_seconds: 0.41, unattributed_cpu_seconds: 0.0006 },
    stages: { fetch: 0.003, quality_scoring: 0.22, enhancement: 0.03, ocr: 1.2, schema_adaptation: 0.06, upload: 0.08 },
    pass_noise: passNoise === null ? null : { relative: passNoise, from: 'this_machine' },
    replicates: {
      fast: near('fast', fast, (fast ?? 0) * error),
      standard: near('standard', standard, (standard ?? 0) * error),
      surcharge: near('surcharge', surcharge, Math.abs(surcharge ?? 0) * 0.3),
      failed: near('failed', failed, failed * 0.5),
      elasticity: near('elasticity', elasticity, 0.1),
      pass: near('pass', 1, passNoise ?? 0),
    },
    degrees_of_freedom: {
      fast: fast === null ? null : Math.round(documents * 0.7) - 1,
      standard: standard === null ? null : Math.round(documents * 0.3) - 1,
      surcharge: cold > 1 ? cold - 1 : null,
      failed: failed === 0 ? null : documents - 1,
      pass: passNoise === null ? null : 5,
    },
  };
}

export function sampleFacts(wishes: SampleWishes = {}, changes: Partial<CapacityFacts> = {}): CapacityFacts {
  return {
    of: { runs: [run], side: null },
    title: 'baseline',
    runs: [{ id: run, name: 'baseline', created_at: '2026-11-20T09:30:00.000Z', state: 'completed', kind: 'run' }],
    settings: { 'ocr.engine': 'tesseract.js', 'ocr.threads': 1, workers: 1 },
    machine: 'AMD EPYC, 2 cores; linux',
    basis: sampleBasis(wishes),
    kept_criteria: keepCriteria(makeCriteria()),
    invariants: [
      { name: 'ocr_on_every_job', holds: true, sentence: 'OCR ran on 40 of 40 documents' },
      {
        name: 'required_fields',
        holds: null,
        sentence: 'every required field has a value, right or wrong, on 38 of 40 documents',
      },
      { name: 'error_rate', holds: true, sentence: '0 of 40 documents failed (limit 1 %)' },
      { name: 'no_gpu', holds: true, sentence: 'no library of a graphics processor was loaded' },
    ],
    drift: {
      reference: { run: '22222222-2222-4222-8222-222222222222', name: 'October scans', created_at: '2026-10-02T08:00:00.000Z' },
      checks: [
        {
          what: 'cold_frequency',
          title: 'Cold-start frequency',
          test: 'Fisher’s exact test',
          threshold: 'drift: p below 0.05 (Holm) and the share moved by more than 5 points',
          here: '5.0 % of 40 documents',
          reference: '4.8 % of 42 documents',
          p: 1,
          verdict: 'steady',
          sentence: 'Cold starts are as frequent as in the baseline.',
        },
        {
          what: 'size',
          title: 'Document size',
          test: 'Kolmogorov–Smirnov, by permutation',
          threshold: 'drift: p below 0.05 (Holm) and the median moved by more than 25 %',
          here: 'median 1.4 MB, 90 % below 3.1 MB',
          reference: 'median 0.8 MB, 90 % below 1.9 MB',
          p: 0.002,
          verdict: 'drifted',
          sentence: 'Documents are larger than in the baseline: the median is 1.4 MB instead of 0.8 MB.',
        },
        {
          what: 'quality',
          title: 'Quality score',
          test: 'Kolmogorov–Smirnov, by permutation',
          threshold: 'drift: p below 0.05 (Holm) and the median moved by more than 0.05',
          here: 'median 0.81',
          reference: 'median 0.79',
          p: 0.4,
          verdict: 'steady',
          sentence: 'Quality scores are as in the baseline.',
        },
        {
          what: 'arrivals',
          title: 'Weekend and peak traffic',
          test: 'Kolmogorov–Smirnov, by permutation',
          threshold: 'drift: p below 0.05 (Holm) and the peak moved by more than 25 %',
          here: null,
          reference: null,
          p: null,
          verdict: 'not_measured',
          sentence: 'Not measured: the run had no arrivals.',
        },
      ],
    },
    options: [
      {
        title: 'OCR threads 4 → 2',
        preset: 'threads',
        expected: { low: 0.1, high: 0.2 },
        comparison: '33333333-3333-4333-8333-333333333333',
        ratio: { estimate: 0.84, low: 0.78, high: 0.9 },
        verdict: 'faster',
        same_settings: true,
        sentence: 'Takes 16 % less CPU (10 to 22 %).',
        command: 'rbench compare --run 33333333',
      },
      {
        title: 'Lighter OCR model',
        preset: 'light-model',
        expected: { low: 0.3, high: 0.4 },
        comparison: null,
        ratio: null,
        verdict: null,
        same_settings: false,
        sentence: 'Not measured.',
        command: 'rbench compare --preset light-model',
      },
    ],
    warnings: [{ code: 'sample.small', message: 'Only 9 warm documents were measured; a mean over fewer than 20 says little.' }],
    ...changes,
  };
}
