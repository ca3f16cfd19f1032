/**
 * Amounts in text: found, read in any usual notation, and given as plain decimals. The extraction and the scoring both read
 * amounts with these functions, so that a difference between them is never a difference of notation.
 *
 * A single space may be the gap OCR left inside a number (`49. 39`); two spaces are a column's gap and end a number. Pure:
 * no Node module may be imported here, the renderer uses it too.
 */

export interface FoundAmount {
  /** Plain decimal, `-?\d+(\.\d+)?`, with the decimals that were printed. */
  readonly value: string;
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  /** 1 as printed without doubt, less for what had to be repaired or guessed. */
  readonly certainty: number;
  /** The mark after the number: what a credit means depends on the document, so the sign is left alone. */
  readonly marker: 'CR' | 'DR' | null;
}

/** Letters that OCR puts for digits. `§` is the dollar sign's, not a digit's. */
const digitOf: Readonly<Record<string, string>> = {
  ...{ O: '0', o: '0', Q: '0', D: '0', a: '0', I: '1', l: '1', i: '1', '|': '1', '!': '1', ']': '1' },
  ...{ S: '5', s: '5', B: '8', Z: '2', z: '2', g: '9', b: '6' },
};
const looksNumeric = /^([-~=–—−(]?(?:RM|[$€£§])?[-~–—−]?)([0-9OoQDaIli|!\]SsBZzgb,]+[.,][0-9OoQDIl|SsBZz]{2})(?![0-9A-Za-z])/;

/** Replaces letters that stand in a number by the digits they were; the length does not change. */
export function repairDigits(text: string): string {
  return text.replace(/\S+/g, (token) => {
    const shape = looksNumeric.exec(token);
    const number = shape?.[2];
    if (shape === null || number === undefined) return token;
    const digits = number.replace(/\D/g, '').length;
    const marks = number.replace(/[^.,]/g, '').length;
    if (digits * 2 < number.length - marks) return token;
    const prefix = shape[1] ?? '';
    const repaired = Array.from(number, (character) => digitOf[character] ?? character).join('');
    return prefix + repaired + token.slice(prefix.length + number.length);
  });
}

const currencyMark = String.raw`(?:RM|MYR|US\$|S\$|A\$|C\$|HK\$|USD|EUR|GBP|SGD|AUD|CAD|CHF|JPY|INR|IDR|THB|Rs\.?|Rp\.?|[$€£¥₹§])`;
const minus = '[-–—−~=]';
const number = [
  String.raw`\d{1,3}(?:,\d{3}){1,4}(?: ?\. ?\d{2}(?!\d))?`,
  String.raw`\d{1,3}(?:\.\d{3}){1,4} ?, ?\d{2}(?!\d)`,
  String.raw`\d{1,3}(?:['’]\d{3}){1,4}(?:[.,]\d{2}(?!\d))?`,
  String.raw`\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4},\d{2}(?!\d)`,
  String.raw`\d{1,12}(?: ?[.,] ?)\d{2}(?!\d)`,
].join('|');
const inText = new RegExp(
  String.raw`(?<![\d]|\d[.,:/])(\(|${minus} ?)?(${currencyMark} {0,2})?(${minus})?(${number})(?![.,:/]?\d| ?%)(\)|-(?![\d\w])| ?(?:CR|DR)\b)?`,
  'giu',
);
const wholeNumber = new RegExp(
  String.raw`(?<![\d.,:/])(\(|${minus} ?)?(${currencyMark} ?)(${minus})?(\d{1,9})(?![.,:/]?\d| ?[%.,]|\w| \d{2}(?!\d))(\)|-(?![\d\w])| ?(?:CR|DR)\b)?`,
  'giu',
);

/** Amounts with decimals, with grouped thousands, or with a currency before a whole number, from left to right. */
export function findAmounts(text: string): FoundAmount[] {
  const repaired = repairDigits(text);
  const found = [...repaired.matchAll(inText)].map((match) => fromMatch(match, text, 1));
  for (const match of repaired.matchAll(wholeNumber)) {
    const amount = fromMatch(match, text, 0.6);
    if (!found.some((other) => other.start < amount.end && amount.start < other.end)) found.push(amount);
  }
  return found.sort((a, b) => a.start - b.start);
}

