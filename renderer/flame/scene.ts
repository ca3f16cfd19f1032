/**
 * A scene is one way to lay out a run: every worker's spans by the clock or by CPU, or all jobs merged by stage. Whoever draws,
 * hits, walks or searches sees a scene only. An item is what a box stands for: a span of the timeline, or a node of the merge.
 */
import { stageNames } from '../../pipeline/contract/stages.ts';
import { NO_STAGE } from '../../pipeline/contract/timeline.ts';
import type { Microseconds } from '../../pipeline/contract/units.ts';
import { at } from './columns.ts';
import type { Rows } from './rows.ts';

export type Arrangement = 'timeline' | 'stages';
export type Measure = 'wall' | 'cpu';

export interface SceneLane {
  readonly label: string;
  readonly details: readonly string[];
  readonly firstRow: number;
  readonly rowCount: number;
}

export interface Scene {
  readonly arrangement: Arrangement;
  readonly measure: Measure;
  /** The whole axis, from 0; a whole number, 1 at least. */
  readonly extent: Microseconds;
  readonly lanes: readonly SceneLane[];
  readonly rows: Rows;
  /** Of an item: the item that holds it (-1 none), its box, the colour it is drawn in (`tones.ts`). */
  readonly parent: Int32Array;
  readonly boxOf: Uint32Array;
  readonly tone: Uint8Array;
  /** Boxes of failed jobs and of cold jobs, in the same rows. */
  readonly failed: Rows;
  readonly cold: Rows;
  readonly label: (item: number) => string;
}

export function startOf(scene: Scene, item: number): Microseconds {
  return at(scene.rows.start, at(scene.boxOf, item));
}

export function endOf(scene: Scene, item: number): Microseconds {
  return at(scene.rows.end, at(scene.boxOf, item));
}

export function boxesOfItems(rows: Rows): Uint32Array {
  const boxOf = new Uint32Array(rows.item.length);
  for (let box = 0; box < boxOf.length; box += 1) boxOf[rows.item[box] as number] = box;
  return boxOf;
}

/** The axis ends on a whole microsecond, and a run without spans has one to show. */
export function extentOf(end: Float64Array): Microseconds {
  let extent = 1;
  for (let index = 0; index < end.length; index += 1) if ((end[index] as number) > extent) extent = end[index] as number;
  return Math.ceil(extent);
}

/** Tones: 0 a job, then the stages, the parts of stages, and what lies deeper; the last a span of no stage. */
export const STAGE_COUNT = stageNames.length;
export const JOB_TONE = 0;
export const UNKNOWN_TONE = 1 + 3 * STAGE_COUNT;
export const TONE_COUNT = UNKNOWN_TONE + 1;

export function toneOf(depth: number, stage: number): number {
  if (depth === 0) return JOB_TONE;
  if (stage === NO_STAGE) return UNKNOWN_TONE;
  return 1 + stage + (Math.min(depth, 3) - 1) * STAGE_COUNT;
}
