/**
 * Where the company is: the lines below its name, from the first that looks like a street, a building or a postcode to the
 * telephone, tax number or title that ends the letterhead. Lines are joined as printed, with a space.
 */
import type { ChosenCompany } from './company.ts';
import { type HeadLine, hasPostcode, tidy } from './letterhead.ts';
import { joinPassages, type Passage } from './rows.ts';
import { repairWords } from './words.ts';

export interface ChosenAddress {
  readonly value: string;
  readonly at: Passage;
  readonly confidence: number;
}

const MOST_LINES = 7;
/** Brand, registration number and `formerly known as` may stand between the name and the address. */
const MOST_BETWEEN = 9;

export function chooseAddress(head: readonly HeadLine[], company: ChosenCompany | null): ChosenAddress | null {
  const from = company === null ? 0 : company.last + 1;
  const near = (line: HeadLine, index: number): boolean => index >= from && index <= from + MOST_BETWEEN && isStart(line);
  const own = head.findIndex((line, index) => near(line, index) && (company === null || sharesColumn(company, line)));
  const start = own >= 0 ? own : head.findIndex(near);
  const first = head[start];
  if (first === undefined) return null;
  const lines = [first];
  for (const line of head.slice(start + 1)) {
    const last = lines.at(-1);
    if (last === undefined || lines.length >= MOST_LINES || !goesOn(last, line, first, lines)) break;
    if (sharesColumn(first, line)) lines.push(line);
  }
  const signs = lines.reduce((sum, line) => sum + line.addressSigns, 0);
  if (signs < 2) return null;
  const at = joinPassages(lines.map((line) => ({ ...line.at, text: tidyLine(line.at.text) })));
  const complete = lines.some((line) => hasPostcode(line.at.text)) ? 1 : 0.75;
  return { value: at.text, at, confidence: Math.min(0.99, complete * (1 - Math.exp(-signs / 3)) * (0.3 + 0.7 * at.confidence)) };
}

const isStart = (line: HeadLine): boolean =>
  !line.other && line.registration !== 'alone' && !(line.legal && line.addressSigns < 4) && line.addressSigns >= 2;

function goesOn(last: HeadLine, line: HeadLine, first: HeadLine, lines: readonly HeadLine[]): boolean {
  // Another column beside the address (a title, an invoice's numbers) is passed over, not an end.
  if (!sharesColumn(first, line)) return true;
  if (line.other || line.registration === 'alone' || line.line.amounts.length > 0) return false;
  if (line.at.box.y0 - last.at.box.y1 > Math.max(last.line.row.height, line.line.row.height) * 2.2) return false;
  if (!/[\p{L}]{2}|\d{4}/u.test(line.at.text)) return false;
  // After the postcode only a city, a region or a country may follow.
  const complete = lines.some((one) => hasPostcode(one.at.text));
  return !complete || line.addressSigns > 0 || /[,&]\s*$/.test(last.at.text);
}

const sharesColumn = (a: { readonly at: Passage }, b: { readonly at: Passage }): boolean =>
  Math.min(a.at.box.x1, b.at.box.x1) - Math.max(a.at.box.x0, b.at.box.x0) > 0;

/** Specks at the ends go; a comma stays, it is part of the address. */
const tidyLine = (text: string): string => repairPostcode(repairWords(tidy(text), true)) + (/,\s*$/.test(text) ? ',' : '');

/** Five digits of which one became a letter. */
const repairPostcode = (text: string): string =>
  text
    .replace(/(?<![\p{L}\d])\d{4}[OCDQ](?![\p{L}\d])/gu, (code) => `${code.slice(0, 4)}0`)
    .replace(/\b([A-Z]{1,2}\d[A-Z\d]?) ?O(?=[A-Z]{2}\b)/g, '$1 0')
    .replace(/(?<![\p{L}\d])§(?=\d{4}(?!\d))/gu, '8');
