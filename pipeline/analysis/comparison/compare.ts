/**
 * A comparison's samples in, its whole result out: SPEC.md § 4. The same samples and the same seed give the same result, to the
 * last digit. Pure, no Node module; every figure is a finite number, whatever the samples hold.
 */
import { COMPARISON_FORMAT, type Comparison } from '../../contract/comparison.ts';
import { makeResampler } from './bootstrap.ts';
import { comparisonWarnings } from './comparability.ts';
import { completenessOf } from './completeness.ts';
import { type MeasuredContrast, measureContrasts } from './contrasts.ts';
import { passCosts } from './costs.ts';
import { detectable } from './detectable.ts';
import { comparedDocuments } from './documents.ts';
import { PRIMARY_RESAMPLES } from './effects.ts';
import { meanOf } from './intervals.ts';
import { judgeContrasts } from './judge-contrasts.ts';
import { sideMatrix } from './matrix.ts';
import { differingKeys } from './movable-stages.ts';
import type { ComparisonSamples } from './samples.ts';
import { sideResults } from './sides.ts';

export function compareSamples(samples: ComparisonSamples): Comparison {
  const passes = passCosts(samples);
  const resample = makeResampler(samples.seed, PRIMARY_RESAMPLES);
  const measured = measureContrasts(samples, passes, resample);
  const sides = sideResults(samples, passes);
  const contrasts = judgeContrasts(measured, samples, sides);
  const [first] = contrasts;
  return {
    format: COMPARISON_FORMAT,
    verdict: first?.verdict ?? 'cannot_tell',
    sentence: first?.sentence ?? "Can't tell: there is only one side.",
    metric: samples.metric,
    materiality: samples.materiality,
    seed: samples.seed,
    blocks: samples.blocks,
    preset: samples.preset,
    complete: completenessOf(samples).complete,
    sweep: sweepOf(samples),
    sides,
    contrasts,
    matrix: sideMatrix(samples, passes, resample),
    detectable: detectableHere(measured, samples),
    documents: comparedDocuments(samples),
    warnings: comparisonWarnings(samples, sides),
  };
}

/** The one setting in which sides differ. */
function sweepOf({ sides }: ComparisonSamples): Comparison['sweep'] {
  const [first, ...others] = sides;
  const keys = [...new Set(others.flatMap(({ settings }) => differingKeys(settings, first?.settings ?? {})))];
  const [key] = keys;
  if (key === undefined || keys.length > 1) return null;
  return { key, values: sides.map(({ settings }) => (settings[key] === undefined ? 'unset' : String(settings[key]))) };
}

/** By the noise of this comparison's own pairs; null where it has none. */
function detectableHere(measured: readonly MeasuredContrast[], { metric }: ComparisonSamples): Comparison['detectable'] {
  const intervals = measured.map(({ total }) => total[metric].interval).filter((interval) => interval !== null);
  const pairNoise = Math.sqrt(meanOf(intervals.map(({ standardDeviation }) => standardDeviation ** 2)));
  const pairs = Math.min(...intervals.map((interval) => interval.pairs));
  if (intervals.length === 0 || pairNoise === 0) return null;
  return detectable({ pairNoise, noiseFrom: 'this_comparison', pairs });
}
