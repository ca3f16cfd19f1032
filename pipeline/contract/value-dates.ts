/**
 * Dates in text, in all the forms that receipts, invoices and statements print, and as OCR leaves them: given as ISO 8601.
 * Day first unless the caller says otherwise or the month would be impossible. Pure: no Node module, no clock.
 */

export type DateOrder = 'day_first' | 'month_first';

export interface FoundDate {
  readonly iso: string;
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  /** 1 as printed without doubt, less for what had to be repaired or could be another number. */
  readonly certainty: number;
  /** True where day and month could be exchanged. */
  readonly ambiguous: boolean;
}

/** English, Malay, German, French and Spanish month names, by the letters that tell them apart. */
const monthPrefixes: readonly (readonly string[])[] = [
  ['JAN', 'ENE'],
  ['FEB', 'FEV'],
  ['MAR', 'MAC', 'MRZ'],
  ['APR', 'AVR', 'ABR'],
  ['MAY', 'MAI', 'MEI'],
  ['JUN', 'JUIN'],
  ['JUL', 'JUIL'],
  ['AUG', 'AGO', 'OGO', 'AOU'],
  ['SEP'],
  ['OCT', 'OKT'],
  ['NOV'],
  ['DEC', 'DIS', 'DEZ', 'DIC'],
];
const monthNames = [
  ...['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER'],
  ...['JANUARI', 'FEBRUARI', 'MAC', 'APRIL', 'MEI', 'JUN', 'JULAI', 'OGOS', 'SEPTEMBER', 'OKTOBER', 'NOVEMBER', 'DISEMBER'],
  ...['JANUAR', 'FEBRUAR', 'MARZ', 'APRIL', 'MAI', 'JUNI', 'JULI', 'AUGUST', 'SEPTEMBER', 'OKTOBER', 'NOVEMBER', 'DEZEMBER'],
  ...['JANVIER', 'FEVRIER', 'MARS', 'AVRIL', 'MAI', 'JUIN', 'JUILLET', 'AOUT', 'SEPTEMBRE', 'OCTOBRE', 'NOVEMBRE', 'DECEMBRE'],
  ...[
    'ENERO',
    'FEBRERO',
    'MARZO',
    'ABRIL',
    'MAYO',
    'JUNIO',
    'JULIO',
    'AGOSTO',
    'SEPTIEMBRE',
    'OCTUBRE',
    'NOVIEMBRE',
    'DICIEMBRE',
  ],
];
const letterOf: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '5': 'S', '6': 'G', '8': 'B', '4': 'A', '|': 'I' };

/** 1 to 12, or null; OCR may have put digits for letters, `1` for `L` among them. */
export function monthOf(name: string): number | null {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
  for (const one of ['I', 'L']) {
    const letters = Array.from(plain, (c) => (c === '1' || c === '|' ? one : (letterOf[c] ?? c))).join('');
    const exact = monthNames.indexOf(letters);
    if (exact >= 0) return (exact % 12) + 1;
    const prefix = monthPrefixes.findIndex((starts) => starts.some((start) => letters.startsWith(start)));
    // A long word that only begins like a month (MARKET, DECOR, JUNCTION) is none.
    if (prefix >= 0 && (letters.length <= 4 || monthNames.some((m) => m.length > 4 && nearlyEqual(m, letters))))
      return prefix + 1;
  }
  return null;
}

function nearlyEqual(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}

/** Letters that OCR puts for digits, only where a run is mostly digits and date marks; the length does not change. */
function repairDigits(text: string): string {
  return text.replace(/[0-9OoQDIl|SBZ]{1,4}(?:[/.-][0-9OoQDIl|SBZ]{1,4}){2}/g, (run) => {
    const digits = run.replace(/\D/g, '').length;
    if (digits * 2 < run.length - 2) return run;
    return run
      .replace(/[OoQD]/g, '0')
      .replace(/[Il|]/g, '1')
      .replace(/S/g, '5')
      .replace(/B/g, '8')
      .replace(/Z/g, '2');
  });
}

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly certainty: number;
}
interface Pattern {
  readonly form: RegExp;
  readonly parts: (match: RegExpMatchArray, order: DateOrder) => Parts;
  readonly numeric: boolean;
}

// A year may be followed by the time without a space: `18/01/201810:27`, `06/01/1812:17`.
const year4 = String.raw`((?:19|20)\d{2})(?!\d(?!\d?:\d))`;
const year2 = String.raw`['’]?(\d{2})(?!\d(?!\d?:\d)|[/.\-]\d)`;
const mark = String.raw` ?[/.\-–] ?`;
const wide = String.raw`[ /.\-–,'’]{0,3}(?:of )?`;
const monthWord = String.raw`([\p{L}][\p{L}0-9|]{2,9}|0[CK]T)\.?`;
const ordered = (a = '', b = '', year = '', order: DateOrder, certainty: number): Parts =>
  order === 'day_first' ? { day: a, month: b, year, certainty } : { day: b, month: a, year, certainty };

