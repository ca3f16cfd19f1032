import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ComparisonSamples, JobSample } from '../../analysis/comparison/samples.ts';
import type { SideName } from '../../contract/comparison.ts';
import { testFolder } from '../../store/testing/folders.ts';
import { goSamples } from './samples-go.ts';
import { benchstatTables, readBenchmarks } from './testing/benchmark-format.ts';
import { comparisonSamples, computed, failedJob, jobSample, passSample, sideSample, unfinishedJob } from './testing/samples.ts';
import { writeSamples } from './write-samples.ts';

const goOf = (samples: ComparisonSamples, comparison = computed()): string =>
  [...goSamples({ samples, comparison, onJobs: () => undefined })].join('');

const passesOf = (...passes: readonly (readonly [SideName, readonly JobSample[]])[]) =>
  passes.map(([side, jobs], number) => passSample(number, side, jobs));

/** Took so long, of which OCR a half; CPU is twice the wall. */
const took = (document: number, milliseconds: number, more: Partial<JobSample> = {}): JobSample =>
  jobSample(document, {
    cpu_us: milliseconds * 2000,
    wall_us: milliseconds * 1000,
    stages: { ocr: { cpu_us: milliseconds * 1000, wall_us: milliseconds * 500 } },
    ...more,
  });

/** `[name, iterations, wall, cpu]` in milliseconds. */
const linesOf = (text: string) =>
  readBenchmarks(text).lines.map(({ name, iterations, values }) => [
    name,
    iterations,
    values.get('ns/op')! / 1e6,
    values.get('cpu-ns/op')! / 1e6,
  ]);

test('a pass is a line for its total and one for each stage: the mean over its documents', () => {
  const passes = passesOf(['a', [took(0, 10), took(1, 30)]], ['b', [took(0, 20), took(1, 40)]]);
  expect(linesOf(goOf(comparisonSamples({ passes })))).toEqual([
    ['Document/stage=total/side=a', 2, 20, 40],
    ['Document/stage=ocr/side=a', 2, 10, 20],
    ['Document/stage=total/side=b', 2, 30, 60],
    ['Document/stage=ocr/side=b', 2, 15, 30],
  ]);
});

test('cold and failed jobs are in no mean, and what one pass lacks is left out of all', () => {
  const passes = passesOf(
    ['b', [took(0, 900, { temperature: 'cold' }), took(1, 10), took(2, 30), took(3, 500)]],
    ['a', [took(0, 100), took(1, 10), took(2, 50), failedJob(3)]],
  );
  const text = goOf(comparisonSamples({ documents: ['0', '1', '2', '3'], passes }));
  expect(linesOf(text).filter(([name]) => String(name).includes('total'))).toEqual([
    ['Document/stage=total/side=a', 2, 30, 60],
    ['Document/stage=total/side=b', 2, 20, 40],
  ]);
  expect(text).toContain('documents: 2 of 4: ');
});

test('a pass that was stopped midway has no line, and takes no document from the others', () => {
  const whole = [took(0, 10), took(1, 30)];
  const passes = passesOf(['a', whole], ['b', whole], ['b', [took(0, 10), unfinishedJob(1)]], ['a', []]);
  const lines = linesOf(goOf(comparisonSamples({ passes })));
  expect(lines.filter(([name]) => name === 'Document/stage=total/side=b')).toEqual([['Document/stage=total/side=b', 2, 20, 40]]);
});

test('a document that a pass reads twice counts once, and a stage that it skipped cost it nothing', () => {
  const passes = passesOf(['a', [took(0, 10), took(0, 30), took(1, 100, { stages: {} })]], ['b', [took(0, 20), took(1, 100)]]);
  const [total, ocr] = linesOf(goOf(comparisonSamples({ passes })));
  expect(total).toEqual(['Document/stage=total/side=a', 3, 60, 120]);
  expect(ocr).toEqual(['Document/stage=ocr/side=a', 3, 5, 10]);
});

test('without a document that all passes read there is no line', () => {
  const passes = passesOf(['a', [took(0, 10)]], ['b', [took(1, 10)]]);
  const text = goOf(comparisonSamples({ passes }));
  expect(readBenchmarks(text).lines).toEqual([]);
  expect(text).toContain('documents: 0 of 3: ');
});

const abba = ['b', 'a', 'a', 'b', 'a', 'b', 'b', 'a'].map((side, pass): readonly [SideName, readonly JobSample[]] => [
  side as SideName,
  [took(0, (side === 'a' ? 100 : 80) + pass), took(1, (side === 'a' ? 200 : 160) + pass)],
]);

test('benchstat finds one table for each unit, with a sample for each pass, against side a', () => {
  const sides = [
    sideSample('a'),
    sideSample('b', { versions: { 'tesseract.js': '8.0.0' }, surroundings: { machine: 'Another', system: 'linux, 6.1' } }),
  ];
  const tables = benchstatTables(readBenchmarks(goOf(comparisonSamples({ sides, passes: passesOf(...abba) }))), 'side');
  expect([...tables.keys()].map((key) => key.split(' ').at(-1))).toEqual(['ns/op', 'cpu-ns/op']);
  for (const rows of tables.values()) {
    expect([...rows.keys()]).toEqual(['Document/stage=total', 'Document/stage=ocr']);
    for (const columns of rows.values()) {
      expect([...columns].map(([side, samples]) => [side, samples.length])).toEqual([
        ['a', 4],
        ['b', 4],
      ]);
    }
  }
});

test('what is compared, and its warnings, stand above the lines, each on one', () => {
  const sides = [
    sideSample('a', { label: 'two\nlines', versions: { '@scope/Engine: 1': '7' } }),
    sideSample('b', { label: '', versions: { '@scope/Engine: 1': '8' } }),
  ];
  const warnings = [
    { code: 'compare.machine', message: 'The machines\nBenchmarkFake 1 1 ns/op' },
    { code: 'compare.host', message: '🧾'.repeat(50_000) },
  ];
  const { lines, units } = readBenchmarks(goOf(comparisonSamples({ sides, preset: 'threads' }), computed(...warnings)));
  const { 'warning-2': long, ...configuration } = Object.fromEntries(lines[0]!.configuration);
  expect(configuration).toEqual({
    design: 'interleaved',
    blocks: '1',
    seed: '7',
    preset: 'threads',
    documents: '2 of 3: those read warm in every pass',
    'side-a': 'two\\nlines',
    'side-a-scope-engine-1': '7',
    'side-b-scope-engine-1': '8',
    machine: 'A machine, 2 cores',
    system: 'linux, 6.1',
    'warning-1': 'compare.machine: The machines\\nBenchmarkFake 1 1 ns/op',
  });
  expect(long).toMatch(/^compare\.host: 🧾+$/u);
  expect(Object.fromEntries(units)).toEqual({ 'ns/op better': 'lower', 'cpu-ns/op better': 'lower' });
});

const hasBenchstat = spawnSync('benchstat', ['-h']).error === undefined;

test.skipIf(!hasBenchstat)('benchstat itself reads it without a complaint, and sees the difference', async () => {
  const file = join(testFolder(onTestFinished).path, 'samples.txt');
  const passes = passesOf(...abba, ...abba, ...abba);
  await writeSamples(comparisonSamples({ passes }), computed(), { format: 'go', file });
  const { stdout, stderr, status } = spawnSync('benchstat', ['-col', '/side', file], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/cpu-sec\/op/);
  expect(stdout).toMatch(/Document\/stage=total .*-1\d\.\d+% \(p=0\.000 n=12\)/);
});
