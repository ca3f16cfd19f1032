import { describe, expect, test } from 'vitest';
import { fromCents } from '../../contract/value-amounts.ts';
import { chooseAmounts } from './amount-fields.ts';
import { findItems } from './items.ts';
import { findMoney } from './money.ts';
import { readDocument } from './reading.ts';
import { typePage } from './test-page.ts';

function amounts(page: string): Record<string, string | undefined> {
  const reading = readDocument(typePage(page));
  const money = findMoney(reading);
  const items = findItems(reading, money).map((item) => item.cents);
  const { fields } = chooseAmounts(money, items);
  return { subtotal: fields.subtotal?.value, tax: fields.tax?.value, total: fields.total?.value };
}
const total = (page: string): string | undefined => amounts(page).total;

describe('the total is known by its label', () => {
  test.each([
    ['TOTAL                 12.00', '12.00'],
    ['TOTAL SALES (INCLUSIVE GST) RM   12.00', '12.00'],
    ['TOTAL INCL. GST@6%        RM 33.90', '33.90'],
    ['Total With GST @ 6%          28.60', '28.60'],
    ['NETT TOTAL          $8.40', '8.40'],
    ['JUMLAH BESAR      RM 19.50', '19.50'],
    ['AMOUNT DUE          €1.204,50', '1204.50'],
    ['T0TAL             : 4l.9O', '41.90'],
    ['TOTAL\n                  12.00', '12.00'],
  ])('%s', (page, value) => expect(total(`ITEM A    3.00\n${page}`)).toBe(value));
});

test('other totals are not the total', () => {
  const page = `
TOTAL QTY: 6               31.80
TOTAL SALES (EXCLUDING GST)  30.00
TOTAL GST                     1.80
TOTAL SAVINGS                99.00
TOTAL SALES (INCLUSIVE OF GST) 31.80`;
  expect(amounts(page)).toEqual({ subtotal: '30.00', tax: '1.80', total: '31.80' });
});

test('the rounded total wins over the unrounded one, wherever the labels put the weight', () => {
  const page = `
GRAND TOTAL          64.13
ROUNDING ADJ          0.02
TOTAL                64.15`;
  expect(total(page)).toBe('64.15');
});

test('the rounded total is found without a label, and with the sign of the rounding lost', () => {
  expect(total('TOTAL AMT     60.31\nROUNDING      -0.01\n              60.30\nCASH          70.30\nCHANGE        10.00')).toBe(
    '60.30',
  );
  expect(total('TOTAL         25.51\nROUNDING ADJ   0.01\nNET TOTAL     25.50')).toBe('25.50');
});

test('a total that OCR misread loses to cash minus change', () => {
  expect(total('SUBTOTAL   14.65\nTOTAL      74.85\nCASH       50.00\nCHANGE     35.35')).toBe('14.65');
});

test('a total that nobody can read follows from cash and change', () => {
  expect(total('PLASTIC  2  15.50   31.00\nTOTAL   Gi ~e\nCASH RECEIVED   101.00\nCHANGE   70.00')).toBe('31.00');
});

test('a net total to which the tax is added is the subtotal', () => {
  expect(amounts('Net total      9,245.00\nSST (8%)         739.60\nAmount due     9,984.60')).toEqual({
    subtotal: '9245.00',
    tax: '739.60',
    total: '9984.60',
  });
});

test('the total of the tax summary is not the document’s', () => {
  const page = `
ITEM ONE                  55.10
SUB-TOTAL (EX)            51.98
TOTAL TAX                  3.12
TOTAL                     55.10
CASH                      60.00
CHANGE                     4.90
GST SUMMARY     AMOUNT     TAX
SR 6%            51.98    3.12
TOTAL            51.98    3.12`;
  expect(amounts(page)).toEqual({ subtotal: '51.98', tax: '3.12', total: '55.10' });
});

test('service charge, two taxes and a discount lead to the total', () => {
  const page = `
SUB TOTAL         100.00
DISCOUNT          -10.00
SERVICE CHARGE      9.00
SVC TAX 6%          5.40
GST 6%              5.40
TOTAL             109.80`;
  expect(amounts(page)).toMatchObject({ subtotal: '100.00', total: '109.80' });
});

test('a misread tax is put right by its rate, when total and subtotal agree on it', () => {
  expect(amounts('Subtotal   29.45\nSST 6%     7.17\nTotal      31.22')).toEqual({
    subtotal: '29.45',
    tax: '1.77',
    total: '31.22',
  });
});

test('faint points are restored where the row names money, not elsewhere', () => {
  expect(amounts('KETTLE      40.00\nMUG          7.80\nGross Amt   47 80\nGST          287\nNet Amt     50.67')).toEqual({
    subtotal: '47.80',
    tax: '2.87',
    total: '50.67',
  });
  expect(total('ROOM 1204\nBARCODE 955565\nTABLE 12')).toBeUndefined();
});

test('labels of another block on the same row do not name the amount', () => {
  const far = ' '.repeat(30);
  expect(
    amounts(
      `Notes${far}     Subtotal   100.00\nPayment is due by bank transfer${far}GST   10.00\nCash discounts end${far}Total   110.00`,
    ),
  ).toEqual({
    subtotal: '100.00',
    tax: '10.00',
    total: '110.00',
  });
});

test('a proven total is surer than a lone label, and a lone label surer than none', () => {
  const confidence = (page: string): number => {
    const reading = readDocument(typePage(page));
    return chooseAmounts(findMoney(reading), []).fields.total?.confidence ?? 0;
  };
  const proven = confidence('SUBTOTAL 10.00\nTAX 0.60\nTOTAL 10.60\nCASH 20.00\nCHANGE 9.40');
  const labelled = confidence('TOTAL 10.60');
  expect(proven).toBeGreaterThan(labelled);
  expect(labelled).toBeGreaterThan(confidence('SOMETHING 10.60'));
});

test('for any prices the total that the sums give is found, though its own digits were misread', () => {
  for (let cents = 137; cents < 90_000; cents += 7919) {
    const paid = Math.ceil(cents / 1000) * 1000 + 1000;
    const page = `KETTLE   ${fromCents(cents)}\nTOTAL   ${fromCents(cents + 300)}\nCASH   ${fromCents(paid)}\nCHANGE   ${fromCents(paid - cents)}`;
    expect(total(page)).toBe(fromCents(cents));
  }
});
