import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMetricsColumns } from '../../store/columns.ts';
import type { MetricsValues } from '../../store/read-metrics.ts';
import { columnTypes } from './columns.ts';
import { BatchEncoder, encodeRow, Growing } from './encode.ts';

const row = (
  id: string,
  changes: Partial<Record<(typeof cpuMetricsColumns)[number], MetricsValues[number]>> = {},
): MetricsValues =>
  cpuMetricsColumns.map((column) => {
    if (column in changes) return changes[column] ?? null;
    const values = { uuid: id, text: 'warm', float8: 1.5, int8: 2 ** 33 + 7, bool: 1, timestamptz: '2000-01-01T00:00:00.001Z' };
    return values[columnTypes[column]];
  });

const one = '00000000-0000-4000-8000-000000000001';
const two = '10000000-0000-4000-8000-000000000002';

test('a row is what the manual of COPY says', () => {
  const hex = encodeRow(row(one)).toString('hex');
  const uuid = `00000010${one.replaceAll('-', '')}`;
  const float = '000000083ff8000000000000';
  const text = `00000004${Buffer.from('warm').toString('hex')}`;
  const size = '000000080000000200000007';
  const moment = '0000000800000000000003e8';
  expect(hex).toBe([uuid, uuid, text, float.repeat(8), size.repeat(2), float.repeat(2), '0000000101', text, moment].join(''));
});

test('NULL is a length of -1, and a moment before 2000 is negative', () => {
  const hex = encodeRow(row(one, { quality_score: null, created_at: '1999-12-31T23:59:59.999Z' })).toString('hex');
  expect(hex).toContain('ffffffff');
  expect(hex.endsWith('00000008fffffffffffffc18')).toBe(true);
});

test('a batch has its head, its rows with their number of fields, its end, and a sum over the rows by their ids', () => {
  const encoder = new BatchEncoder(new Growing(0));
  const long = 'ü'.repeat(5000);
  encoder.add([...row(two), long]);
  encoder.add([...row(one), null]);
  const { bytes, rows, checksum } = encoder.finish();
  expect(rows).toBe(2);
  expect(bytes.subarray(0, 11).toString('latin1')).toBe('PGCOPY\n\xff\r\n\0');
  expect(bytes.readInt16BE(19)).toBe(cpuMetricsColumns.length + 1);
  expect(bytes.includes(long)).toBe(true);
  expect(bytes.subarray(-6).toString('hex')).toBe('ffffffffffff');
  const byId = createHash('sha256')
    .update(encodeRow(row(one)))
    .update(encodeRow(row(two)))
    .digest('hex');
  expect(checksum).toBe(byId);
});

test('a buffer that is used again holds nothing of what was in it', () => {
  const into = new Growing(0);
  const batch = (id: string) => {
    const encoder = new BatchEncoder(into);
    encoder.add(row(id));
    return encoder.finish();
  };
  const first = batch(one);
  const kept = Buffer.from(first.bytes);
  batch(two);
  const again = batch(one);
  expect(Buffer.from(again.bytes)).toEqual(kept);
  expect(again.checksum).toBe(first.checksum);
});

test('the sum goes by the ids whatever order rows come in, those that begin alike included', () => {
  const prefix = fc.constantFrom('00000000-0000-4000-8000-', 'ffffffff-ffff-4fff-bfff-', 'ffffffff-fffe-4fff-bfff-');
  const id = fc.tuple(prefix, fc.nat(0xffff)).map(([head, tail]) => `${head}${tail.toString(16).padStart(12, '0')}`);
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 40 }), (ids) => {
      const encoder = new BatchEncoder(new Growing(0));
      for (const each of ids) encoder.add(row(each));
      const expected = createHash('sha256');
      for (const each of ids.toSorted()) expected.update(encodeRow(row(each)));
      expect(encoder.finish().checksum).toBe(expected.digest('hex'));
    }),
  );
});
