/**
 * One figure of one side against another side: measured over the pass pairs, then judged within its family of comparisons.
 */
import type { CompareMetric, Effect, Interval } from '../../contract/comparison.ts';
import type { LogBounds, Resampler } from './bootstrap.ts';
import type { Figure } from './costs.ts';
import { moreBlocks } from './detectable.ts';
import { holm } from './holm.ts';
import { type LogInterval, meanOf, pValue, tInterval, toRatio } from './intervals.ts';
import { type NoStatistic, type PassPair, pairStatistics } from './pairs.ts';
import type { ComparisonSamples } from './samples.ts';
import { cannotTell, type Judgement, judge } from './verdicts.ts';
import { nounOf } from './words.ts';

export const PRIMARY_RESAMPLES = 1000;
export const OTHER_RESAMPLES = 400;

/** Logarithms. */
export interface MeasuredEffect {
  readonly metric: CompareMetric;
  readonly statistic: Effect['statistic'];
  readonly pairs: number;
  /** Why there is no ratio. */
  readonly missing: NoStatistic | null;
  readonly mean: number;
  /** Null with one pair, or without a ratio; as `p`. */
  readonly interval: LogInterval | null;
  readonly bootstrap: LogBounds | null;
  readonly p: number | null;
}

export function measureEffect(
  pairs: readonly PassPair[],
  figure: Figure,
  resample: Resampler,
  resamples: number,
): MeasuredEffect {
  const { metric } = figure;
  const statistics = pairStatistics(pairs, figure);
  if (typeof statistics === 'string') {
    const none = { mean: 0, interval: null, bootstrap: null, p: null };
    return { metric, statistic: 'log_ratio', pairs: statistics === 'no_pairs' ? 0 : pairs.length, missing: statistics, ...none };
  }
  const interval = tInterval(statistics.values);
  return {
    metric,
    statistic: statistics.statistic,
    pairs: statistics.values.length,
    missing: null,
    mean: meanOf(statistics.values),
    interval,
    bootstrap: interval === null ? null : resample(statistics, resamples),
    p: interval === null ? null : pValue(interval),
  };
}

/** The same two sides, seen from the other. */
export function inverted(effect: MeasuredEffect): MeasuredEffect {
  const turned = <T extends LogBounds>(bounds: T): T => ({ ...bounds, low: -bounds.high, high: -bounds.low });
  const { interval, bootstrap, missing } = effect;
  return {
    ...effect,
    mean: -effect.mean,
    interval: interval === null ? null : { ...turned(interval), mean: -interval.mean },
    bootstrap: bootstrap === null ? null : turned(bootstrap),
    missing: missing === 'only_x_used_any' ? 'only_a_used_any' : missing === 'only_a_used_any' ? 'only_x_used_any' : missing,
  };
}

type Terms = Pick<ComparisonSamples, 'materiality' | 'design'>;

/** Judges effects together: p values are corrected for as many as have one. */
export function judgeFamily(family: readonly MeasuredEffect[], terms: Terms): Effect[] {
  const tested = family.filter(({ p }) => p !== null);
  const corrected = new Map(holm(tested.map(({ p }) => p ?? 1)).map((p, index) => [tested[index], p]));
  return family.map((effect) => toEffect(effect, corrected.get(effect) ?? null, tested.length, terms));
}

export function toEffect(
  effect: MeasuredEffect,
  pHolm: number | null,
  familySize: number,
  { materiality, design }: Terms,
): Effect {
  const { metric, statistic, pairs, missing, interval, bootstrap, p } = effect;
  const judgement = judgeEffect(effect, pHolm, familySize, materiality);
  const isOpen = judgement.verdict === 'cannot_tell' && interval !== null && design === 'interleaved';
  return {
    metric,
    ratio: missing === null ? ratioOf(effect) : null,
    bootstrap: bootstrap === null ? null : { low: toRatio(bootstrap.low), high: toRatio(bootstrap.high) },
    p,
    p_holm: pHolm,
    pairs,
    statistic,
    ...judgement,
    more_blocks: isOpen ? moreBlocks({ interval, materiality, familySize }) : null,
  };
}

/** Without a width where there is one pair. */
function ratioOf({ mean, interval }: MeasuredEffect): Interval {
  const { low, high } = interval ?? { low: mean, high: mean };
  return { estimate: toRatio(mean), low: toRatio(low), high: toRatio(high) };
}

function judgeEffect(
  { missing, metric, interval, bootstrap }: MeasuredEffect,
  pHolm: number | null,
  familySize: number,
  materiality: number,
): Judgement {
  if (missing !== null) return cannotTell(whyMissing(missing, nounOf(metric)));
  if (interval === null || pHolm === null) return cannotTell('One pass on each side is never a verdict.');
  return judge({ interval, bootstrap, pHolm, familySize, materiality });
}

function whyMissing(missing: NoStatistic, noun: string): string {
  switch (missing) {
    case 'no_pairs':
      return 'No document was read warm by both sides.';
    case 'neither_used_any':
      return `Neither side used any ${noun} here.`;
    case 'only_x_used_any':
    case 'only_a_used_any':
      return 'Only one of the two sides did this work, so there is no ratio.';
    case 'not_in_every_pass':
      return `Some passes used no ${noun} here, so there is no ratio.`;
  }
}
