/**
 * What a bench found, in the one form that `npm run bench` gathers: a row for each figure. Every bench prints a table of its own for
 * whoever runs it alone, and tells the same figures here; told to nobody, they go nowhere.
 *
 * A figure that could not be measured is a row as well, and says what is missing.
 */
import { appendFileSync } from 'node:fs';
import { z } from 'zod';

/** A file to which a row is one line of JSON: what was told is kept, whatever becomes of the bench. */
export const ROWS_FILE = 'RBENCH_BENCH_ROWS';

export const benchRowSchema = z.strictObject({
  bench: z.string(),
  what: z.string(),
  /** Null: not measured, and the note says why. */
  value: z.number().nullable(),
  unit: z.string(),
  spread: z.strictObject({ low: z.number(), high: z.number(), of: z.enum(['95 %', 'least to most', 'p50 to p95']) }).nullable(),
  goal: z.strictObject({ text: z.string(), verdict: z.enum(['met', 'not met', 'cannot tell']) }).nullable(),
  note: z.string(),
});
export type BenchRow = z.infer<typeof benchRowSchema>;
export type Spread = NonNullable<BenchRow['spread']>;

export type Goal = { readonly atMost: number } | { readonly atLeast: number };

interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly spread?: Spread | null;
  readonly goal?: Goal;
  readonly note?: string;
}

export function tell(bench: string, figure: Figure): void {
  const { what, value, unit, spread = null, goal, note = '' } = figure;
  write({ bench, what, value, unit, spread, goal: goal === undefined ? null : judge(value, spread, goal, unit), note });
}

/** @param missing what is not there, and how to get it where that is known */
export const tellNotMeasured = (bench: string, what: string, missing: string): void =>
  write({ bench, what, value: null, unit: '', spread: null, goal: null, note: `not measured: ${missing}` });

/** For a bench that cannot run here at all: tells it, says it, and ends the process well. */
export function leaveOut(bench: string, what: string, missing: string): never {
  tellNotMeasured(bench, what, missing);
  process.stdout.write(`Not measured: ${missing}.\n`);
  process.exit(0);
}

function write(row: BenchRow): void {
  const file = process.env[ROWS_FILE];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
}

/** An interval of confidence on both sides of the goal cannot tell; other spreads describe single cases, and the value decides. */
export function judge(value: number, spread: Spread | null, goal: Goal, unit: string): NonNullable<BenchRow['goal']> {
  const isMost = 'atMost' in goal;
  const limit = isMost ? goal.atMost : goal.atLeast;
  const keeps = (figure: number) => (isMost ? figure <= limit : figure >= limit);
  const verdicts = (spread?.of === '95 %' ? [spread.low, spread.high] : [value]).map(keeps);
  const verdict = verdicts.every(Boolean) ? 'met' : verdicts.some(Boolean) ? 'cannot tell' : 'not met';
  return { text: `${isMost ? '≤' : '≥'} ${withUnit(limit, unit)}`, verdict };
}

/** Of an estimate; one document has no interval, and none is shown. */
export const confidence = ({ low, high }: { readonly low: number; readonly high: number }): Spread | null =>
  low === high ? null : { low, high, of: '95 %' };

/** Three digits that matter, and all of those before the point. */
export function shownNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toPrecision(2);
  const digits = Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9)))));
  return value === 0 ? '0' : value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
}

export const withUnit = (value: number, unit: string): string => `${shownNumber(value)}${unit === '' ? '' : ` ${unit}`}`;

/** From 0 to 1; the nearest rank. */
export const rankOf = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