const patterns: readonly Pattern[] = [
  {
    form: /(?<!\d)((?:19|20)\d{2})([/.-])(\d{1,2})\2(\d{1,2})(?!\d(?!\d?:\d))/gu,
    parts: ([, year = '', , month = '', day = '']) => ({ year, month, day, certainty: 1 }),
    numeric: false,
  },
  {
    form: new RegExp(String.raw`(?<!\d|\d[/.])(\d{1,2})${mark}(\d{1,2})${mark}${year4}`, 'gu'),
    parts: ([, a, b, year], order) => ordered(a, b, year, order, 1),
    numeric: true,
  },
  {
    form: new RegExp(String.raw`(?<!\d|\d[/.])(\d{1,2})(?:st|nd|rd|th)?${wide}${monthWord}${wide}${year4}`, 'giu'),
    parts: ([, day = '', month = '', year = '']) => ({ year, month, day, certainty: 1 }),
    numeric: false,
  },
  {
    form: new RegExp(String.raw`(?<!\d|\d[/.])(\d{1,2})(?:st|nd|rd|th)?${wide}${monthWord}${wide}${year2}`, 'giu'),
    parts: ([, day = '', month = '', year = '']) => ({ year, month, day, certainty: 0.85 }),
    numeric: false,
  },
  {
    form: new RegExp(String.raw`(?<!\p{L})${monthWord}${wide}(\d{1,2})(?:st|nd|rd|th)?[ ,./-]{1,3}${year4}`, 'giu'),
    parts: ([, month = '', day = '', year = '']) => ({ year, month, day, certainty: 1 }),
    numeric: false,
  },
  {
    form: new RegExp(
      String.raw`(?<!\d|\d[/.])(\d{1,2})(?: ?\/ ?| ?- ?|[.–])(\d{1,2})(?: ?\/ ?| ?- ?|[.–])${year2}(?! ?[ap]m)`,
      'giu',
    ),
    parts: ([, a, b, year], order) => ordered(a, b, year, order, 0.85),
    numeric: true,
  },
  // A slash or dash that OCR read as 1, 7 or a letter, or lost: `02/1212017`.
  {
    form: /(?<!\d)(\d{2})[/.-](\d{2})[17lI| ]?(20\d{2})(?!\d)/g,
    parts: ([, a, b, year], order) => ordered(a, b, year, order, 0.6),
    numeric: true,
  },
  {
    form: /(?<!\d)(\d{2})[17lI|](\d{2})[/.-](20\d{2})(?!\d)/g,
    parts: ([, a, b, year], order) => ordered(a, b, year, order, 0.6),
    numeric: true,
  },
  {
    form: /(?<!\d)(\d{2}) (\d{2}) (20\d{2})(?!\d)/g,
    parts: ([, a, b, year], order) => ordered(a, b, year, order, 0.6),
    numeric: true,
  },
  {
    form: /(?<![\d\p{L}/.-])(20\d{2})(\d{2})(\d{2})(?![\d/.-])/gu,
    parts: ([, year = '', month = '', day = '']) => ({ year, month, day, certainty: 0.4 }),
    numeric: false,
  },
];

/** Every date in a text, from left to right; where two readings overlap the surer one stays. */
export function findDates(text: string, order: DateOrder = 'day_first'): FoundDate[] {
  if (!/\d/.test(text)) return [];
  const repaired = repairDigits(text);
  const found: FoundDate[] = [];
  for (const pattern of patterns) {
    for (const match of repaired.matchAll(pattern.form)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => other.start < end && start < other.end)) continue;
      const raw = text.slice(start, end);
      const date = resolve(pattern.parts(match, order), pattern.numeric);
      if (date !== null) found.push({ ...date, raw, start, end, certainty: date.certainty * (raw === match[0] ? 1 : 0.8) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

type Resolved = Pick<FoundDate, 'iso' | 'certainty' | 'ambiguous'>;

function resolve(parts: Parts, numeric: boolean): Resolved | null {
  const year = parts.year.length === 4 ? Number(parts.year) : fullYear(Number(parts.year));
  const month = /^\d+$/.test(parts.month) ? Number(parts.month) : (monthOf(parts.month) ?? 0);
  const day = Number(parts.day);
  const iso = isoDate(year, month, day);
  if (iso !== null) {
    return { iso, certainty: parts.certainty, ambiguous: numeric && day <= 12 && day !== month };
  }
  // The month is impossible in the expected order, so the other order was meant.
  const exchanged = numeric ? isoDate(year, day, month) : null;
  return exchanged === null ? null : { iso: exchanged, certainty: parts.certainty, ambiguous: false };
}

/** Two digits: 50 to 99 lie in the last century, as birth dates do. */
const fullYear = (twoDigits: number): number => twoDigits + (twoDigits < 50 ? 2000 : 1900);

function isoDate(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || year < 1900 || year > 2099) return null;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day > days) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The one date a text holds, as ISO 8601; null where there is none. */
export function parseDate(text: string, order: DateOrder = 'day_first'): string | null {
  const found = findDates(text.normalize('NFKC'), order);
  return (
    found.reduce<FoundDate | undefined>((best, date) => (best && best.certainty >= date.certainty ? best : date), undefined)
      ?.iso ?? null
  );
}
