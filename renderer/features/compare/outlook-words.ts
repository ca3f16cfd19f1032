/** What a plan would find, in words, and whether more blocks would serve. Pure. */
import { detectable } from '../../../pipeline/analysis/comparison/detectable.ts';
import { type ComparePlan, MOST_BLOCKS, type PlanOutlook } from '../../../pipeline/contract/comparison.ts';
import { presetNamed } from '../../../pipeline/contract/presets.ts';
import { percent, plural } from '../../ui/format.ts';

type Detectable = PlanOutlook['detectable'];

/** A plan that finds no less than this answers few questions. */
const COARSE = 0.1;

const noiseSources: Readonly<Record<Detectable['noise_from'], string>> = {
  this_comparison: 'as measured in this comparison',
  this_machine: 'as measured on this machine',
  assumed: 'which is assumed: nothing like it was compared on this machine yet, and an A/A comparison would tell',
};

/** Where the smallest difference comes from. */
export const noiseSentence = ({ pair_noise, noise_from, pairs }: Detectable): string =>
  `In four of five tries, from ${plural(pairs, 'pass pair')} that differ by ${percent(pair_noise)} without a cause, ${noiseSources[noise_from]}.`;

export interface MoreBlocks {
  readonly sentence: string;
  /** Null where even the most blocks would not do. */
  readonly blocks: number | null;
}

/** Null where the plan finds what one is after: the low end of the preset's expectation, or a tenth. */
export function moreBlocks({ preset }: Pick<ComparePlan, 'preset'>, found: Detectable): MoreBlocks | null {
  const { mde } = found;
  const expected = preset === null ? undefined : presetNamed(preset)?.expected;
  const wanted = Math.min(expected?.low ?? COARSE, COARSE);
  if (mde <= wanted) return null;
  const blocks = blocksFor(wanted, found);
  const miss =
    expected === undefined
      ? `Differences below ${percent(mde)} would stay unseen.`
      : `The report expects ${percent(expected.low, 0)} or more, which this plan may miss.`;
  if (blocks === null) return { sentence: `${miss} A quieter machine would help.`, blocks: null };
  return { sentence: `${miss} With ${plural(blocks, 'block')} it finds ${percent(wanted, 0)}.`, blocks };
}

function blocksFor(wanted: number, { pair_noise: pairNoise, noise_from: noiseFrom }: Detectable): number | null {
  for (let blocks = 1; blocks <= MOST_BLOCKS; blocks += 1) {
    if (detectable({ pairNoise, noiseFrom, pairs: 2 * blocks }).mde <= wanted) return blocks;
  }
  return null;
}
