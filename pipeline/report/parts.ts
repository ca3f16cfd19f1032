/**
 * The parts that sections are written with: blocks, columns and cells in one line each, and figures as they are printed.
 */
import type { Estimated } from '../analysis/capacity/capacity.ts';
import { figure } from '../analysis/decision/words.ts';
import type { Percentile } from '../analysis/load/percentile.ts';
import type { Bytes, Seconds } from '../contract/units.ts';
import type { CellValue, Inline, ReportBlock, ReportCell, ReportColumn, ReportTable, Text } from './document.ts';

export { plural } from '../contract/plural.ts';

export const chapter = (text: string, id: string): ReportBlock => ({ kind: 'heading', level: 2, text, id });
export const section = (text: string, id: string): ReportBlock => ({ kind: 'heading', level: 3, text, id });
export const paragraph = (...text: Inline[]): ReportBlock => ({ kind: 'paragraph', text });
export const list = (sentences: readonly string[]): ReportBlock => ({ kind: 'list', items: sentences.map(marked) });
export const notMeasured = (what: string, command: string | null): ReportBlock => ({
  kind: 'not_measured',
  what: what.replaceAll('`', ''),
  command,
});
export const table = (content: ReportTable): ReportBlock => ({ kind: 'table', table: content });

export const strong = (text: string): Inline => ({ strong: text });
export const code = (text: string): Inline => ({ code: text });

export const words = (key: string, title: string): ReportColumn => ({ key, title, align: 'left' });
export const numbers = (key: string, title: string): ReportColumn => ({ key, title, align: 'right' });

/** A sentence of the analysis, which sets commands between backticks. */
export const marked = (sentence: string): Text =>
  sentence.split('`').flatMap((part, index) => (part === '' ? [] : [index % 2 === 1 ? code(part) : part]));

export const cell = (
  value: CellValue,
  text: string = value === null ? '–' : String(value),
  tone?: ReportCell['tone'],
): ReportCell => (tone === undefined ? { value, text } : { value, text, tone });

export const missing: ReportCell = { value: null, text: 'not measured', tone: 'muted' };
/** Nothing belongs here. */
export const empty: ReportCell = { value: null, text: '–', tone: 'muted' };

/** A sentence of the analysis in a cell, where nothing can be marked. */
export const sentence = (text: string): ReportCell => cell(text.replaceAll('`', ''));

/** A figure with its text, or that nothing was measured. */
export const measured = (value: number | null | undefined, print: (value: number) => string): ReportCell =>
  value === null || value === undefined || !Number.isFinite(value) ? missing : cell(value, print(value));

/** Estimate and both ends, each in a cell of its own. */
export const interval = (estimated: Estimated | null, print: (value: number) => string): ReportCell[] =>
  estimated === null
    ? [missing, missing, missing]
    : [cell(estimated.estimate, print(estimated.estimate)), bound(estimated.low, print), bound(estimated.high, print)];

const bound = (value: number | null, print: (value: number) => string): ReportCell =>
  value === null ? cell(null, 'too few', 'muted') : cell(value, print(value));

export const intervalColumns = (key: string, title: string): ReportColumn[] => [
  numbers(key, title),
  numbers(`${key}_low`, '95 % from'),
  numbers(`${key}_high`, 'to'),
];

export const seconds = (value: Seconds): string =>
  value === 0 ? '0' : Math.abs(value) < 0.001 ? value.toFixed(5) : figure(value);
/** A percentile of seconds, with the interval that the sample gives it. */
export const percentileText = ({ value, is_bound, low, high }: Percentile): string =>
  is_bound || low === null || high === null ? `≥ ${seconds(value)} s` : `${seconds(value)} s (${seconds(low)}–${seconds(high)})`;
export const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`;
export const count = (value: number): string => Math.round(value).toLocaleString('en-US');
export const megabytes = (bytes: Bytes): string =>
  bytes >= 1e6 ? `${figure(bytes / 1e6)} MB` : `${Math.max(1, Math.round(bytes / 1e3)).toLocaleString('en-US')} kB`;

export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Estimate and interval in running text. */
export const spread = ({ estimate, low, high }: Estimated, print: (value: number) => string): string =>
  low === null || high === null ? print(estimate) : `${print(estimate)} (95 %: ${print(low)} to ${print(high)})`;
