/**
 * A run's spans in the columns of `contract/timeline.ts`. A million spans are a loop over typed arrays; nothing is kept of a
 * span but its place in them.
 */
import { stageNames } from '../contract/stages.ts';
import { NO_STAGE, type Timeline } from '../contract/timeline.ts';
import type { NestedSpan } from '../store/nest-spans.ts';
import type { Store } from '../store/store.ts';
import { NameTable } from './name-table.ts';

/** What it takes of a store. */
export type TimelineSource = Pick<Store, 'readRun' | 'lanesOf' | 'jobsOfLane'>;

/**
 * Jobs that have ended; of a run that goes on, those so far.
 * @param pass of a comparison only this one's, from 0 on; null: all, from the run's origin on
 * @throws BenchError `run.not_found`, `store.*`
 */
export function readTimeline(store: TimelineSource, runId: string, pass: number | null = null): Timeline {
  // A run that is not there has no lanes either, which must not look like a run without any.
  store.readRun(runId);
  const lanes = store.lanesOf(runId, pass);
  const names = new NameTable();
  const spans = new SpanColumns(ROOM_PER_JOB * lanes.reduce((sum, { jobs }) => sum + jobs.length, 0));
  const jobs: Timeline['jobs'] = [];
  for (const [index, lane] of lanes.entries()) {
    for (const { job, spans: ofJob } of store.jobsOfLane(lane)) {
      for (const span of ofJob) spans.add(index, jobs.length, names.indexOf(span.stage === null ? job.file : span.name), span);
      jobs.push(job);
    }
  }
  const columns = spans.finish();
  if (pass !== null) beginAtZero(columns.start_us);
  return { run_id: runId, lanes: lanes.map(({ slot }) => ({ slot })), names: names.list, jobs, spans: columns };
}

/** Two passes are looked at one above the other, whenever each of them was. */
function beginAtZero(starts: Float64Array): void {
  const first = starts.reduce((least, start) => Math.min(least, start), Number.POSITIVE_INFINITY);
  for (const [index, start] of starts.entries()) starts[index] = start - first;
}

/** A job leaves some twenty spans. Columns that turn out too short are doubled: cheaper than to count first. */
const ROOM_PER_JOB = 24;

const stageIndices = new Map(stageNames.map((name, index) => [name, index]));

/** Rows are added at the end. */
class SpanColumns {
  private length = 0;
  private room: number;
  private columns: Timeline['spans'];

  constructor(room: number) {
    this.room = Math.max(1, room);
    this.columns = emptyColumns(this.room);
  }

  add(lane: number, job: number, name: number, span: NestedSpan): void {
    if (this.length === this.room) {
      this.room *= 2;
      this.columns = copied(this.columns, this.room);
    }
    const { columns, length } = this;
    columns.lane[length] = lane;
    columns.depth[length] = span.depth;
    columns.stage[length] = span.stage === null ? NO_STAGE : (stageIndices.get(span.stage) ?? NO_STAGE);
    columns.name[length] = name;
    columns.job[length] = job;
    columns.start_us[length] = span.start_us;
    columns.wall_us[length] = span.wall_us;
    columns.cpu_us[length] = span.user_us + span.system_us;
    this.length += 1;
  }

  /** Without the room that is left: a view of an array crosses to another process with all of the memory behind it. */
  finish(): Timeline['spans'] {
    return copied(this.columns, this.length);
  }
}

const emptyColumns = (length: number) => ({
  lane: new Uint16Array(length),
  depth: new Uint8Array(length),
  stage: new Uint8Array(length),
  name: new Uint32Array(length),
  job: new Uint32Array(length),
  start_us: new Float64Array(length),
  wall_us: new Float64Array(length),
  cpu_us: new Float64Array(length),
});

/** As much of `from` as fits into `length`. */
function copied(from: Timeline['spans'], length: number): Timeline['spans'] {
  const to = emptyColumns(length);
  for (const name of Object.keys(to) as (keyof typeof to)[]) to[name].set(from[name].subarray(0, length));
  return to;
}
