import { describe, expect, test } from 'vitest';
import { chooseAddress } from './address.ts';
import { chooseCompany } from './company.ts';
import { headLines } from './letterhead.ts';
import { readDocument } from './reading.ts';
import { typePage } from './test-page.ts';

function letterhead(page: string): { company: string | undefined; address: string | undefined } {
  const reading = readDocument(typePage(page));
  const head = headLines(reading);
  const company = chooseCompany(head, reading);
  return { company: company?.value, address: chooseAddress(head, company)?.value };
}

const below = `
NO. 12, JALAN MAWAR 3/2,
TAMAN INDAH, 43000 KAJANG,
SELANGOR
TEL: 03-8733 1234
RECEIPT
TEA     2.00
TOTAL   2.00`;

describe('the company is the line that looks most like one', () => {
  test.each([
    ['first, with a legal form', 'ACME HOLDINGS SDN BHD', 'ACME HOLDINGS SDN BHD'],
    ['below a brand', 'SUNNYSIDE\nACME FOODS SDN. BHD.', 'ACME FOODS SDN. BHD.'],
    ['below a name stamped over it', 'lee ah kow\nMAWAR HARDWARE TRADING', 'MAWAR HARDWARE TRADING'],
    ['without its registration number', 'ACME CO. (M) BHD (126543-H)', 'ACME CO. (M) BHD'],
    ['with a number on the next line', 'WESTWOOD FLORA\n(812345-T)', 'WESTWOOD FLORA'],
    ['over two lines', 'GOLDEN HARVEST VEGETARIAN\nRESTAURANT SDN BHD', 'GOLDEN HARVEST VEGETARIAN RESTAURANT SDN BHD'],
    ['over two lines at an ampersand', 'BAKER, HILL &\nSONS LTD', 'BAKER, HILL & SONS LTD'],
    [
      'not the one it was known as',
      'NEW LEAF FOODS SDN BHD\n(65111-M)\nFORMERLY KNOWN AS\nOLD LEAF FOODS SDN BHD',
      'NEW LEAF FOODS SDN BHD',
    ],
    ['not a slogan', 'THE BEST FOR YOUR HOME\nMAWAR FURNITURE ENTERPRISE', 'MAWAR FURNITURE ENTERPRISE'],
    ['not the title', 'TAX INVOICE\nMAWAR STATIONERY', 'MAWAR STATIONERY'],
    ['with OCR noise', '~ ACME TRADlNG 5DN 8HD |', 'ACME TRADING SDN BHD'],
    ['with words run together', 'ACMERESTAURANTSDNBHD', 'ACMERESTAURANTSDNBHD'],
  ])('%s', (_, top, name) => expect(letterhead(top + below).company).toBe(name));
});

test('the address is what stands between the name and the telephone, joined by spaces', () => {
  const expected = 'NO. 12, JALAN MAWAR 3/2, TAMAN INDAH, 43000 KAJANG, SELANGOR';
  expect(letterhead(`ACME TRADING\n(812345-T)${below}`).address).toBe(expected);
  expect(letterhead(`ACME TRADING SDN BHD\nGST ID: 000123456789${below}`).address).toBe(expected);
});

test('nothing follows the postcode but towns and regions', () => {
  const page = 'ACME TRADING\n8 HIGH STREET\nYORK YO95 1RL\nSPRING SALE NOW ON\nTEA   2.00   2.00';
  expect(letterhead(page).address).toBe('8 HIGH STREET YORK YO95 1RL');
});

test('the customer’s block is neither company nor address', () => {
  const page = `
INVOICE
BILL TO:
BIG CUSTOMER SDN BHD
99 JALAN LAIN, 50000 KUALA LUMPUR

SMALL SHOP ENTERPRISE
7 LORONG DUA, 10000 PENANG
TEL 04-2223333`;
  expect(letterhead(page)).toEqual({ company: 'SMALL SHOP ENTERPRISE', address: '7 LORONG DUA, 10000 PENANG' });
});

test('an address beside another column keeps to its own', () => {
  const page = `
ACME PRINT GMBH                    INVOICE
Hafenstrasse 38          Invoice date   01.02.2025
04252 Leipzig, Germany       Due        15.02.2025`;
  expect(letterhead(page).address).toBe('Hafenstrasse 38 04252 Leipzig, Germany');
});

test('garbage has no company', () => {
  expect(letterhead('|| ~ .\n-- 1\n0 0')).toEqual({ company: undefined, address: undefined });
});
