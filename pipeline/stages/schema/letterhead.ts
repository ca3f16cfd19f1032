/**
 * The top of a document as single lines of text: what a letterhead may be made of, each line with the signs that tell a
 * company's name from a street, a number, a title or a stray mark.
 */
import { has, type Line, type Reading } from './reading.ts';
import { cellsOf, joinPassages, type Passage, passage } from './rows.ts';
import { isAddressWord, isBusinessWord, isLegalWord, unglue } from './words.ts';

export interface HeadLine {
  readonly line: Line;
  readonly at: Passage;
  /** Words of letters only, upper case, without punctuation. */
  readonly words: readonly string[];
  readonly height: number;
  readonly legal: boolean;
  readonly business: boolean;
  /** A registration number stands here, alone or beside the name. */
  readonly registration: 'alone' | 'beside' | null;
  readonly addressSigns: number;
  /** Names something else: a title, a number, a telephone, a date. */
  readonly other: boolean;
}

const MOST_LINES = 18;
/** A name as OCR leaves it: at least this share of letters. */
const registrationNumber = /\(?\s*(?:co\.?\s*(?:reg\.?\s*)?no\.?\s*:?\s*)?[A-Z]{0,3}[- ]?\d{4,12}\s*[-.]?\s*[A-Z0-9]?\s*\)?/i;
const inBrackets = /\s*[([{][^()[\]{}]*\d{3,}[^()[\]{}]*[)\]}]?/g;
const trailingNumber = /\s+[A-Z]{0,2}\d{5,12}\s*-?\s*[A-Z]?\s*\)?$/;
const postcode = /(?<![\d-])(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2})(?![\d-])/;
const houseNumber = /^\W{0,2}(?:(?:no|lot|unit|suite|blk|block|level|ground|tingkat|ptd|pt|hs)\b[.: ]*[A-Z]{0,2}-?\d|\d{1,5}[A-Z]?(?:[-/&.]\d{1,4}[A-Z]?)*[, ]+[A-Z])/i;
/** What follows these belongs to another company, or to the customer. */
const aside = /^\W*(formerly|licen[cs]ee|franchise|a (member|division|subsidiary)|part of|operated|managed|trading as|t\/a|c\/o|dealing|dealer|specialist|since)\b/i;

/** Lines of the letterhead, from the top to where the body begins: the first amount, column heading or second half. */
export function headLines({ lines, textHeight }: Reading): HeadLine[] {
  const head: HeadLine[] = [];
  for (const line of lines) {
    if (line.row.page !== (lines[0]?.row.page ?? 0) || head.length >= MOST_LINES) break;
    if (head.length > 1 && (line.amounts.length > 1 || isColumnHeading(line))) break;
    for (const cell of mainCells(line)) head.push(describe(line, cell, textHeight));
  }
  return head;
}

/** Three cells of which one names a column: OCR may have lost the other names. */
function isColumnHeading(line: Line): boolean {
  const columns = line.labels.filter((label) => label.concepts.includes('column')).length;
  return columns >= 3 || (columns > 0 && cellsOf(line.row).length >= 3);
}

/** A row's cells, except where it is one line set wide: few letters apart, or a number after the name. */
function mainCells(line: Line): Passage[] {
  const cells = cellsOf(line.row).filter(({ start, end }) => /[\p{L}\p{N}]{2}/u.test(line.row.text.slice(start, end)));
  const parts = cells.map(({ start, end }) => passage(line.row, start, end));
  const first = parts[0];
  if (first === undefined || parts.length === 1) return parts;
  const gaps = parts.slice(1).map((part, index) => part.box.x0 - (parts[index]?.box.x1 ?? 0));
  return Math.max(...gaps) < line.row.height * 2.5 ? [joinPassages(parts)] : parts;
}

function describe(line: Line, at: Passage, textHeight: number): HeadLine {
  const words = wordsOf(at.text);
  const legalAt = words.findIndex((word, index) => index > 0 && isLegalForm(word, words[index + 1] ?? words[index - 1]));
  const legal = legalAt > 0 || isOnlyGeneric(words);
  const number = at.text.replace(/\([A-Z]{1,2}\)/gi, '');
  const alone = registrationNumber.exec(number);
  const isAlone = alone !== null && words.length <= 1 && number.replace(alone[0], '').replace(/[^\p{L}\p{N}]/gu, '').length <= 1;
  const beside = words.length > 1 && stripRegistration(at.text) !== tidy(at.text);
  const streetWords = words.filter(isAddressWord).length;
  return {
    line,
    at,
    words,
    height: Math.min(line.row.height / textHeight, 4),
    legal,
    business: words.some((word) => isBusinessWord(word) || isLegalWord(word)),
    registration: isAlone ? 'alone' : beside ? 'beside' : null,
    addressSigns: (postcode.test(at.text) && !isAlone ? 2 : 0) + (houseNumber.test(at.text) ? 2 : 0) + Math.min(3, streetWords),
    other: line.dates.length > 0 || isOther(line, at.text) || aside.test(at.text),
  };
}

function isOther(line: Line, text: string): boolean {
  if (/@|www\.?|\.com\b|https?:/i.test(text)) return true;
  if (/(?:\+?\d[- ]?){8,}/.test(text) && !/[\p{L}]{3}/u.test(text)) return true;
  const labelled = line.labels.filter((label) => text.includes(line.row.text.slice(label.start, label.end)));
  const named = labelled.some((label) => label.marked && !label.concepts.includes('column') && !label.concepts.includes('bank'));
  const covered = labelled.reduce((sum, label) => sum + label.end - label.start, 0) / Math.max(1, text.length);
  const numbers = has(line, 'telephone', 'tax_id', 'document_number', 'till', 'customer', 'account_number', 'period') && /\d/.test(text);
  return named || numbers || (covered > 0.7 && !labelled.every((label) => label.concepts.includes('bank'))) || has(line, 'receipt_word');
}

export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/\b([A-Z])\.(?=[A-Z]\b)/g, '$1')
    .split(/[^\p{L}\p{N}&'’]+/u)
    .flatMap(unglue)
    .filter((word) => /\p{L}/u.test(word) && !/\d{3}/.test(word));

/** `SDN BHD` survives OCR in one half at least: the other may then miss a letter. */
function isLegalForm(word: string, neighbour = ''): boolean {
  if (isLegalWord(word)) return true;
  const other = neighbour.replace(/[^A-Z]/g, '');
  return (other === 'BHD' && /^S[DON]?[NHM]$/.test(word)) || (other === 'SDN' && /^[B8E][HID]?[DO0]?$/.test(word));
}

/** Only words that any company could have: `RESTAURANT SDN BHD` goes on from the line above. */
export const isOnlyGeneric = (words: readonly string[]): boolean =>
  words.some(isLegalWord) && words.every((word) => word.length <= 1 || isLegalWord(word) || isBusinessWord(word));

/** Without a registration number, in brackets or at the end. */
export const stripRegistration = (text: string): string => tidy(text.replace(inBrackets, '').replace(trailingNumber, ''));

/** Without the specks that OCR reads beside a line, and without the punctuation a line ends with. */
export const tidy = (text: string): string =>
  text
    .replace(/^[^\p{L}\p{N}(]+/u, '')
    .replace(/[^\p{L}\p{N}).]+$/u, '')
    .trim();
