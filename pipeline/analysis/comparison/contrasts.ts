/** Every side against side `a`, measured: totals, stages, and which of the stages are controls. */
import type { CompareMetric } from '../../contract/comparison.ts';
import type { StageName } from '../../contract/stages.ts';
import type { Resampler } from './bootstrap.ts';
import { controlsFigure } from './controls.ts';
import { type Figure, type PassCosts, stagesRun } from './costs.ts';
import { type MeasuredEffect, measureEffect, OTHER_RESAMPLES, PRIMARY_RESAMPLES } from './effects.ts';
import { differingKeys, stagesMovedBy } from './movable-stages.ts';
import { type PassPair, pairPasses } from './pairs.ts';
import type { ComparisonSamples, SideSample } from './samples.ts';

/** A contrast before it is judged. */
export interface MeasuredContrast {
  readonly x: SideSample;
  readonly a: SideSample;
  readonly pairs: readonly PassPair[];
  readonly total: Readonly<Record<CompareMetric, MeasuredEffect>>;
  readonly stages: ReadonlyMap<StageName, Readonly<Record<CompareMetric, MeasuredEffect>>>;
  /** Of `stages`, those that the change cannot move. */
  readonly controls: readonly StageName[];
  /** By the comparison's metric; null without controls. */
  readonly together: MeasuredEffect | null;
}

export function measureContrasts(
  samples: ComparisonSamples,
  passes: readonly PassCosts[],
  resample: Resampler,
): MeasuredContrast[] {
  const [a, ...others] = samples.sides;
  if (a === undefined) return [];
  return others.map((x) => {
    const pairs = pairPasses(passes, x.name, a.name, samples.design);
    const measure = (figure: Figure, resamples = OTHER_RESAMPLES): MeasuredEffect =>
      measureEffect(pairs, figure, resample, resamples);
    const both = (of: Figure['of']): Record<CompareMetric, MeasuredEffect> => ({
      cpu: measure({ metric: 'cpu', of }, of === 'document' && samples.metric === 'cpu' ? PRIMARY_RESAMPLES : OTHER_RESAMPLES),
      wall: measure({ metric: 'wall', of }, of === 'document' && samples.metric === 'wall' ? PRIMARY_RESAMPLES : OTHER_RESAMPLES),
    });
    const ran = stagesRun(samples.passes, x.name, a.name);
    const controls = controlsAmong(ran, x, a, samples.design);
    return {
      x,
      a,
      pairs,
      total: both('document'),
      stages: new Map(ran.map((stage) => [stage, both([stage])])),
      controls,
      together: controls.length === 0 ? null : measure(controlsFigure(controls, samples.metric)),
    };
  });
}

/** Runs of the same settings that were made apart with other versions, or elsewhere: anything may have moved for a reason. */
function controlsAmong(
  stages: readonly StageName[],
  x: SideSample,
  a: SideSample,
  design: ComparisonSamples['design'],
): StageName[] {
  const elsewhere = differingKeys(x.versions, a.versions).length + differingKeys(x.surroundings, a.surroundings).length > 0;
  if (design === 'stored' && elsewhere) return [];
  const movable = stagesMovedBy(differingKeys(x.settings, a.settings));
  return stages.filter((stage) => !movable.has(stage));
}
