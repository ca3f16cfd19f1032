import { expect, test } from 'vitest';
import type { Word } from '../../contract/ocr.ts';
import { buildRows, cellsOf, passage } from './rows.ts';
import { typePage } from './test-page.ts';

const texts = (words: readonly Word[]): string[] => buildRows(words).map((row) => row.text);

test('a label and the amount far to its right are one row, with a column gap between', () => {
  expect(texts(typePage('TOTAL DUE            12.00\nCASH                 20.00'))).toEqual(['TOTAL DUE  12.00', 'CASH  20.00']);
});

test.each([-0.08, -0.03, 0.03, 0.08])('rows of a page askew by %s stay rows', (slope) => {
  const page = 'ACME TRADING SDN BHD\n12 JALAN BESAR IPOH\nKETTLE BLACK          1   45.00\nTOTAL                     45.00';
  expect(texts(typePage(page, { slope }))).toEqual([
    'ACME TRADING SDN BHD',
    '12 JALAN BESAR IPOH',
    'KETTLE BLACK  1  45.00',
    'TOTAL  45.00',
  ]);
});

test('words come from left to right whatever order the engine gave them', () => {
  const words = typePage('ONE TWO      THREE\nFOUR').toReversed();
  expect(texts(words)).toEqual(['ONE TWO  THREE', 'FOUR']);
});

test('pages follow one another and never share a row', () => {
  const first = typePage('FIRST');
  const second = typePage('SECOND').map((word) => ({ ...word, page: 1 }));
  expect(texts([...second, ...first])).toEqual(['FIRST', 'SECOND']);
});

test('a comma that sits low does not pull its line apart', () => {
  const [street, town] = typePage('GHENT\nBELGIUM');
  const comma = { ...street!, text: ',', line: 1, box: { x0: 60, y0: 14, x1: 63, y1: 20 } };
  const right = { ...town!, line: 1, box: { x0: 70, y0: 0, x1: 140, y1: 18 } };
  expect(texts([street!, comma, right])).toEqual(['GHENT , BELGIUM']);
});

test('what is found in a row’s text has its words’ box and confidence', () => {
  const words = typePage('TOTAL      12.00').map((word, index) => ({ ...word, confidence: index === 0 ? 0.2 : 0.9 }));
  const [row] = buildRows(words);
  const found = passage(row!, row!.text.indexOf('12.00'), row!.text.length);
  expect(found).toMatchObject({ text: '12.00', confidence: 0.9, box: { x0: 110, x1: 160 } });
  expect(cellsOf(row!)).toEqual([
    { start: 0, end: 5 },
    { start: 7, end: 12 },
  ]);
});

test('no words, blank words and broken boxes make no rows', () => {
  const [word] = typePage('X');
  expect(buildRows([])).toEqual([]);
  expect(
    buildRows([
      { ...word!, text: '  ' },
      { ...word!, box: { ...word!.box, x0: Number.NaN } },
    ]),
  ).toEqual([]);
});
