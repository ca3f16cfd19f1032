/**
 * The top of a document as single lines of text: what a letterhead may be made of, each line with the signs that tell a
 * company's name from a street, a number, a title or a stray mark.
 */
import type { LabelMatch } from './labels.ts';
import type { Line, Reading } from './reading.ts';
import { cellsOf, median, type Passage, passage, type Row } from './rows.ts';
import type { Concept } from './vocabulary.ts';
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
  /** What its labels name. */
  readonly names: readonly Concept[];
  /** Names something else: a title, a number, a telephone, a date. */
  readonly other: boolean;
}

const MOST_LINES = 30;
const registrationNumber = /\(?\s*(?:co\.?\s*(?:reg\.?\s*)?no\.?\s*:?\s*)?[A-Z]{0,3}[- ]?\d{4,12}\s*[-.]?\s*[A-Z0-9]?\s*\)?/i;
const inBrackets = /\s*[([{][^()[\]{}]*\d{3,}[^()[\]{}]*[)\]}]?/g;
const trailingNumber = /\s+[A-Z]{0,2}\d{5,12}\s*-?\s*[A-Z]?\s*\)?$/;
/** Five digits; British, Irish and Canadian codes; four digits before a town or after a state. */
const postcode =
  /(?<![\d-])(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}|[A-Z]\d[\dW] ?[A-Z\d]{4}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?![\w-])|^\W?\d{4}(?: [A-Z]{2})? \p{Lu}\p{L}{2}|\b(?:NSW|VIC|QLD|TAS|ACT|SA|WA|NT) \d{4}\b/u;
