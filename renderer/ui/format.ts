/**
 * Numbers and times as people read them. A dash stands for what was not measured. Digits are chosen for comparison down a
 * column: three that count.
 */
export { plural, pluralForm } from '../../pipeline/contract/plural.ts';

const NOTHING = '–';

const isNumber = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && Number.isFinite(value);

/** `1.82`, `0.0415`, `123`: seconds of CPU or wall, without the unit. */
export function seconds(value: number | null | undefined): string {
  if (!isNumber(value)) return NOTHING;
  if (value === 0) return '0';
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  if (value >= 1) return value.toFixed(2);
  return value >= 0.1 ? value.toFixed(3) : value.toPrecision(3);
}

export const percent = (share: number | null | undefined, digits = 1): string =>
  isNumber(share) ? `${(share * 100).toFixed(digits)} %` : NOTHING;

export const ratio = (value: number | null | undefined): string => (isNumber(value) ? value.toFixed(2) : NOTHING);

/** `7 s`, `2 min 05 s`, `1 h 12 min`. */
export function duration(value: number | null | undefined): string {
  if (!isNumber(value)) return NOTHING;
  const whole = Math.max(0, Math.round(value));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = whole % 60;
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, '0')} min`;
  if (minutes > 0) return `${minutes} min ${String(rest).padStart(2, '0')} s`;
  return `${rest} s`;
}

export function bytes(value: number | null | undefined): string {
  if (!isNumber(value)) return NOTHING;
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let amount = value;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit++;
  }
  return `${unit === 0 || amount >= 100 ? amount.toFixed(0) : amount.toPrecision(3)} ${units[unit]}`;
}

const threeDecimals = new Intl.NumberFormat('en-US');

export const count = (value: number | null | undefined): string => (isNumber(value) ? threeDecimals.format(value) : NOTHING);

/** Made once: a formatter takes longer to make than a hundred numbers to print. */
const twoDecimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** At most two decimals, none that are 0: `0.5`, `1,200`, `0.33`. */
export const decimal = (value: number): string => twoDecimals.format(value);

/** The machine's own time zone: `23 Nov 2026, 18:47`. */
export const moment = (iso: string): string =>
  new Date(iso).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

export const shortId = (id: string): string => id.slice(0, 8);

/** `bank_statement` is read as `bank statement`. Stages are not: they have one name everywhere. */
export const spaced = (name: string): string => name.replaceAll('_', ' ');

/** Seconds with the decimals of the command line: rows of one table add up to the eye as well. Nothing for what has no figure. */
export const ledgerSeconds = (value: number | null | undefined): string =>
  isNumber(value) ? value.toFixed(value < 0.1 ? 4 : 3) : '';
