import { expect, test } from 'vitest';
import { seededDraw } from '../../../pipeline/analysis/comparison/seeded.ts';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { configurations } from './grid.ts';
import { figuresOf, type Reading, tableOf } from './table.ts';

const all = configurations({ engines: 'tesseract.js,paddle', models: 'auto', threads: '1,2', heights: '12' });
const [first, second, paddle] = all.map(({ name }) => name) as [string, string, string, string];

const reading = (configuration: string, pass: number, document: string, more: Partial<Reading> = {}): Reading => ({
  ...{ configuration, pass, document, cpu_seconds: 1, wall_seconds: 1, edits: 10, characters: 100 },
  ...{ right: 1, wrong: 1, missing: 0, spurious: 0, ...more },
});

/** Twenty documents that differ in size, in eight passes that differ as much. */
const cost = seededDraw(3, 'costs');
const sizes = Array.from({ length: 20 }, () => 0.5 + cost(1000) / 1000);
const drifts = Array.from({ length: 8 }, (_, pass) => 1 + pass / 4);
const both = drifts.flatMap((drift, pass) =>
  sizes.flatMap((size, index) => {
    const cpu_seconds = size * drift;
    return [
      reading(first, pass, `${index}`, { cpu_seconds }),
      reading(second, pass, `${index}`, { cpu_seconds: 2 * cpu_seconds, edits: 2 * (index % 3), right: 2, wrong: 0 }),
    ];
  }),
);

test('settings that read the same documents are compared like with like: what is always double is double, without doubt', () => {
  const [one, two] = figuresOf(all.slice(0, 2), both, 1);
  expect(one!.ratio).toEqual({ estimate: 1, low: 1, high: 1 });
  for (const value of Object.values(two!.ratio)) expect(value).toBeCloseTo(2, 9);
});

test('the interval of a mean is as wide as documents and passes differ', () => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = (values: readonly number[]) => mean(values.map((value) => (value - mean(values)) ** 2));
  const [figures] = figuresOf(all.slice(0, 2), both, 1);
  const { cpu_seconds } = figures!;
  expect(cpu_seconds.estimate).toBeCloseTo(mean(sizes) * mean(drifts), 9);
  const spread = Math.sqrt(
    (mean(drifts) ** 2 * variance(sizes)) / sizes.length + (mean(sizes) ** 2 * variance(drifts)) / drifts.length,
  );
  const width = cpu_seconds.high - cpu_seconds.low;
  expect(width / (2 * 1.96 * spread)).toBeGreaterThan(0.85);
  expect(width / (2 * 1.96 * spread)).toBeLessThan(1.15);
  const [onePass] = figuresOf(
    all.slice(0, 1),
    both.filter(({ pass }) => pass === 0),
    1,
  );
  expect(onePass!.cpu_seconds.high - onePass!.cpu_seconds.low).toBeGreaterThan(0);
});

test('rates are of all characters and all fields, and the same for the same seed', () => {
  const figures = figuresOf(all.slice(0, 2), both, 1);
  expect(figures.map(({ cer }) => cer!.estimate)).toEqual([0.1, expect.closeTo((2 * 19) / 2000, 9)]);
  expect(figures.map(({ field_f1 }) => field_f1!.estimate)).toEqual([0.5, 1]);
  expect(figuresOf(all.slice(0, 2), both, 1)).toEqual(figures);
  expect(figuresOf(all.slice(0, 2), both, 2)).not.toEqual(figures);
});

test('of each engine the cheapest that reads no worse is marked', () => {
  const readings = [
    reading(first, 0, 'x', { cpu_seconds: 1, edits: 30 }),
    reading(second, 0, 'x', { cpu_seconds: 2, edits: 10 }),
    reading(paddle, 0, 'x', { cpu_seconds: 9, edits: 5 }),
  ];
  const marks = figuresOf(all.slice(0, 3), readings, 1).map(({ cheapest_without_loss }) => cheapest_without_loss);
  expect(marks).toEqual([false, true, true]);
});

test('without true texts or fields there is no rate, and the table says so', () => {
  const readings = [reading(first, 0, 'x', { edits: 0, characters: 0, right: 0, wrong: 0 })];
  const [figures] = figuresOf(all.slice(0, 1), readings, 1);
  expect(figures).toMatchObject({ cer: null, field_f1: null });
  expect(tableOf([figures!])).toMatch(/1\.00 \(1\.00–1\.00\) │ +– │ +– │/);
});

test('without a wish each engine is read with its own models, threads and text heights', () => {
  const rows = configurations({}).map(({ name }) => name);
  expect(rows).toHaveLength(3 * 2 * 3 + 2 + 2 * 2 * 2);
  expect(rows).toContain('tesseract.js fast 2 16 column');
  expect(rows).toContain('paddle mobile 2 12 column');
  expect(() => configurations({ engines: 'abbyy' })).toThrow(BenchError);
});
