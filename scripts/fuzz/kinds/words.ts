/**
 * Field extraction: whatever words an engine returns, a document comes out that fits its schema.
 */

import type { Random } from '../../../fixtures/random.ts';
import { typedDocumentSchema } from '../../../pipeline/contract/document.ts';
import type { Word } from '../../../pipeline/contract/ocr.ts';
import { groupRows } from '../../../pipeline/ocr/rows.ts';
import { testContext, typePage } from '../../../pipeline/stages/schema/test-page.ts';
import { adaptToSchema } from '../../../pipeline/stages/schema-adaptation.ts';
import { expectThat, type FuzzTarget } from '../target.ts';
import { mutateText, text } from '../values.ts';

const pages = [
  `ACME FOODS LTD
12 High Street, Northgate
Receipt no. 004213      12/03/2024
Whole milk 2 L              2.69
2 x Brown bread             4.40
Subtotal                    7.09
GST 6%                      0.43
TOTAL                   RM  7.52
Cash                       10.00
Change                      2.48`,
  `Kestrel Plumbing & Heating Ltd.            INVOICE
Bill to: Ms A. Hassan     Invoice No: INV-2041
Invoice date 3 March 2024    Due date 17 March 2024
Description      Qty   Unit price    Amount
Boiler service     1       120.00    120.00
Subtotal 120.00
VAT 20% 24.00
Amount due  GBP 144.00`,
  `Northgate Bank          Statement of account
Account holder  Jane Farnham     Account number 1234 5678
Period 01/02/2024 to 29/02/2024
Opening balance                     1,000.00
03/02  Card payment      50.00        950.00
10/02  Salary                       2,950.00
Closing balance                     2,950.00`,
  `APPLICATION FORM     Ref: A-1042
Full name: Jane Farnham
Date of birth: 12.04.1981
Address: 5 Lake Road, Fairhaven
Phone: 020 7946 0018   E-mail: jane@lake.example
Date: 01/02/2024`,
];

function moved(random: Random, word: Word): Word {
  if (!random.chance(0.1)) return word;
  const { x0, y0, x1, y1 } = word.box;
  const shift = random.pick([0, 0.5, -40, 1000, -5000, 1e9]);
  const size = random.pick([1, 0, -1, 100]);
  return {
    ...word,
    text: random.chance(0.3) ? text(random).slice(0, 200) : word.text,
    confidence: random.pick([0, 1, 0.5]),
    line: random.chance(0.2) ? random.int(0, 5) : word.line,
    box: { x0: x0 + shift, y0: y0 + shift, x1: x0 + shift + (x1 - x0) * size, y1: y0 + shift + (y1 - y0) * size },
  };
}

export const wordTargets = (): FuzzTarget<Word[]>[] => [
  {
    name: 'words/field extraction',
    weight: 40,
    draw: (random) => {
      const source = random.pick(pages);
      const words = typePage(random.chance(0.3) ? source : mutateText(random, source), {
        slope: random.pick([0, 0, 0.02, -0.1]),
        cutAtGaps: random.chance(0.5),
      });
      return words.map((word) => moved(random, word));
    },
    hold: async (words) => {
      const rows = groupRows(words);
      expectThat(rows.flat().length === words.length, () => `${words.length} words became ${rows.flat().length}`);
      const document = await adaptToSchema(testContext, { text: '', words, confidence: 0.5 });
      typedDocumentSchema.parse(document);
      return document.missing.length === 0;
    },
  },
];
