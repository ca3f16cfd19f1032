/** For tests: a small comparison with a bit of everything. Knows no test runner. */
import type { ComparisonSamples, JobSample, PassSample, SideSample } from '../../../analysis/comparison/samples.ts';
import type { JobAccuracy } from '../../../contract/accuracy.ts';
import type { Comparison, SideName } from '../../../contract/comparison.ts';

const accuracy = (cer: number): JobAccuracy => ({
  text: {
    edits: 1,
    characters: 10,
    edits_without_spaces: 1,
    characters_without_spaces: 10,
    word_edits: 1,
    words: 2,
    rows: 1,
    rows_omitted: 0,
    characters_omitted: 0,
    characters_misread: 1,
    cer,
    cer_without_spaces: cer,
    wer: 0.5,
    omitted: 0,
    misread: 0.1,
  },
  fields: [
    { field: 'date', status: 'right', expected: '2026-01-02', found: '2026-01-02', similarity: 1 },
    { field: 'total', status: 'wrong', expected: '12.00', found: '13.00', similarity: 0.8 },
    { field: 'tax', status: 'spurious', expected: '', found: '1.00', similarity: 0 },
  ],
});

export const jobSample = (document: number, more: Partial<JobSample> = {}): JobSample => ({
  job: `job-${document}`,
  document,
  state: 'succeeded',
  temperature: 'warm',
  path: 'fast',
  cpu_us: 1_500_000,
  wall_us: 1_000_001,
  stages: { fetch: { cpu_us: 100_000, wall_us: 200_000 }, ocr: { cpu_us: 1_400_000, wall_us: 800_001 } },
  idle_spin_us: 250_000,
  accuracy: accuracy(0.125),
  lacks_required_field: false,
  ...more,
});

/** A job that no worker took. */
export const unfinishedJob = (document: number): JobSample =>
  jobSample(document, {
    state: 'unfinished',
    temperature: null,
    path: null,
    cpu_us: 0,
    wall_us: 0,
    stages: {},
    idle_spin_us: 0,
    accuracy: null,
  });

export const failedJob = (document: number): JobSample =>
  jobSample(document, {
    state: 'failed',
    path: null,
    cpu_us: 100_000,
    wall_us: 200_000,
    stages: { fetch: { cpu_us: 100_000, wall_us: 200_000 } },
    idle_spin_us: 0,
    accuracy: null,
  });

export const sideSample = (name: SideName, more: Partial<SideSample> = {}): SideSample => ({
  name,
  label: `ocr.threads=${name === 'a' ? 1 : 2}`,
  settings: { 'ocr.threads': name === 'a' ? 1 : 2, 'ocr.model': 'auto' },
  runs: ['0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11'],
  versions: { 'tesseract.js': '7.0.0' },
  surroundings: { machine: 'A machine, 2 cores', system: 'linux, 6.1' },
  gpu_libraries: [],
  ...more,
});

export const passSample = (number: number, side: SideName, jobs: readonly JobSample[]): PassSample => ({
  side,
  number,
  block: Math.floor(number / 4),
  half: number % 4 < 2 ? 0 : 1,
  jobs,
});

export const comparisonSamples = (more: Partial<ComparisonSamples> = {}): ComparisonSamples => ({
  metric: 'cpu',
  materiality: 0.02,
  seed: 7,
  blocks: 1,
  preset: null,
  design: 'interleaved',
  documents: ['one.jpg', 'two.jpg', 'three.jpg'],
  documents_left_out: 0,
  sides: [sideSample('a'), sideSample('b')],
  passes: ['a', 'b', 'b', 'a'].map((side, number) =>
    passSample(number, side as SideName, [jobSample(0, { temperature: 'cold' }), jobSample(1), jobSample(2)]),
  ),
  noise: null,
  ...more,
});

export const computed = (...warnings: Comparison['warnings']): Pick<Comparison, 'complete' | 'warnings'> => ({
  complete: true,
  warnings,
});