/** `Hafenstrasse 38`: a street with its number behind. */
const streetThenNumber =
  /^[\p{L}.' -]*(?:stra(?:ss|ß)e|str\.?|weg|platz|gasse|allee|ring|damm|ufer|laan|plein|straat|gata|vej|gade) \d{1,4} ?[a-z]?,?$/iu;
const houseNumber =
  /^\W{0,2}(?:(?:n[o0]|l[o0]t|unit|suite|blk|block|level|ground|tingkat|ptd|pt|hs)\b[.: ]*[A-Z]{0,2}-?\d|\d{1,5}[A-Z]?(?:[-/&.]\d{1,4}[A-Z]?)*[, ]+[A-Z])/i;
/** What follows these belongs to another company, or to the customer. */
const aside =
  /^\W*(formerly|licen[cs]ee|franchise|a (member|division|subsidiary)|part of|operated|managed|trading as|t\/a|c\/o|dealing|dealer|specialist|since)\b/i;

/** Lines of the letterhead, from the top to where the body begins: the first amount, column heading or second half. */
export function headLines({ lines, textHeight }: Reading): HeadLine[] {
  const head: HeadLine[] = [];
  for (const line of lines) {
    if (line.row.page !== (lines[0]?.row.page ?? 0) || head.length >= MOST_LINES) break;
    if (head.length > 1 && (line.amounts.length > 1 || isColumnHeading(line))) break;
    for (const cell of mainCells(line)) head.push(describe(line, cell, textHeight));
  }
  return head.map((one) => (isAddressee(one, head, textHeight) ? { ...one, other: true } : one));
}

/** Three cells of which one names a column: OCR may have lost the other names. */
function isColumnHeading(line: Line): boolean {
  if (/\d/.test(line.row.text)) return false;
  const columns = line.labels.filter((label) => label.concepts.includes('column')).length;
  return columns >= 3 || (columns > 0 && cellsOf(line.row).length >= 3);
}

interface Cell {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a cell begins once the letters that OCR saw in a logo are left out: a first word of up to three characters, much
 * taller than the rest or set apart from it.
 */
export function pastLogo(row: Row, { start, end }: Cell): number {
  const words = row.words.slice(row.wordAt[start] ?? 0, (row.wordAt[end - 1] ?? 0) + 1);
  const [first, second] = words;
  if (first === undefined || second === undefined || first.text.length > 3 || words.length < 3) return start;
  const gap = second.box.x0 - first.box.x1;
  const others = words.slice(2).map((word, index) => word.box.x0 - (words[index + 1]?.box.x1 ?? 0));
  const taller = (first.box.y1 - first.box.y0) / Math.max(1, median(words.slice(1).map((word) => word.box.y1 - word.box.y0)));
  const apart = gap / Math.max(1, median(others));
  return (taller >= 1.4 || apart >= 2.2) && !/\d/.test(first.text)
    ? start + (/^\S+\s+/.exec(row.text.slice(start, end))?.[0].length ?? 0)
    : start;
}

/** A row's cells, except where it is one line set wide: few letters apart, or a number after the name. */
function mainCells(line: Line): Cell[] {
  const cells = cellsOf(line.row).filter(({ start, end }) => /[\p{L}\p{N}]{2}/u.test(line.row.text.slice(start, end)));
  const first = cells[0];
  const last = cells.at(-1);
  if (first === undefined || last === undefined || cells.length === 1) return cells;
  const boxes = cells.map(({ start, end }) => passage(line.row, start, end).box);
  const isTitle = ({ start, end }: Cell): boolean =>
    line.labels.some((label) => label.start <= start + 1 && label.end >= end - 1 && label.start >= start);
  if (cells.some(isTitle)) return cells;
  const gaps = boxes.slice(1).map((box, index) => box.x0 - (boxes[index]?.x1 ?? 0));
  return Math.max(...gaps) < line.row.height * 2.5 ? [{ start: first.start, end: last.end }] : cells;
}

/** Below a label like `BILL TO`, in its column and without a gap: the customer's lines, not the sender's. */
function isAddressee(line: HeadLine, head: readonly HeadLine[], textHeight: number): boolean {
  let from = line;
  for (let index = head.indexOf(line) - 1; index >= 0; index -= 1) {
    const above = head[index];
    if (above === undefined || above.at.box.y1 > from.at.box.y0 + textHeight * 0.5) continue;
    if (Math.abs(above.at.box.x0 - line.at.box.x0) > textHeight * 1.5) continue;
    if (from.at.box.y0 - above.at.box.y1 > textHeight * 2) return false;
    if (above.names.includes('customer')) return true;
    from = above;
  }
  return false;
}

function describe(line: Line, cell: Cell, textHeight: number): HeadLine {
  const at = passage(line.row, pastLogo(line.row, cell), cell.end);
  const labels = line.labels.filter((label) => label.start >= cell.start && label.end <= cell.end);
  const dated = line.dates.some((date) => date.start >= cell.start && date.end <= cell.end);
  const words = wordsOf(at.text);
  const legalAt = words.findIndex(
    (word, index) => index > 0 && isLegalForm(word, words[index + 1] ?? words[index - 1]) && !isShortWithin(word, at.text),
  );
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
    addressSigns:
      (postcode.test(at.text) && !isAlone ? 2 : 0) +
      (houseNumber.test(at.text) || streetThenNumber.test(at.text) ? 2 : 0) +
      Math.min(3, streetWords),
    names: labels.flatMap((label) => label.concepts),
    other: dated || isOther(labels, at.text, cell.start) || aside.test(at.text),
  };
}

const numbered: readonly Concept[] = ['telephone', 'tax_id', 'document_number', 'till', 'customer', 'account_number', 'period'];

function isOther(labels: readonly LabelMatch[], text: string, start: number): boolean {
  if (/@|www\.?|\.com\b|https?:/i.test(text)) return true;
  if (/(?:\+?\d[- ]?){8,}/.test(text) && !/[\p{L}]{3}/u.test(text)) return true;
  const has = (...concepts: readonly Concept[]): boolean =>
    labels.some((label) => label.concepts.some((concept) => concepts.includes(concept)));
  // `STATION ROAD 5` is no till's number: only a label that begins the line counts there.
  const begins = labels.filter((label) => label.start <= start + 3);
  const named = labels.some((label) => label.marked && !label.concepts.includes('column') && !label.concepts.includes('bank'));
  const covered = labels.reduce((sum, label) => sum + label.end - label.start, 0) / Math.max(1, text.length);
  const numbers = /\d/.test(text) && begins.some((label) => label.concepts.some((concept) => numbered.includes(concept)));
  return named || numbers || (covered > 0.7 && !labels.every((label) => label.concepts.includes('bank'))) || has('receipt_word');
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/\b([A-Z])\.(?=[A-Z]\b)/g, '$1')
    .split(/[^\p{L}\p{N}&'’]+/u)
    .flatMap(unglue)
    .filter((word) => /\p{L}/u.test(word) && !/\d{3}/.test(word));

export const hasPostcode = (text: string): boolean => postcode.test(text);

/** `SDN BHD` survives OCR in one half at least: the other may then miss a letter. */
function isLegalForm(word: string, neighbour = ''): boolean {
  if (isLegalWord(word)) return true;
  const other = neighbour.replace(/[^A-Z]/g, '');
  return (other === 'BHD' && /^S[DON]?[NHM]$/.test(word)) || (other === 'SDN' && /^[B8E][HID]?[DO0]?$/.test(word));
}

/** `SA`, `AG`, `CO` and their like are states, sizes and codes too, unless the line ends with them. */
const isShortWithin = (word: string, text: string): boolean =>
  word.length === 2 &&
  word !== 'CO' &&
  word !== 'C0' &&
  !stripRegistration(text).toUpperCase().replaceAll('.', '').endsWith(` ${word}`);

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
