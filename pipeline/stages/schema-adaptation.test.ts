import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TypedDocument, typedDocumentSchema } from '../contract/document.ts';
import type { Word } from '../contract/ocr.ts';
import { type PageOptions, testContext, typePage } from './schema/test-page.ts';
import { adaptToSchema } from './schema-adaptation.ts';

const adapt = (words: Word[]): Promise<TypedDocument> => adaptToSchema(testContext, { text: '', words, confidence: 0.9 });
const read = (page: string, options?: PageOptions): Promise<TypedDocument> => adapt(typePage(page, options));
const values = ({ fields }: TypedDocument): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));

const receipt = `
      tan ah beng
   BUKIT 5PICE TRADlNG SDN BHD
        (812345-T)
  N0. 8, JALAN KENANGA 2/1,
  TAMAN BAHAGIA, 43000 KAJANG
  TEL: 03-8733 1234
      SIMPLIFIED TAX INVOICE
Receipt No.: CS0012345   Date: O5/03/2018
Cashier: USER            Time: 17:21:00
ITEM            QTY   U/PRICE   AMOUNT(RM)
CHILLI POWDER     2      6.50       13.00
BLACK PEPPER      1     11.40       11.40
Total Qty: 3
SUB-T0TAL                           24.40
GST 6%                               1.46
ROUNDING                            -0.01
TOTAL                               25.86
CASH                                30.00
CHANGE                               4.15
GOODS SOLD ARE NOT RETURNABLE
THANK YOU`;

describe('a receipt', () => {
  test('is read with its noise, and the total its arithmetic gives beats the label', async () => {
    const document = await read(receipt);
    expect(document.type).toBe('receipt');
    expect(values(document)).toEqual({
      company: 'BUKIT 5PICE TRADING SDN BHD',
      address: 'N0. 8, JALAN KENANGA 2/1, TAMAN BAHAGIA, 43000 KAJANG',
      document_number: 'CS0012345',
      date: '2018-03-05',
      currency: 'MYR',
      subtotal: '24.40',
      tax: '1.46',
      total: '25.85',
    });
    expect(document.missing).toEqual([]);
  });

  test('has its items and its sums checked', async () => {
    const document = await read(receipt);
    expect(document.line_items).toEqual([
      { description: 'CHILLI POWDER', quantity: '2', unit_price: '6.50', amount: '13.00' },
      { description: 'BLACK PEPPER', quantity: '1', unit_price: '11.40', amount: '11.40' },
    ]);
    expect(document.checks).toEqual([
      { name: 'items_sum_to_subtotal', passed: true, expected: '24.40', actual: '24.40' },
      { name: 'subtotal_plus_tax_is_total', passed: true, expected: '25.85', actual: '25.85' },
      { name: 'cash_minus_change_is_total', passed: true, expected: '25.85', actual: '25.85' },
    ]);
  });

  test('takes descriptions from the row above or below where prices stand alone', async () => {
    const above =
      'RECEIPT\nGREEN TEA\n2 X   1.00    2.00\nPLAIN RICE\n1 X   1.50    1.50\nTOTAL         3.50\nCASH   5.00\nCHANGE   1.50';
    expect((await read(above)).line_items.map((item) => item.description)).toEqual(['GREEN TEA', 'PLAIN RICE']);
    const under =
      'RECEIPT\nITEM   QTY   AMOUNT\n88812   1   2.00\nGREEN TEA\n88813   1   1.50\nPLAIN RICE\nTOTAL   3.50\nCASH   5.00\nCHANGE   1.50';
    expect((await read(under)).line_items.map((item) => item.description)).toEqual(['GREEN TEA', 'PLAIN RICE']);
  });

  test('survives an engine that drops the spaces, and a page askew', async () => {
    const page =
      'MAWAR RESTAURANT\nTAXINVOICE\nDATE:05/03/201818:22\nNASI LEMAK      7.00\nTOTALAMOUNT:    7.00\nCASH:          10.00\nCHANGE:         3.00';
    expect(values(await read(page, { slope: 0.05 }))).toMatchObject({
      company: 'MAWAR RESTAURANT',
      date: '2018-03-05',
      total: '7.00',
    });
  });

  test('names what is missing, and confidence falls with the engine’s', async () => {
    const document = await read('THANK YOU PLEASE COME AGAIN\nTOTAL   7.00\nCASH   10.00\nCHANGE   3.00');
    expect(document.missing).toEqual(['company', 'date']);
    const faint = await read('THANK YOU PLEASE COME AGAIN\nTOTAL   7.00\nCASH   10.00\nCHANGE   3.00', { confidence: 0.3 });
    expect(faint.fields.total?.confidence ?? 1).toBeLessThan(document.fields.total?.confidence ?? 0);
  });

  test('takes its date from the sale, not from a card’s expiry', async () => {
    const page =
      'MAWAR BOOKS\nRECEIPT\n01/03/18 19:14   Slip No.: 0010104\nCard Expiry: 30/09/19\nPEN   7.00\nTOTAL   7.00\nCASH   7.00';
    expect(values(await read(page)).date).toBe('2018-03-01');
  });
});

const invoice = `
Northwind Paper Ltd                              INVOlCE
8 Harbour Street
York YO95 1RL
Tel 01904 555 010

Bill to:                             Invoice no.      NP-20417
Harriet Quarry & Sons                Invoice date     14 May 2024
3 Mill Lane, Leeds LS1 4AB           Due date         13 June 2024

Description              Qty     Unit price     Amount
Card A4, 200 g             4          12.50      50.00
Envelopes C5             200           0.15      30.00

                                   Subtotal      80.00
Payment terms: 30 days             VAT (20%)     16.00
                                   Amount due   £96.00`;

