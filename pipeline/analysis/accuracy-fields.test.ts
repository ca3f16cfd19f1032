import { expect, test } from 'vitest';
import type { Field, FieldName } from '../contract/document.ts';
import { addFieldCounts, compareFields, countFields, fieldScores } from './accuracy-fields.ts';

const box = { x0: 0, y0: 0, x1: 1, y1: 1 };
const read = (values: Partial<Record<FieldName, string>>): { fields: Partial<Record<FieldName, Field>> } => ({
  fields: Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, raw: value, confidence: 1, page: 0, box }]),
  ),
});

test('truth as printed equals a document as normalised', () => {
  const truth = { fields: { company: 'ACME (M) SDN. BHD.', date: '06/01/18', total: '$8.20' } };
  const results = compareFields(truth, read({ company: 'Acme (M) Sdn Bhd', date: '2018-01-06', total: '8.20' }));
  expect(results.map((result) => result.status)).toEqual(['right', 'right', 'right']);
});

test('a wrong field says how near it came, a missing one has nothing', () => {
  const results = compareFields({ fields: { company: 'ACME TRADING', total: '5.00' } }, read({ company: 'ACNE TRADING' }));
  expect(results).toEqual([
    { field: 'company', status: 'wrong', expected: 'ACME TRADING', found: 'ACNE TRADING', similarity: 10 / 11 },
    { field: 'total', status: 'missing', expected: '5.00', found: null, similarity: 0 },
  ]);
});

test('a field that the truth does not mention counts neither way, one that it denies is spurious', () => {
  const document = read({ total: '5.00', tax: '0.30', due_date: '2018-01-06' });
  const results = compareFields({ fields: { total: '5.00', due_date: '' } }, document);
  expect(countFields(results)).toEqual({ right: 1, wrong: 0, missing: 0, spurious: 1 });
});

test('the month comes first only when the truth is written so', () => {
  const document = read({ date: '2018-03-04' });
  expect(compareFields({ fields: { date: '03/04/2018' } }, document)[0]?.status).toBe('wrong');
  expect(compareFields({ fields: { date: '03/04/2018' } }, document, 'month_first')[0]?.status).toBe('right');
});

test('F1 is micro-averaged: wrong costs precision and recall, missing recall only', () => {
  const counts = addFieldCounts([
    { right: 6, wrong: 1, missing: 1, spurious: 0 },
    { right: 2, wrong: 1, missing: 1, spurious: 0 },
  ]);
  expect(fieldScores(counts)).toEqual({ precision: 8 / 10, recall: 8 / 12, f1: 16 / 22 });
  expect(fieldScores({ right: 0, wrong: 0, missing: 0, spurious: 0 })).toBeNull();
  expect(fieldScores({ right: 0, wrong: 2, missing: 0, spurious: 0 })?.f1).toBe(0);
});