function fromMatch(match: RegExpMatchArray, text: string, base: number): FoundAmount {
  const [whole, opening = '', currency = '', inner = '', digits = '', closing = ''] = match;
  const start = match.index ?? 0;
  const end = start + whole.length;
  const raw = text.slice(start, end);
  const bracketed = opening === '(' && closing === ')';
  // `=` and `~` are how OCR reads a pale minus: right before the number, without a space.
  const lead = opening.trimEnd();
  const negative = bracketed || closing === '-' || inner !== '' || (lead !== '' && lead !== '(' && isMinus(opening));
  const changed = raw !== whole;
  const spaced = / /.test(digits) && !/\d \d{3}/.test(digits);
  const grouped = /^\d{1,3}([,'’]\d{3})+$/.test(digits);
  const certainty = base * (changed ? 0.7 : 1) * (spaced ? 0.8 : 1) * (grouped ? 0.7 : 1) * (currency === '§' ? 0.9 : 1);
  const marker = /^ ?CR$/i.test(closing) ? 'CR' : /^ ?DR$/i.test(closing) ? 'DR' : null;
  return { value: (negative ? '-' : '') + plainDecimal(digits), raw, start, end, certainty, marker };
}

const isMinus = (sign: string): boolean => /^[-–—−]/.test(sign) || /^[~=]$/.test(sign);

/** `1.234,56` or `1,234.56` or `9,89` → digits with one point: the last mark is decimal unless three digits follow it. */
function plainDecimal(digits: string): string {
  const compact = digits.replace(/[\s'’\u00a0\u202f]/g, '');
  const lastMark = Math.max(compact.lastIndexOf('.'), compact.lastIndexOf(','));
  const decimals = lastMark < 0 ? '' : compact.slice(lastMark + 1);
  const isDecimal = decimals.length > 0 && (decimals.length !== 3 || (compact[lastMark] === '.' && !compact.includes(',')));
  const whole = (isDecimal ? compact.slice(0, lastMark) : compact).replace(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0';
  return isDecimal ? `${whole}.${decimals}` : whole;
}

/**
 * The one amount a text holds: `$8.20` → `8.20`, `1.234,56 €` → `1234.56`, `(5.00)` → `-5.00`. `CR` turns the sign, as on an
 * invoice; a statement reads the marker itself. Null where there is none.
 */
export function parseAmount(text: string): string | null {
  const trimmed = text.normalize('NFKC').trim();
  const spaced = /^(\D*)(\d{1,3}(?: \d{3})+\.\d{2})(\D*)$/.exec(trimmed);
  if (spaced !== null) return parseAmount(`${spaced[1]}${spaced[2]?.replaceAll(' ', '')}${spaced[3]}`);
  const first = findAmounts(trimmed)[0];
  if (first !== undefined) return first.marker === 'CR' ? negate(first.value) : first.value;
  const bare = /^\D*?(-?)\D{0,3}?(\d{1,12}(?:[.,]\d{1,6})?)(-?)\D*$/.exec(trimmed);
  if (bare === null) return null;
  const value = plainDecimal(bare[2] ?? '');
  return bare[1] === '-' || bare[3] === '-' ? negate(value) : value;
}

export const negate = (value: string): string => (value.startsWith('-') ? value.slice(1) : `-${value}`);

/** Hundredths, for sums: exact for anything a document states. */
export const toCents = (value: string): number => Math.round(Number(value) * 100);

export const fromCents = (cents: number): string => (cents / 100).toFixed(2);

/** The same amount in one spelling: `60.3`, `60.30` and `060.300` are equal. */
export function canonicalAmount(value: string): string {
  const short = value.includes('.') ? value.replace(/0+$/, '').replace(/\.$/, '') : value;
  return short === '-0' || short === '' ? '0' : short;
}
