/**
 * Effects and intervals in words and figures. Ratios are side over side `a`. A figure never stands without its interval; where
 * there is none (one pass), that is said.
 */
import { change, nounOf, percent, rangeOfChange } from '../../../pipeline/analysis/comparison/words.ts';
import type { CompareMetric, Effect, EffectVerdict, Interval, Verdict } from '../../../pipeline/contract/comparison.ts';
import type { MarkTone } from '../../charts/interval-mark.tsx';
import { ledgerSeconds } from '../../ui/format.ts';

const NOTHING = '–';

/** `0.815`; three decimals, so that a column can be compared, fewer above ten. */
export const ratioNumber = (value: number): string => value.toFixed(value >= 10 ? 1 : 3);

export const hasWidth = ({ low, high }: Interval): boolean => low < high;

/** `0.797 to 0.834`, or why there is none. */
export const rangeText = (interval: Interval, text: (value: number) => string): string =>
  hasWidth(interval) ? `${text(interval.low)} to ${text(interval.high)}` : 'one pass, no interval';

/** `0.815 (0.797 to 0.834)` */
export const intervalText = (interval: Interval | null, text: (value: number) => string): string =>
  interval === null ? NOTHING : `${text(interval.estimate)} (${rangeText(interval, text)})`;

export const ratioText = (interval: Interval | null): string => intervalText(interval, ratioNumber);

export const secondsText = (interval: Interval | null): string => intervalText(interval, ledgerSeconds);

/** `±2.5 %`: the band of what does not matter, with the digits of the verdict's sentence. */
export const bandText = (materiality: number): string => `±${percent(materiality)}`;

export const metricNames: Readonly<Record<CompareMetric, string>> = { cpu: 'CPU', wall: 'Wall' };

/** `18.5 % less CPU (95 %: 16.6 to 20.3 % less)` */
export function changeWithInterval(ratio: Interval, metric: CompareMetric): string {
  const words = `${change(ratio.estimate)} ${nounOf(metric)}`;
  return hasWidth(ratio) ? `${words} (95 %: ${rangeOfChange(ratio)})` : `${words} (one pass pair, no interval)`;
}

export const verdictWords: Readonly<Record<Verdict, string>> = {
  faster: 'faster',
  slower: 'slower',
  equivalent: 'equivalent',
  cannot_tell: 'can’t tell',
  unproven: 'unproven',
  inadmissible: 'inadmissible',
};

export const verdictTones: Readonly<Record<Verdict, MarkTone>> = {
  faster: 'good',
  slower: 'bad',
  equivalent: 'plain',
  cannot_tell: 'plain',
  unproven: 'warn',
  inadmissible: 'warn',
};

export const effectTone = (verdict: EffectVerdict): MarkTone => verdictTones[verdict];

/** What would settle it; null where it is settled, or nobody can say. */
export function settledBy({ verdict, more_blocks }: Pick<Effect, 'verdict' | 'more_blocks'>, blocks: number): string | null {
  if (verdict !== 'cannot_tell' || more_blocks === null) return null;
  return `To settle it: about ${blocks + more_blocks} blocks instead of ${blocks}.`;
}

/** What is read first, and what explains it: sentences of a verdict may be several. */
export function leadOf(sentence: string): { readonly lead: string; readonly rest: string } {
  const end = /[.!?] (?=\p{Lu})/u.exec(sentence);
  return end === null
    ? { lead: sentence, rest: '' }
    : { lead: sentence.slice(0, end.index + 1), rest: sentence.slice(end.index + 2) };
}
