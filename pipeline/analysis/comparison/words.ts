/**
 * Ratios in words. A person who decides reads "12.3 % less", not 0.877; above twice as much, percentages stop helping.
 */
import type { CompareMetric, Interval } from '../../contract/comparison.ts';

const TWICE = 2;
/** From here on, one decimal more or less tells nothing. */
const MANY_TIMES = 1000;

const digits = (percent: number): string => (percent > 99.9 && percent < 100 ? 'over 99.9' : percent.toFixed(1));
const less = (ratio: number): string => digits((1 - ratio) * 100);
const more = (ratio: number): string => digits((ratio - 1) * 100);
const times = (ratio: number): string => (ratio > MANY_TIMES ? `over ${MANY_TIMES}` : ratio.toFixed(1));

/** A bound such as the materiality: `2 %`, `0.5 %`. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

/** `12.3 % less`, `50.0 % more`, `2.4 times as much`. */
export function change(ratio: number): string {
  if (ratio > TWICE) return `${times(ratio)} times as much`;
  return ratio < 1 ? `${less(ratio)} % less` : `${more(ratio)} % more`;
}

/** `10.1 to 14.4 %`, `2.2 to 2.6 times`, `between 3.0 % less and 5.0 % more`. */
export function range({ low, high }: Pick<Interval, 'low' | 'high'>): string {
  if (low === 1 && high === 1) return 'no difference';
  if (high < 1) return `${less(high)} to ${less(low)} %`;
  if (low <= 1) return `between ${change(low)} and ${change(high)}`;
  return high > TWICE ? `${times(low)} to ${times(high)} times` : `${more(low)} to ${more(high)} %`;
}

/** `10.1 to 14.4 % less`: the range, saying where it lies. */
export function rangeOfChange(interval: Pick<Interval, 'low' | 'high'>): string {
  const said = range(interval);
  if (interval.low <= 1 && interval.high >= 1) return said;
  if (interval.high < 1) return `${said} less`;
  return interval.high > TWICE ? `${said} as much` : `${said} more`;
}

const verbs = { cpu: 'uses', wall: 'takes' } as const satisfies Record<CompareMetric, string>;
const nouns = { cpu: 'CPU', wall: 'time' } as const satisfies Record<CompareMetric, string>;

export const verbOf = (metric: CompareMetric): string => verbs[metric];
export const nounOf = (metric: CompareMetric): string => nouns[metric];

/** `uses 12.3 % less CPU per document than a`. */
export const changePerDocument = (ratio: number, metric: CompareMetric, baseline: string): string =>
  `${verbs[metric]} ${change(ratio)} ${nouns[metric]} per document ${ratio > TWICE ? 'as' : 'than'} ${baseline}`;

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `fetch`, `fetch and upload`, `fetch, quality_scoring and upload`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** `b (ocr.threads=2)`. */
export const sideInWords = ({ name, label }: { readonly name: string; readonly label: string }): string =>
  label === '' || label === name ? name : `${name} (${label})`;
