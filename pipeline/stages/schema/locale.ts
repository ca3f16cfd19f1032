/**
 * Where a document comes from, as far as it shows: its currency as an ISO code, and whether it writes the month first.
 */
import type { DateOrder } from '../../contract/value-dates.ts';

interface Sign {
  readonly form: RegExp;
  readonly currency: string;
  /** A code or symbol beside an amount says more than a country's name. */
  readonly weight: number;
}

const amountAhead = String.raw`(?= ?-?\d)`;
const signs: readonly Sign[] = [
  { form: new RegExp(`(?<![A-Z])RM${amountAhead}|\\(RM\\)|\\bRM\\b`, 'gi'), currency: 'MYR', weight: 3 },
  { form: /\bMYR\b/g, currency: 'MYR', weight: 4 },
  { form: /\bSDN\b|\bBHD\b|\bMALAYSIA\b|\bSELANGOR\b|\bJOHOR\b|\bKUALA LUMPUR\b/gi, currency: 'MYR', weight: 1.5 },
  { form: new RegExp(`S\\$${amountAhead}|\\bSGD\\b`, 'g'), currency: 'SGD', weight: 4 },
  { form: /\bPTE\b|\bSINGAPORE\b/gi, currency: 'SGD', weight: 1.5 },
  { form: new RegExp(`A\\$${amountAhead}|\\bAUD\\b`, 'g'), currency: 'AUD', weight: 4 },
  { form: /\bABN\b|\bAUSTRALIA\b|\b(?:NSW|VIC|QLD)\b/g, currency: 'AUD', weight: 1.5 },
  { form: new RegExp(`C\\$${amountAhead}|\\bCAD\\b`, 'g'), currency: 'CAD', weight: 4 },
  { form: /\bCANADA\b|\bHST\b/g, currency: 'CAD', weight: 1.5 },
  { form: /US\$|\bUSD\b/g, currency: 'USD', weight: 4 },
  { form: new RegExp(`(?<![A-Z])\\$${amountAhead}`, 'g'), currency: 'USD', weight: 1 },
  { form: /€|\bEUR\b|\bEURO\b/g, currency: 'EUR', weight: 3 },
  { form: /\bGMBH\b|\bMWST\b|\bUST\b/gi, currency: 'EUR', weight: 1 },
  { form: /£|\bGBP\b/g, currency: 'GBP', weight: 3 },
  { form: /\bUNITED KINGDOM\b|\bENGLAND\b|\bLONDON\b/gi, currency: 'GBP', weight: 1 },
  { form: /\bCHF\b/g, currency: 'CHF', weight: 4 },
  { form: /¥|\bJPY\b/g, currency: 'JPY', weight: 3 },
  { form: /₹|\bINR\b|\bGSTIN\b/g, currency: 'INR', weight: 3 },
  { form: /\bRp\.? ?\d|\bIDR\b/g, currency: 'IDR', weight: 3 },
  { form: /\bTHB\b|฿/g, currency: 'THB', weight: 3 },
  { form: /\bSEK\b/g, currency: 'SEK', weight: 3 },
  { form: /\bNOK\b/g, currency: 'NOK', weight: 3 },
  { form: /\bDKK\b/g, currency: 'DKK', weight: 3 },
];
/** A sign that is everywhere says it no louder than one that is there a few times. */
const MOST_PER_SIGN = 3;

export interface FoundCurrency {
  readonly code: string;
  readonly confidence: number;
  /** The row and offset of the first sign that is printed for it. */
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

/** The currency most signs point to; null where there is no sign at all. */
export function findCurrency(rows: readonly string[]): FoundCurrency | null {
  const votes = new Map<string, { votes: number; weight: number; row: number; start: number; end: number }>();
  for (const sign of signs) {
    let seen = 0;
    for (const [row, text] of rows.entries()) {
      for (const match of text.matchAll(sign.form)) {
        seen += 1;
        if (seen > MOST_PER_SIGN) break;
        const place = { row, start: match.index, end: match.index + match[0].length, weight: sign.weight };
        const before = votes.get(sign.currency) ?? { ...place, votes: 0, weight: 0 };
        const first = sign.weight > before.weight ? place : before;
        votes.set(sign.currency, { ...first, votes: before.votes + sign.weight });
      }
      if (seen > MOST_PER_SIGN) break;
    }
  }
  const ranked = [...votes].sort((a, b) => b[1].votes - a[1].votes);
  const [best, next] = ranked;
  if (best === undefined) return null;
  const total = best[1].votes + (next?.[1].votes ?? 0) + 0.5;
  const { row, start, end } = best[1];
  return { code: best[0], confidence: best[1].votes / total, row, start, end };
}

const stateAndZip =
  /\b(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])[ ,.]{1,2}\d{5}(?:-\d{4})?\b/;

/** Day first, unless a date on the page shows otherwise or the page is plainly from the United States. */
export function dateOrderOf(rows: readonly string[]): DateOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const text of rows) {
    for (const [, a = '', slashed, dotted] of text.matchAll(
      /(?<!\d)(\d{1,2})(?:[/-](\d{1,2})[/-](?:\d{4}|\d{2})|\.(\d{1,2})\.(?:19|20)\d{2})(?!\d)/g,
    )) {
      const b = slashed ?? dotted ?? '';
      if (Number(a) > 12 && Number(a) <= 31 && Number(b) >= 1 && Number(b) <= 12) dayFirst += 1;
      if (Number(b) > 12 && Number(b) <= 31 && Number(a) >= 1 && Number(a) <= 12) monthFirst += 1;
    }
  }
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'day_first' : 'month_first';
  const american = rows.some((text) => stateAndZip.test(text)) && (findCurrency(rows)?.code ?? 'USD') === 'USD';
  return american ? 'month_first' : 'day_first';
}
