import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, onTestFinished, test } from 'vitest';
import { publishedSchemas } from '../../../scripts/published-schemas.ts';
import type { ComparisonSamples } from '../../analysis/comparison/samples.ts';
import { SAMPLES_FORMAT, type SamplesFile, samplesFileSchema } from '../../contract/samples-file.ts';
import { testFolder } from '../../store/testing/folders.ts';
import { comparisonSamples, computed, failedJob, jobSample, passSample, sideSample, unfinishedJob } from './testing/samples.ts';
import { writeSamples } from './write-samples.ts';

async function written(samples: ComparisonSamples, comparison = computed()): Promise<SamplesFile> {
  const file = join(testFolder(onTestFinished).path, 'samples.json');
  await writeSamples(samples, comparison, { format: 'json', file });
  return JSON.parse(readFileSync(file, 'utf8'));
}

const published = publishedSchemas.find(({ schema }) => schema.title === 'Raw samples of a comparison')!;
const validate = new Ajv2020({ strict: false }).compile(published.schema);

const passes = [
  passSample(0, 'a', [jobSample(0, { temperature: 'cold' }), failedJob(1)]),
  passSample(1, 'b', [jobSample(1), unfinishedJob(0)]),
];

test('a file says of itself what was compared, how, and under which warnings', async () => {
  const warnings = [{ code: 'compare.machine', message: 'The machines differ (“a”, b).' }];
  const file = await written(comparisonSamples({ passes, preset: 'threads', documents_left_out: 4 }), {
    complete: false,
    warnings,
  });
  expect(samplesFileSchema.parse(file)).toEqual(file);
  expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
  const { samples, ...about } = file;
  expect(about).toEqual({
    format: SAMPLES_FORMAT,
    design: 'interleaved',
    complete: false,
    plan: { seed: 7, blocks: 1, metric: 'cpu', materiality: 0.02, preset: 'threads' },
    sides: [sideSample('a'), sideSample('b')],
    documents: ['one.jpg', 'two.jpg', 'three.jpg'],
    documents_left_out: 4,
    warnings,
  });
  expect(samples).toHaveLength(4);
});

test('a sample is a job with its pass, its document and what each stage took', async () => {
  const [cold] = (await written(comparisonSamples({ passes }))).samples;
  expect(cold).toEqual({
    side: 'a',
    pass: 0,
    block: 0,
    half: 0,
    document: 0,
    file: 'one.jpg',
    job: 'job-0',
    path: 'fast',
    temperature: 'cold',
    state: 'succeeded',
    cpu_seconds: 1.5,
    wall_seconds: 1.000001,
    stages: { fetch: { cpu_seconds: 0.1, wall_seconds: 0.2 }, ocr: { cpu_seconds: 1.4, wall_seconds: 0.800001 } },
    idle_spin_cpu_seconds: 0.25,
    cer: 0.125,
    fields_right: 1,
    fields_expected: 2,
  });
});

test('failed jobs keep what they burnt, and unfinished ones claim no seconds', async () => {
  const { samples } = await written(comparisonSamples({ passes }));
  const [, failed, , unfinished] = samples;
  expect(failed).toMatchObject({ state: 'failed', cpu_seconds: 0.1, stages: { fetch: { cpu_seconds: 0.1 } }, cer: null });
  expect(unfinished).toMatchObject({ state: 'unfinished', cpu_seconds: null, wall_seconds: null, stages: {} });
  expect(unfinished).toMatchObject({ idle_spin_cpu_seconds: null, fields_right: null });
});

test('without a job it is still a file by its schema', async () => {
  const file = await written(comparisonSamples({ passes: [] }));
  expect(validate(file)).toBe(true);
  expect(file.samples).toEqual([]);
});

test('the published schema refuses a file of another version, or with a sample that says less', async () => {
  const file = await written(comparisonSamples({ passes }));
  expect(validate({ ...file, format: 'rythmiq-bench-samples/2' })).toBe(false);
  const [{ state: _, ...stateless }] = file.samples as [SamplesFile['samples'][number]];
  expect(validate({ ...file, samples: [stateless] })).toBe(false);
});
