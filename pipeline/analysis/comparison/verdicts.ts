/**
 * From an interval to a verdict. With the materiality bound δ as ±, and 1 as |, on the scale of the ratio:
 *
 *   faster       <--x-->  ±     |     ±               the interval excludes 1, the estimate is at least δ away, and the
 *                      <--x-->  |     ±               corrected p says so too
 *   equivalent            ± <-x-|>    ±               the whole interval within ±δ, whether or not it excludes 1
 *   can't tell     <------±--x--|---> ±               it reaches over 1: too wide
 *                      <--±--x->|     ±               it excludes 1, but the estimate is nearer than δ
 *
 * Slower is faster's mirror.
 */
import type { EffectVerdict } from '../../contract/comparison.ts';
import type { LogBounds } from './bootstrap.ts';
import type { LogInterval } from './intervals.ts';
import { CONFIDENCE } from './student-t.ts';
import { percent } from './words.ts';

export const SIGNIFICANCE = 1 - CONFIDENCE;

export interface Judgement {
  readonly verdict: EffectVerdict;
  readonly reason: string;
}

export interface Evidence {
  readonly interval: LogInterval;
  readonly bootstrap: LogBounds | null;
  readonly pHolm: number;
  /** Tests that the correction is for. */
  readonly familySize: number;
  readonly materiality: number;
}

export function judge({ interval, bootstrap, pHolm, familySize, materiality }: Evidence): Judgement {
  const bound = Math.log1p(materiality);
  const { mean, low, high } = interval;
  if (low >= -bound && high <= bound)
    return { verdict: 'equivalent', reason: `The whole interval lies within ±${percent(materiality)}.` };
  if (low <= 0 && high >= 0) return cannotTell('The interval reaches from less to more: it is too wide.');
  if (Math.abs(mean) < bound)
    return cannotTell(`There is a difference, but it may be less than the ${percent(materiality)} that count.`);
  if (pHolm >= SIGNIFICANCE) return cannotTell(`Among ${familySize} comparisons, one like this may be chance.`);
  const where = mean < 0 ? 'below' : 'above';
  const carried = bootstrap !== null && bootstrap.low <= 0 && bootstrap.high >= 0;
  return {
    verdict: mean < 0 ? 'faster' : 'slower',
    reason:
      `The whole interval lies ${where} 1, and the estimate is at least ${percent(materiality)} away.` +
      (carried ? ' But a few documents carry it: with other documents it may not hold.' : ''),
  };
}

export const cannotTell = (reason: string): Judgement => ({ verdict: 'cannot_tell', reason });
