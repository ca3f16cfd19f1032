import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { ComparisonSamples } from '../../analysis/comparison/samples.ts';
import { testFolder } from '../../store/testing/folders.ts';
import { csvSamples } from './samples-csv.ts';
import { readCsv, readCsvRecords } from './testing/csv.ts';
import { comparisonSamples, computed, failedJob, jobSample, passSample, sideSample, unfinishedJob } from './testing/samples.ts';
import { writeSamples } from './write-samples.ts';

const csvOf = (samples: ComparisonSamples, comparison = computed()): string =>
  [...csvSamples({ samples, comparison, onJobs: () => undefined })].join('');

/** One job on each document. */
const withFiles = (documents: readonly string[], label = 'x'): ComparisonSamples =>
  comparisonSamples({
    documents,
    sides: [sideSample('a', { label })],
    passes: [
      passSample(
        0,
        'a',
        documents.map((_, document) => jobSample(document)),
      ),
    ],
  });

const filesIn = (text: string): string[] =>
  readCsvRecords(text)
    .filter(({ stage }) => stage === 'total')
    .map(({ file = '' }) => file);

test('a job is a row for its total and one for each stage that ran', () => {
  const passes = [passSample(2, 'b', [jobSample(1, { temperature: 'cold' })])];
  const rows = readCsvRecords(csvOf(comparisonSamples({ passes })));
  const job = {
    ...{ side: 'b', label: 'ocr.threads=2', pass: '2', block: '0', half: '1', document: '1', file: 'two.jpg', job: 'job-1' },
    ...{ path: 'fast', temperature: 'cold', state: 'succeeded', warnings: '' },
  };
  const none = { idle_spin_cpu_seconds: '', cer: '', fields_right: '', fields_expected: '' };
  const whole = { idle_spin_cpu_seconds: '0.25', cer: '0.125', fields_right: '1', fields_expected: '2' };
  expect(rows).toEqual([
    { ...job, ...whole, stage: 'total', cpu_seconds: '1.5', wall_seconds: '1.000001' },
    { ...job, ...none, stage: 'fetch', cpu_seconds: '0.1', wall_seconds: '0.2' },
    { ...job, ...none, stage: 'ocr', cpu_seconds: '1.4', wall_seconds: '0.800001' },
  ]);
});

test('failed and unfinished jobs are rows with their state, and empty where nothing was measured', () => {
  const rows = readCsvRecords(csvOf(comparisonSamples({ passes: [passSample(0, 'a', [failedJob(0), unfinishedJob(1)])] })));
  expect(rows.map(({ state, stage, cpu_seconds, temperature }) => [state, stage, cpu_seconds, temperature])).toEqual([
    ['failed', 'total', '0.1', 'warm'],
    ['failed', 'fetch', '0.1', 'warm'],
    ['unfinished', 'total', '', ''],
  ]);
});

test('each row names the warnings of the comparison, each once', () => {
  const warnings = ['compare.machine', 'compare.host', 'compare.machine'].map((code) => ({ code, message: `About ${code}.` }));
  const rows = readCsvRecords(csvOf(comparisonSamples(), computed(...warnings)));
  expect(rows).toHaveLength(36);
  expect(new Set(rows.map((row) => row.warnings))).toEqual(new Set(['compare.machine compare.host']));
});

const oddNames = [
  'a,b.jpg',
  'say "cheese".jpg',
  'two\nlines.jpg',
  'two\rlines\r\n.jpg',
  '🧾 ñ;\t.jpg',
  '"',
  '""',
  ' a ',
  '#1.jpg',
  '',
];

test('odd names of files come through as they are', () => {
  expect(filesIn(csvOf(withFiles(oddNames)))).toEqual(oddNames);
});

test.each(['=1+1.jpg', '+1.jpg', '-1.jpg', '@SUM(A1).jpg', ' =1.jpg', '\t=1.jpg', '＝1.jpg'])(
  'a file called %j cannot become a formula, and is still named',
  (name) => {
    expect(filesIn(csvOf(withFiles([name])))).toEqual([`./${name}`]);
  },
);

test('a label cannot become a formula', () => {
  const [row] = readCsvRecords(csvOf(withFiles(['a.jpg'], '=cmd()')));
  expect(row!.label).toBe("'=cmd()");
});

/** Names that a file system allows, with what CSV and spreadsheets stumble over. */
const names = fc.array(
  fc
    .string({ unit: fc.oneof(fc.constantFrom(...',"\n\r=+-@;\t\' '), fc.string({ unit: 'binary', minLength: 1 })) })
    .map((name) => name.replaceAll(/[\0/]/g, '')),
  { minLength: 1, maxLength: 6 },
);
const unharmed = (file: string): string => (file.startsWith('./') ? file.slice(2) : file);

test('whatever files are called, a reader by the book gets their names, and none that a spreadsheet would reckon with', () => {
  fc.assert(
    fc.property(names, (documents) => {
      const text = csvOf(withFiles(documents));
      expect(filesIn(text).map(unharmed)).toEqual(documents);
      for (const cell of readCsv(text).flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    }),
    { numRuns: 300 },
  );
});

const hasPython = spawnSync('python3', ['-c', 'import csv']).status === 0;

test.skipIf(!hasPython)('Python reads the same cells', async () => {
  const documents = [...oddNames, ...fc.sample(names, { numRuns: 200, seed: 1 }).flat()];
  const file = join(testFolder(onTestFinished).path, 'samples.csv');
  await writeSamples(withFiles(documents), computed(), { format: 'csv', file });
  const script =
    'import csv,json,sys;print(json.dumps(list(csv.reader(open(sys.argv[1],encoding="utf-8",newline=""),strict=True))))';
  const rows: string[][] = JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8', maxBuffer: 1e8 }));
  expect(rows).toEqual(readCsv(readFileSync(file, 'utf8')));
});
