/**
 * What an area of the timeline holds, stage by stage. A span cut by the area's edge counts in proportion to what lies inside,
 * as if its CPU were spent evenly. Parts are inside their stages and not counted again; the last row is the jobs' own rest.
 */
import { stageNames } from '../../pipeline/contract/stages.ts';
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import type { Microseconds } from '../../pipeline/contract/units.ts';
import { boxesBetween } from './rows.ts';
import type { Scene } from './scene.ts';

export interface Area {
  readonly from: Microseconds;
  readonly to: Microseconds;
  readonly firstLane: number;
  readonly lastLane: number;
}

export interface SummaryRow {
  readonly name: string;
  /** Index into `stageNames`, null of the rest and of the total. */
  readonly stage: number | null;
  readonly count: number;
  readonly wall: Microseconds;
  readonly cpu: Microseconds;
}

export interface Summary {
  readonly stages: readonly SummaryRow[];
  /** In a job and in no stage; `count` is 0. */
  readonly rest: SummaryRow;
  readonly jobs: SummaryRow;
}

const REST = 'no stage';

interface Sum {
  count: number;
  wall: Microseconds;
  cpu: Microseconds;
}

export function summarise(timeline: Timeline, scene: Scene, area: Area): Summary {
  const jobs: Sum = { count: 0, wall: 0, cpu: 0 };
  const stages: Sum[] = stageNames.map(() => ({ count: 0, wall: 0, cpu: 0 }));
  const stageOfSpan = timeline.spans.stage;
  for (const lane of scene.lanes.slice(area.firstLane, area.lastLane + 1)) {
    addRow(timeline, scene, lane.firstRow, area, () => jobs);
    if (lane.rowCount > 1) addRow(timeline, scene, lane.firstRow + 1, area, (span) => stages[stageOfSpan[span] as number]);
  }
  const wall = stages.reduce((sum, stage) => sum + stage.wall, 0);
  const cpu = stages.reduce((sum, stage) => sum + stage.cpu, 0);
  return {
    stages: stageNames.flatMap((name, stage) => {
      const sum = stages[stage];
      return sum === undefined || sum.count === 0 ? [] : [{ name, stage, ...sum }];
    }),
    rest: { name: REST, stage: null, count: 0, wall: Math.max(0, jobs.wall - wall), cpu: Math.max(0, jobs.cpu - cpu) },
    jobs: { name: 'documents', stage: null, ...jobs },
  };
}

function addRow(timeline: Timeline, scene: Scene, row: number, area: Area, sumOf: (span: number) => Sum | undefined): void {
  const { start, end, item } = scene.rows;
  const { wall_us: wall, cpu_us: cpu } = timeline.spans;
  const boxes = boxesBetween(scene.rows, row, area.from, area.to);
  for (let box = boxes.first; box < boxes.end; box += 1) {
    const from = start[box] as number;
    const length = (end[box] as number) - from;
    const inside = Math.min(end[box] as number, area.to) - Math.max(from, area.from);
    const share = length > 0 ? inside / length : 1;
    const span = item[box] as number;
    const sum = sumOf(span);
    if (sum === undefined) continue;
    sum.count += 1;
    sum.wall += share * (wall[span] as number);
    sum.cpu += share * (cpu[span] as number);
  }
}

export const wholeArea = (scene: Scene): Area => ({
  from: 0,
  to: scene.extent + 1,
  firstLane: 0,
  lastLane: scene.lanes.length - 1,
});

/** Spans that a stretch of time touches in any lane, in the timeline's order. */
export function spansBetween(timeline: Timeline, scene: Scene, from: Microseconds, to: Microseconds): Uint32Array {
  const { start, end } = scene.rows;
  const { boxOf } = scene;
  const spans = new Uint32Array(timeline.spans.lane.length);
  let count = 0;
  for (let span = 0; span < spans.length; span += 1) {
    const box = boxOf[span] as number;
    const left = start[box] as number;
    if (left < to && ((end[box] as number) > from || left >= from)) {
      spans[count] = span;
      count += 1;
    }
  }
  return spans.subarray(0, count);
}