test('an invoice has a customer, a number and two dates', async () => {
  const document = await read(invoice);
  expect(document.type).toBe('invoice');
  expect(values(document)).toEqual({
    company: 'Northwind Paper Ltd',
    address: '8 Harbour Street York YO95 1RL',
    customer: 'Harriet Quarry & Sons',
    document_number: 'NP-20417',
    date: '2024-05-14',
    due_date: '2024-06-13',
    currency: 'GBP',
    subtotal: '80.00',
    tax: '16.00',
    total: '96.00',
  });
  expect(document.checks.every((check) => check.passed)).toBe(true);
  expect(document.checks).toHaveLength(2);
});

const statement = `
Harbour Savings Bank                            STATEMENT OF ACCOUNT
Harriet Quarry                      Account number    80-11-22 4455667
3 Mill Lane                         Statement period  01/03/2024 - 31/03/2024
Leeds LS1 4AB

Opening balance        £1,000.00
Closing balance        £1,150.50
Date         Description              Paid out     Paid in      Balance
02/03/2024   Salary                              200.00    1,200.00
15/03/2024   Card payment grocer        49.50                1,150.50`;

test('a bank statement has its balances reconciled by the running balance', async () => {
  const document = await read(statement);
  expect(document.type).toBe('bank_statement');
  expect(values(document)).toEqual({
    company: 'Harbour Savings Bank',
    account_holder: 'Harriet Quarry',
    account_number: '80-11-224455667',
    period_start: '2024-03-01',
    period_end: '2024-03-31',
    currency: 'GBP',
    opening_balance: '1000.00',
    closing_balance: '1150.50',
  });
  expect(document.line_items.map((item) => item.amount)).toEqual(['200.00', '-49.50']);
  expect(document.checks).toEqual([{ name: 'balances_reconcile', passed: true, expected: '1150.50', actual: '1150.50' }]);
});

test('a statement that does not add up fails its check', async () => {
  const document = await read(statement.replace('Closing balance        £1,150.50', 'Closing balance        £1,250.50'));
  expect(document.checks).toEqual([{ name: 'balances_reconcile', passed: false, expected: '1250.50', actual: '1150.50' }]);
});

describe('a form', () => {
  const expected = {
    form_title: 'LIBRARY MEMBERSHIP APPLICATION FORM',
    reference: 'LM-5521',
    date: '2024-05-14',
    name: 'Harriet Quarry',
    date_of_birth: '1985-11-30',
    address: '3 Mill Lane, Leeds LS1 4AB',
    phone: '0113555010',
    email: 'h.quarry@post.example',
  };

  test('is read with answers after their labels', async () => {
    const page = `
LIBRARY MEMBERSHIP APPLICATION FORM
Reference no: LM-5521        Date: 14/05/2024
Full name: Harriet Quarry    Date of birth: 30/11/1985
Home address: 3 Mill Lane, Leeds LS1 4AB
Phone: 0113 555 010          E-mail: h.quarry@post.example
Signature of applicant`;
    const document = await read(page);
    expect(document.type).toBe('form');
    expect(values(document)).toEqual(expected);
  });

  test('is read with answers below their labels', async () => {
    const page = `
LIBRARY MEMBERSHIP APPLICATION FORM
Reference no                  Date
LM-5521                       14/05/2024
First name                    Surname
Harriet                       Quarry
Date of birth                 Phone
30/11/1985                    0113 555 010
Address
3 Mill Lane, Leeds LS1 4AB
Email
h.quarry@post.example
The applicant agrees to tell the office of any change
Signature of applicant`;
    expect(values(await read(page))).toEqual(expected);
  });
});

describe('whatever the words are, there is a document', () => {
  test.each([
    ['no words', []],
    ['a blank word', typePage('x').map((word) => ({ ...word, text: ' ' }))],
    ['noise', typePage('~| .. -- ;\n|| 0 _')],
    ['one long word', typePage('A'.repeat(20_000))],
    ['words piled on one another', typePage('TOTAL').flatMap((word) => Array.from({ length: 500 }, () => word))],
  ])('%s', async (_, words) => {
    const document = await adapt(words);
    expect(document.type).toBe('other');
    expect(document.missing).toEqual([]);
  });

  test('any page of label words and numbers fits the schema', async () => {
    const piece = fc.constantFrom(
      ...[
        'TOTAL',
        'CASH',
        'CHANGE',
        'GST 6%',
        'SDN BHD',
        '12.00',
        '-0.02',
        '1,2',
        '05/03/2018',
        'INVOICE NO',
        'BALANCE',
        '(',
        'RM',
      ],
      ...[
        'Opening balance',
        'Date of birth',
        'NO 8,',
        '43000',
        'x',
        '@',
        '  ',
        '99999999999999.99',
        '§',
        'Period',
        '~',
        'DR',
        'CR',
      ],
    );
    const page = fc.array(
      fc.array(piece, { maxLength: 6 }).map((row) => row.join('   ')),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(page, async (rows) => {
        expect(typedDocumentSchema.safeParse(await read(rows.join('\n'))).success).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('ten times the words take nowhere near a hundred times the time', async () => {
    const words = (rows: number): Word[] =>
      typePage(Array.from({ length: rows }, (_, i) => `ITEM ${i} RED   2   1.50   3.00 SR`).join('\n'));
    const time = async (page: Word[]): Promise<number> => {
      const times: number[] = [];
      for (let repeat = 0; repeat < 3; repeat += 1) {
        const start = performance.now();
        await adapt(page);
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const small = Math.max(4, await time(words(70)));
    expect(await time(words(700))).toBeLessThan(small * 40);
  });
});
