/**
 * Negative controls: stages that the change cannot move. Where they move, the machine moved, and the whole comparison is in
 * doubt. They are judged by the comparison's own metric, in two ways, each a test of "moved further than its floor":
 *
 * - each stage by itself, corrected after Holm among them. Its floor is what the stage shows in comparisons of a setting with
 *   itself on this machine, or 10 % where none is kept; never less than the materiality. Nor less than half a millisecond per
 *   document (of wall time two): a fetch of 0.5 ms moves by a third when a cache is cold, which says nothing of the document's cost.
 * - all of them added up, the sharper eye: a machine that slowed down moved them all alike. The floor is the materiality, since
 *   a machine that moved by less cannot pass for a difference that counts; or what the steadiest of them shows on this machine,
 *   since what they share is no more than that; or a quarter of the effect itself (up to 10 %): so far the verdict stands whatever moved.
 *
 * Noise within the session costs power, not truth: the test is of the mean over pass pairs against its own error, so that a
 * jittery stage is not taken for one that moved.
 */
import type { CompareMetric, Control, Effect } from '../../contract/comparison.ts';
import type { StageName } from '../../contract/stages.ts';
import type { Figure } from './costs.ts';
import type { MeasuredEffect } from './effects.ts';
import { holm } from './holm.ts';
import { pValue } from './intervals.ts';
import type { MachineNoise } from './samples.ts';
import { SIGNIFICANCE } from './verdicts.ts';

const DEFAULT_FLOOR = 0.1;
const LEAST_MOVEMENT_US = { cpu: 500, wall: 2000 } as const satisfies Record<CompareMetric, number>;
const SHARE_OF_EFFECT = 0.25;

export interface ControlStage {
  readonly stage: StageName;
  readonly measured: MeasuredEffect;
  readonly effect: Effect;
  /** Of side `a`, per document, in microseconds. */
  readonly cost: number;
}

export interface ControlsTogether {
  readonly stages: readonly StageName[];
  readonly measured: MeasuredEffect;
  /** As of one stage. */
  readonly cost: number;
}

export interface ControlTerms {
  readonly metric: CompareMetric;
  readonly materiality: number;
  readonly noise: MachineNoise | null;
}

/** Stage by stage. */
export function judgeControls(stages: readonly ControlStage[], { metric, materiality, noise }: ControlTerms): Control[] {
  const floors = stages.map(({ stage, cost }) => {
    const measured = noise?.floors[stage]?.[metric];
    return {
      noise_floor: Math.max(measured ?? DEFAULT_FLOOR, materiality, leastMovement(cost, metric)),
      floor_from: measured === undefined ? ('default' as const) : ('measured' as const),
    };
  });
  const pValues = holm(stages.map(({ measured }, index) => pBeyond(measured, floors[index]?.noise_floor ?? DEFAULT_FLOOR)));
  return stages.map(({ stage, effect }, index) => ({
    stage,
    metric,
    effect,
    noise_floor: floors[index]?.noise_floor ?? DEFAULT_FLOOR,
    floor_from: floors[index]?.floor_from ?? 'default',
    moved: (pValues[index] ?? 1) < SIGNIFICANCE,
  }));
}

/** All of them added up, against a floor that the comparison's own effect has a say in. */
export function judgeTogether(
  { stages, measured, cost }: ControlsTogether,
  effect: MeasuredEffect,
  { metric, materiality, noise }: ControlTerms,
): { readonly noise_floor: number; readonly moved: boolean } {
  const floors = stages.map((stage) => noise?.floors[stage]?.[metric]).filter((floor) => floor !== undefined);
  const noise_floor = Math.max(
    materiality,
    floors.length === 0 ? 0 : Math.min(...floors),
    Math.min(DEFAULT_FLOOR, Math.expm1(SHARE_OF_EFFECT * Math.abs(effect.mean))),
    leastMovement(cost, metric),
  );
  return { noise_floor, moved: pBeyond(measured, noise_floor) < SIGNIFICANCE };
}

/** Relative. */
const leastMovement = (cost: number, metric: CompareMetric): number => (cost > 0 ? LEAST_MOVEMENT_US[metric] / cost : 1);

/** Of a movement no larger than the floor; 1 where nothing was measured. */
const pBeyond = ({ interval }: MeasuredEffect, floor: number): number =>
  interval === null ? 1 : pValue(interval, Math.log1p(floor));

export const controlsFigure = (stages: readonly StageName[], metric: CompareMetric): Figure => ({ metric, of: stages });
