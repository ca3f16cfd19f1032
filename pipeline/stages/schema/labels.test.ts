import { describe, expect, test } from 'vitest';
import { findLabels } from './labels.ts';

const concepts = (text: string): string[] => findLabels(text).map((label) => label.concepts[0] ?? '');

describe('a label is known in spite of OCR', () => {
  test.each([
    ['TOTAL', 'total'],
    ['T0TAL', 'total'],
    ['TOTAI', 'total'],
    ['Tolal', 'total'],
    ['5UBTOTAL', 'subtotal'],
    ['SUB-TOTAL :', 'subtotal'],
    ['GRAND T0TAL', 'grand_total'],
    ['AM0UNT DUE', 'grand_total'],
    ['CHANCE', 'change'],
    ['CA5H', 'cash'],
    ['lnvoice No.', 'document_number'],
    ['0pening Balance', 'opening_balance'],
    ['Date of Blrth', 'date_of_birth'],
    ['JUMLAH BESAR', 'grand_total'],
  ])('%s', (text, concept) => expect(concepts(text)).toContain(concept));
});

test('words that only look a little like a label are none', () => {
  expect(concepts('CASHEW NUTS')).not.toContain('cash');
  expect(concepts('TOTALLY FRESH')).not.toContain('total');
  expect(concepts('HOTEL VITAL')).not.toContain('total');
  expect(concepts('DATES PITTED 500G')).not.toContain('change');
});

test('the longest label wins: a cashier is no cash, a total of pieces no total', () => {
  expect(concepts('CASHIER: 01')).toEqual(['till']);
  expect(concepts('TOTAL QTY: 6')).toEqual(['quantity_total']);
  expect(concepts('TOTAL GST')).toEqual(['tax']);
});

test('labels run together with their values are still found, with their place', () => {
  const [label] = findLabels('TOTALAMOUNT:31.00');
  expect(label).toMatchObject({ phrase: 'total amount', start: 0, end: 11, marked: true });
  expect(concepts('TOTAL31.00')).toEqual(['total']);
  expect(concepts('INVOICENUMBER88123')).toContain('document_number');
});

test('a label does not reach over a column gap', () => {
  expect(concepts('TOTAL  DUE DATE')).toEqual(['total', 'due_date']);
});

test('an exact label beats a nearly exact one, and says so', () => {
  const [change] = findLabels('CHANGE');
  const [charge] = findLabels('CHANGF');
  expect(change?.score).toBe(1);
  expect(charge?.score).toBeLessThan(1);
});
