/** The scene of all workers on one axis: by the clock, or relaid so that widths are CPU. */
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import { at } from './columns.ts';
import { formatCount } from './format.ts';
import { keepBoxes, rowsOf } from './rows.ts';
import { boxesOfItems, extentOf, type Measure, type Scene, type SceneLane, toneOf } from './scene.ts';
import { depthsOf, parentsOf, placeByCpu, placeByWall } from './span-tree.ts';

export const workerLabel = (timeline: Timeline, lane: number): string => `Worker ${(timeline.lanes[lane]?.slot ?? lane) + 1}`;

export function timelineScene(timeline: Timeline, measure: Measure): Scene {
  const { spans, jobs, names } = timeline;
  const parent = parentsOf(spans);
  const { start, end } = measure === 'wall' ? placeByWall(timeline) : placeByCpu(timeline, parent);
  const lanes = lanesOf(timeline);
  const firstRow = Uint32Array.from(lanes, (lane) => lane.firstRow);
  const count = spans.lane.length;
  const rowOfSpan = new Uint32Array(count);
  const tone = new Uint8Array(count);
  for (let span = 0; span < count; span += 1) {
    const depth = spans.depth[span] as number;
    rowOfSpan[span] = (firstRow[spans.lane[span] as number] as number) + depth;
    tone[span] = toneOf(depth, spans.stage[span] as number);
  }
  const last = lanes.at(-1);
  const rows = rowsOf(last === undefined ? 0 : last.firstRow + last.rowCount, rowOfSpan, start, end);
  const isFailed = Uint8Array.from(jobs, (job) => (job.state === 'failed' ? 1 : 0));
  const isCold = Uint8Array.from(jobs, (job) => (job.temperature === 'cold' ? 1 : 0));
  const marked = (marks: Uint8Array) => (span: number) => spans.depth[span] === 0 && marks[spans.job[span] as number] === 1;
  return {
    arrangement: 'timeline',
    measure,
    extent: extentOf(end),
    lanes,
    rows,
    parent,
    boxOf: boxesOfItems(rows),
    tone,
    failed: keepBoxes(rows, marked(isFailed)),
    cold: keepBoxes(rows, marked(isCold)),
    label: (span) => {
      const name = names[at(spans.name, span)] ?? '';
      if (spans.depth[span] !== 0) return name;
      const job = at(spans.job, span);
      const marks = [isFailed[job] === 1 ? 'failed' : '', isCold[job] === 1 ? 'cold' : ''].filter((mark) => mark !== '');
      return marks.length === 0 ? name : `${name} (${marks.join(', ')})`;
    },
  };
}

function lanesOf(timeline: Timeline): SceneLane[] {
  const { spans } = timeline;
  const depths = depthsOf(timeline);
  const jobs = new Uint32Array(timeline.lanes.length);
  const cpu = new Float64Array(timeline.lanes.length);
  const wall = new Float64Array(timeline.lanes.length);
  for (let span = 0; span < spans.lane.length; span += 1) {
    if (spans.depth[span] !== 0) continue;
    const lane = spans.lane[span] as number;
    jobs[lane] = at(jobs, lane) + 1;
    cpu[lane] = at(cpu, lane) + at(spans.cpu_us, span);
    wall[lane] = at(wall, lane) + at(spans.wall_us, span);
  }
  let firstRow = 0;
  return timeline.lanes.map((_, lane) => {
    const rowCount = at(depths, lane);
    const count = at(jobs, lane);
    const details = [`${formatCount(count)} ${count === 1 ? 'document' : 'documents'}`];
    if (at(wall, lane) > 0) details.push(`${(at(cpu, lane) / at(wall, lane)).toFixed(2)} cores`);
    const placed = { label: workerLabel(timeline, lane), details, firstRow, rowCount };
    firstRow += rowCount;
    return placed;
  });
}
