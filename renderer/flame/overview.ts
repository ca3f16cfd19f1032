/** The whole axis in few columns: how many lanes each stage kept busy, for the minimap. */
import { JOB_TONE, type Scene, STAGE_COUNT } from './scene.ts';

export interface Overview {
  readonly columns: number;
  /** Of the jobs, stages included, and of each stage: by column, lanes busy on average. */
  readonly jobs: Float64Array;
  readonly stages: readonly Float64Array[];
}

export function overviewOf(scene: Scene, columns: number): Overview {
  const jobs = new Float64Array(columns);
  const stages = Array.from({ length: STAGE_COUNT }, () => new Float64Array(columns));
  const { first, start, end, item } = scene.rows;
  const scale = columns / scene.extent;
  for (const lane of scene.lanes) {
    for (let row = lane.firstRow; row < lane.firstRow + Math.min(lane.rowCount, 2); row += 1) {
      for (let box = first[row] as number; box < (first[row + 1] as number); box += 1) {
        const tone = scene.tone[item[box] as number] as number;
        const target = tone === JOB_TONE ? jobs : stages[tone - 1];
        if (target !== undefined) cover(target, (start[box] as number) * scale, (end[box] as number) * scale);
      }
    }
  }
  return { columns, jobs, stages };
}

/** Adds to each column the part of it that lies from `left` to `right`. */
function cover(columns: Float64Array, left: number, right: number): void {
  const first = Math.floor(left);
  const last = Math.min(Math.floor(right), columns.length - 1);
  if (first === last) {
    columns[first] = (columns[first] as number) + right - left;
    return;
  }
  for (let column = first; column <= last; column += 1) {
    const covered = Math.min(right, column + 1) - Math.max(left, column);
    columns[column] = (columns[column] as number) + covered;
  }
}
