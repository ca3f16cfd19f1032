import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { JobSample } from '../../analysis/comparison/samples.ts';
import type { SamplesFormat } from '../../contract/reader-calls.ts';
import { testFolder } from '../../store/testing/folders.ts';
import { PIECE_CHARACTERS } from '../traces/trace.ts';
import { readBenchmarks } from './testing/benchmark-format.ts';
import { comparisonSamples, computed, jobSample, passSample, unfinishedJob } from './testing/samples.ts';
import { writeSamples } from './write-samples.ts';

const formats: SamplesFormat[] = ['json', 'csv', 'go'];

function outFile() {
  const { path } = testFolder(onTestFinished);
  return { folder: path, file: join(path, 'samples') };
}

/** Jobs are made when they are asked for, and `made` tells how many were. */
function manyJobs(jobsPerPass: number) {
  const made = { jobs: 0 };
  const lazy = (): readonly JobSample[] =>
    new Proxy<JobSample[]>(new Array(jobsPerPass).fill(null), {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) {
          made.jobs += 1;
          return jobSample(Number(key) % 3, { job: `job-${key}` });
        }
        return Reflect.get(target, key, receiver);
      },
    });
  return { made, passes: (['a', 'b', 'b', 'a'] as const).map((side, number) => passSample(number, side, lazy())) };
}

test.each(formats)('%s is written whole, and says how many jobs are in it', async (format) => {
  const { folder, file } = outFile();
  const progress: string[] = [];
  const written = await writeSamples(comparisonSamples(), computed(), {
    format,
    file,
    onProgress: (done, total) => progress.push(`${done}/${total}`),
  });
  // Go's means leave out the cold job of each of the four passes.
  expect(written).toEqual({ file, samples: format === 'go' ? 8 : 12 });
  expect(progress).toEqual(['12/12']);
  expect(readdirSync(folder)).toEqual(['samples']);
});

test.each(['json', 'csv'] as const)('100,000 jobs as %s pass through, piece by piece, with progress', async (format) => {
  const { folder, file } = outFile();
  const { made, passes } = manyJobs(25_000);
  const steps: { done: number; bytes: number }[] = [];
  const written = await writeSamples(comparisonSamples({ passes }), computed(), {
    format,
    file,
    onProgress: (done, total) => {
      expect(total).toBe(100_000);
      expect(Math.abs(made.jobs - done)).toBeLessThanOrEqual(1);
      steps.push({ done, bytes: statSync(join(folder, readdirSync(folder)[0] ?? '')).size });
    },
  });
  expect(written.samples).toBe(100_000);
  expect(steps.map(({ done }) => done)).toEqual([...Array.from({ length: 1000 }, (_, index) => 100 * (index + 1)), 100_000]);
  const bytesPerJob = statSync(file).size / 100_000;
  // What was read and is not on its way to the disk is one piece.
  const waiting = steps.map(({ done, bytes }) => done * bytesPerJob - bytes);
  expect(Math.max(...waiting)).toBeLessThan(2 * PIECE_CHARACTERS);
});

test.each(formats)('a cancelled %s leaves nothing behind, and an older file as it was', async (format) => {
  const { folder, file } = outFile();
  writeFileSync(file, 'older');
  const stop = new AbortController();
  const reason = new Error('enough');
  const { made, passes } = manyJobs(25_000);
  const request = { format, file, signal: stop.signal, onProgress: () => stop.abort(reason) };
  await expect(writeSamples(comparisonSamples({ passes }), computed(), request)).rejects.toBe(reason);
  expect(readFileSync(file, 'utf8')).toBe('older');
  expect(readdirSync(folder)).toEqual(['samples']);
  // Go's format has to know first which documents all passes read; the others stop at the next piece.
  if (format !== 'go') expect(made.jobs).toBeLessThan(1000);
});

test('a place that cannot be written is named', async () => {
  const { file } = outFile();
  const missing = join(file, 'missing', 'out.json');
  const written = writeSamples(comparisonSamples(), computed(), { format: 'json', file: missing });
  await expect(written).rejects.toMatchObject({ code: 'export.failed' });
  expect(existsSync(missing)).toBe(false);
});

test.each(formats)('no figure is written as NaN or infinite in %s, whatever was recorded', async (format) => {
  const odd = [Number.NaN, Number.POSITIVE_INFINITY];
  for (const value of odd) {
    const { file } = outFile();
    const jobs = [
      jobSample(0, { cpu_us: value, idle_spin_us: value, stages: { ocr: { cpu_us: value, wall_us: 1 } } }),
      jobSample(1, { accuracy: { text: null, fields: [] }, wall_us: value }),
      unfinishedJob(2),
    ];
    const whole = [jobs[0]!, jobs[1]!];
    const passes = [passSample(0, 'a', jobs), passSample(1, 'b', jobs), passSample(2, 'b', whole), passSample(3, 'a', whole)];
    await writeSamples(comparisonSamples({ passes }), computed(), { format, file });
    const text = readFileSync(file, 'utf8');
    expect(text).not.toMatch(/nan|inf(?!o)/i);
    if (format === 'go') readBenchmarks(text);
  }
});
