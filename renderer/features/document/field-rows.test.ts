import { expect, test } from 'vitest';
import type { JobAccuracy } from '../../../pipeline/contract/accuracy.ts';
import type { Field, TypedDocument } from '../../../pipeline/contract/document.ts';
import { fieldRows } from './field-rows.ts';

const field = (value: string): Field => ({ value, raw: value, confidence: 0.9, page: 0, box: { x0: 0, y0: 0, x1: 1, y1: 1 } });
const document: TypedDocument = {
  type: 'receipt',
  type_confidence: 1,
  fields: { total: field('12.50'), company: field('ACME') },
  line_items: [],
  checks: [],
  missing: ['date'],
};
const accuracy: JobAccuracy = {
  text: null,
  fields: [
    { field: 'total', status: 'wrong', expected: '12.60', found: '12.50', similarity: 0.8 },
    { field: 'tax', status: 'missing', expected: '1.00', found: null, similarity: 0 },
  ],
};

test('found, named by the truth, or required: each field once, in the order of the contract', () => {
  expect(
    fieldRows(document, accuracy).map(({ name, field: found, judged, required }) => [
      name,
      found?.value,
      judged?.status,
      required,
    ]),
  ).toEqual([
    ['company', 'ACME', undefined, false],
    ['date', undefined, undefined, true],
    ['tax', undefined, 'missing', false],
    ['total', '12.50', 'wrong', false],
  ]);
});

test('without truth only what was found and what must be there stands', () => {
  expect(fieldRows(document, null).map(({ name }) => name)).toEqual(['company', 'date', 'total']);
});
