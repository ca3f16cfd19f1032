import { expect, test } from 'vitest';
import { packRunTable, type RunTable, unpackRunTable } from './run-table.ts';

const column = (...values: number[]) => Float64Array.from(values);
const table: RunTable = {
  jobs: [
    {
      ...{ id: '0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11', sequence: 0, file: 'für “Ann”\n.jpg', state: 'failed' },
      ...{ temperature: 'cold', path: null, error: { code: 'input.broken', message: 'It cannot be decoded.' } },
    },
  ],
  ...{ cpu_seconds: column(1.5), wall_seconds: column(2), bytes: column(10), quality: column(Number.NaN) },
  ...{ confidence: column(Number.NaN), cer: column(Number.NaN), fields_right: column(0), fields_expected: column(3) },
  stages: { ocr: { cpu_seconds: column(1), wall_seconds: column(1) } },
};

test('a table that was packed is the same again', () => {
  expect(unpackRunTable(packRunTable(table))).toEqual(table);
});

test('jobs that do not fit are refused where they are unpacked', () => {
  expect(() => unpackRunTable({ ...packRunTable(table), jobs: '[{"id":"none"}]' })).toThrow('uuid');
});
