/** Every side against side `a`, judged: effects in two families, controls against their floors, and the sentence. */
import {
  type CompareMetric,
  type Contrast,
  compareMetricSchema,
  type Effect,
  type SideResult,
  type Verdict,
} from '../../contract/comparison.ts';
import type { StageName } from '../../contract/stages.ts';
import { bandOf } from './band.ts';
import { completenessOf } from './completeness.ts';
import type { MeasuredContrast } from './contrasts.ts';
import { judgeControls, judgeTogether } from './controls.ts';
import { judgeFamily, type MeasuredEffect, toEffect } from './effects.ts';
import { meanOf } from './intervals.ts';
import type { ComparisonSamples } from './samples.ts';
import { pronounce } from './sentences.ts';

const metrics = compareMetricSchema.options;
/** Verdicts that let no figure stand. */
const voiding: readonly Verdict[] = ['unproven', 'inadmissible'];

/** @param sides what is known of each side by itself, for their invariants */
export function judgeContrasts(
  measured: readonly MeasuredContrast[],
  samples: ComparisonSamples,
  sides: readonly SideResult[],
): Contrast[] {
  const effects = judgeTwoFamilies(measured, samples);
  return measured.map((contrast) => judgeContrast(contrast, effects, samples, sides));
}

function judgeContrast(
  contrast: MeasuredContrast,
  effects: JudgedEffects,
  samples: ComparisonSamples,
  sides: readonly SideResult[],
): Contrast {
  const { x, a } = contrast;
  const total = metricsOf(contrast.total, effects);
  const controls = stageControls(contrast, effects, samples);
  const together = controlsTogether(contrast, samples);
  const completeness = completenessOf(samples);
  const pronounced = pronounce({
    x,
    a,
    effect: total[samples.metric],
    broken: sides.find(({ name }) => name === x.name)?.invariants.filter(({ holds }) => holds === false) ?? [],
    moved: controls.filter(({ moved }) => moved),
    together: together?.moved ? together : null,
    completeness,
    terms: samples,
  });
  const stages = [...contrast.stages].map(([stage, own]) => [
    stage,
    { ...metricsOf(own, effects), is_control: contrast.controls.includes(stage) },
  ]);
  return {
    side: x.name,
    ...pronounced,
    sentence: `${pronounced.sentence}${ofBaseline(sides)}`,
    ...total,
    stages: Object.fromEntries(stages),
    controls,
    controls_together: together,
    // A preset is the second side's; further ones are somebody's own.
    band:
      x === samples.sides[1]
        ? bandOf(samples.preset, total.cpu, completeness.complete && !voiding.includes(pronounced.verdict))
        : null,
  };
}

/** Whoever reads only the headline must not miss that the yardstick is broken. */
function ofBaseline([baseline]: readonly SideResult[]): string {
  return baseline === undefined || baseline.admissible
    ? ''
    : ` Side ${baseline.name}, which it is held against, breaks an invariant itself.`;
}

function stageControls(contrast: MeasuredContrast, effects: JudgedEffects, samples: ComparisonSamples): Contrast['controls'] {
  const stages = contrast.controls.flatMap((stage) => {
    const measured = contrast.stages.get(stage)?.[samples.metric];
    const effect = measured && effects.get(measured);
    return measured && effect ? [{ stage, measured, effect, cost: costOf(contrast, [stage], samples.metric) }] : [];
  });
  return judgeControls(stages, samples);
}

type Together = NonNullable<Contrast['controls_together']>;

function controlsTogether(contrast: MeasuredContrast, samples: ComparisonSamples): Together | null {
  const { together: measured, controls: stages, total } = contrast;
  if (measured === null) return null;
  const cost = costOf(contrast, stages, samples.metric);
  const judged = judgeTogether({ stages, measured, cost }, total[samples.metric], samples);
  return { stages: [...stages], effect: toEffect(measured, measured.p, 1, samples), ...judged };
}

type JudgedEffects = ReadonlyMap<MeasuredEffect, Effect>;

/** The totals by the comparison's metric were announced before the run, and are corrected among themselves; then all the rest. */
function judgeTwoFamilies(measured: readonly MeasuredContrast[], samples: ComparisonSamples): JudgedEffects {
  const primary = measured.map(({ total }) => total[samples.metric]);
  const all = measured.flatMap(({ total, stages }) =>
    [total, ...stages.values()].flatMap((own) => metrics.map((metric) => own[metric])),
  );
  const others = all.filter((effect) => !primary.includes(effect));
  return new Map(
    [primary, others].flatMap((family) => {
      const judged = judgeFamily(family, samples);
      return family.flatMap((effect, index): [MeasuredEffect, Effect][] => {
        const verdict = judged[index];
        return verdict === undefined ? [] : [[effect, verdict]];
      });
    }),
  );
}

function metricsOf(
  measured: Readonly<Record<CompareMetric, MeasuredEffect>>,
  judged: JudgedEffects,
): Record<CompareMetric, Effect> {
  const of = (metric: CompareMetric): Effect => {
    const effect = judged.get(measured[metric]);
    if (effect === undefined) throw new RangeError('an effect was measured and not judged');
    return effect;
  };
  return { cpu: of('cpu'), wall: of('wall') };
}

/** Of side `a`, per document that was read warm; 0 where none was. */
function costOf({ pairs }: MeasuredContrast, stages: readonly StageName[], metric: CompareMetric): number {
  const costs = pairs.flatMap(({ a }) => [...a.column({ metric, of: stages })]).filter((cost) => !Number.isNaN(cost));
  return meanOf(costs);
}
