/**
 * How steady a machine is, learnt from comparisons of a setting with itself: whatever moves in them is the machine's own.
 */
import { type CompareMetric, compareMetricSchema } from '../../contract/comparison.ts';
import { stageNames } from '../../contract/stages.ts';
import { type Figure, passCosts } from './costs.ts';
import { meanOf, toRatio } from './intervals.ts';
import { differingKeys } from './movable-stages.ts';
import { pairPasses, pairStatistics } from './pairs.ts';
import type { ComparisonSamples, MachineNoise } from './samples.ts';
import { CONFIDENCE, twoSidedQuantile } from './student-t.ts';

const metrics = compareMetricSchema.options;

/** Null without a comparison of a setting with itself, run as one, that has two pass pairs. */
export function machineNoise(comparisons: readonly ComparisonSamples[]): MachineNoise | null {
  const contrasts = comparisons.filter(isWithItself).flatMap(pairsOfContrasts);
  const totals = {
    cpu: movements(contrasts, { metric: 'cpu', of: 'document' }),
    wall: movements(contrasts, { metric: 'wall', of: 'document' }),
  };
  if (totals.cpu.length === 0 || totals.wall.length === 0) return null;
  const floors: { -readonly [Stage in keyof MachineNoise['floors']]: Record<CompareMetric, number> } = {};
  for (const stage of stageNames) {
    const [cpu, wall] = metrics.map((metric) => movements(contrasts, { metric, of: [stage] }));
    if (cpu?.length && wall?.length) floors[stage] = { cpu: staysWithin(cpu), wall: staysWithin(wall) };
  }
  return {
    pairs: totals.cpu.flat().length,
    pair_noise: { cpu: rootMeanSquare(totals.cpu.flat()), wall: rootMeanSquare(totals.wall.flat()) },
    floors,
  };
}

const isWithItself = ({ design, sides }: Pick<ComparisonSamples, 'design' | 'sides'>): boolean =>
  design === 'interleaved' && sides.every(({ settings }) => differingKeys(settings, sides[0]?.settings ?? {}).length === 0);

function pairsOfContrasts(samples: ComparisonSamples): ReturnType<typeof pairPasses>[] {
  const passes = passCosts(samples);
  const [first, ...others] = samples.sides;
  return first === undefined ? [] : others.map((side) => pairPasses(passes, side.name, first.name, samples.design));
}

/** Logarithms, the pairs of one contrast together; those with a single pair tell nothing. */
function movements(contrasts: readonly ReturnType<typeof pairPasses>[], figure: Figure): (readonly number[])[] {
  return contrasts.flatMap((pairs) => {
    const statistics = pairStatistics(pairs, figure);
    return typeof statistics === 'string' || statistics.values.length < 2 ? [] : [statistics.values];
  });
}

/** About zero and not about their mean: the truth of a comparison with itself is known. */
const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(meanOf(values.map((value) => value ** 2)));

/**
 * What the mean over the pairs of such a comparison stays within, with 95 %: from the pairs, as if they were independent; or
 * from the comparisons' own means where these moved further than that, because a machine's moods last longer than a pair.
 */
function staysWithin(contrasts: readonly (readonly number[])[]): number {
  const all = contrasts.flat();
  const pairsEach = all.length / contrasts.length;
  const fromPairs = twoSidedQuantile(CONFIDENCE, all.length) * (rootMeanSquare(all) / Math.sqrt(pairsEach));
  const fromMeans = twoSidedQuantile(CONFIDENCE, contrasts.length) * rootMeanSquare(contrasts.map(meanOf));
  const logarithm = contrasts.length < FEWEST_MEANS ? fromPairs : Math.max(fromPairs, fromMeans);
  return toRatio(logarithm) - 1;
}

const FEWEST_MEANS = 3;
