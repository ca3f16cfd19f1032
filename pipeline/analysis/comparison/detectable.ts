/**
 * What a plan can find, said before the run; and after it, how many more blocks would probably settle what is open.
 */
import type { Detectable } from '../../contract/comparison.ts';
import type { LogInterval } from './intervals.ts';
import { CONFIDENCE, noncentralityFor, twoSidedQuantile } from './student-t.ts';

/** The smallest effect is the one that is found in four of five tries; and what "probably" means. */
const POWER = 0.8;
/** Of the normal distribution, at that power. */
const POWER_QUANTILE = 0.8416;

/** Noise of one pass on an ordinary machine that nothing is known of, and so of the log ratio of two. */
const ASSUMED_PASS_NOISE = 0.03;
export const ASSUMED_PAIR_NOISE = ASSUMED_PASS_NOISE * Math.SQRT2;

export interface NoiseOfPairs {
  /** Relative standard deviation of a pass pair; null where it is assumed. */
  readonly pairNoise: number | null;
  readonly noiseFrom: Detectable['noise_from'];
  /** At least 2. */
  readonly pairs: number;
}

/** Of the two-sided test at 5 %, by the noncentral t distribution. The change is an increase; a decrease is found a little sooner. */
export function detectable({ pairNoise, noiseFrom, pairs }: NoiseOfPairs): Detectable {
  if (pairs < 2) throw new RangeError('one pass pair detects nothing');
  const known = pairNoise !== null && pairNoise > 0;
  const noise = known ? pairNoise : ASSUMED_PAIR_NOISE;
  const effect = (noncentralityFor(POWER, pairs - 1, CONFIDENCE) * noise) / Math.sqrt(pairs);
  return { mde: Math.expm1(effect), pair_noise: noise, noise_from: known ? noiseFrom : 'assumed', pairs };
}

/** Beyond this nobody waits, and a guess is worth nothing. */
const MOST_MORE_BLOCKS = 100;
const PAIRS_PER_BLOCK = 2;

export interface Unsettled {
  readonly interval: LogInterval;
  readonly materiality: number;
  /** Tests that the correction is for. */
  readonly familySize: number;
}

/**
 * Blocks after which, if the estimate and the noise stay as they are, a verdict comes in four of five tries: either a difference
 * that is significant and at least the materiality, or an interval within it. Null: not within a hundred.
 */
export function moreBlocks({ interval, materiality, familySize }: Unsettled): number | null {
  const bound = Math.log1p(materiality);
  const effect = Math.abs(interval.mean);
  const strict = 1 - (1 - CONFIDENCE) / Math.max(1, familySize);
  for (let blocks = 1; blocks <= MOST_MORE_BLOCKS; blocks += 1) {
    const pairs = interval.pairs + blocks * PAIRS_PER_BLOCK;
    const error = interval.standardDeviation / Math.sqrt(pairs);
    const luck = POWER_QUANTILE * error;
    const isFound = effect >= twoSidedQuantile(strict, pairs - 1) * error + luck && effect >= bound + luck;
    const isWithin = effect + twoSidedQuantile(CONFIDENCE, pairs - 1) * error + luck <= bound;
    if (isFound || isWithin) return blocks;
  }
  return null;
}
