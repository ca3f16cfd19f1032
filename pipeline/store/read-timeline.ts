/**
 * Reads what the workers of a run did, lane by lane: a lane is a worker slot, and a fresh worker in the same slot goes on in
 * it. Jobs come by their start, each with its spans nested (`nest-spans.ts`). A job that no worker took, or that has not
 * ended, is in no lane.
 *
 * A run holds a million spans and more. They come in pages, each its own short read, as arrays and not as objects, and are not
 * parsed again: the tables are STRICT and checked, and a schema would take longer than everything else here. Only the row
 * numbers of jobs are held all at once, eight bytes each: no index orders jobs by slot and start.
 */
import type { TimelineJob } from '../contract/timeline.ts';
import type { Connection } from './connection.ts';
import { type NestedSpan, nestSpans, type RecordedSpan } from './nest-spans.ts';

export interface Lane {
  readonly slot: number;
  /** Row numbers of its jobs, by their start. */
  readonly jobs: Float64Array;
}

export interface LaneJob {
  readonly job: TimelineJob;
  /** The job itself and all inside it: each span before those inside it, siblings by start. */
  readonly spans: readonly NestedSpan[];
}

const JOBS_PER_PAGE = 250;

type JobRow = readonly [
  id: string,
  file: string,
  state: TimelineJob['state'],
  temperature: TimelineJob['temperature'],
  path: TimelineJob['path'],
  started_us: number,
  ended_us: number,
  unattributed_user_us: number,
  unattributed_system_us: number,
];

/** Only the first span of a job names it. */
type SpanRow = readonly [
  stage: RecordedSpan[0],
  part: string,
  start_us: number,
  wall_us: number,
  user_us: number,
  system_us: number,
  job: string | null,
];

const selectSlots = 'SELECT DISTINCT slot FROM workers WHERE run_id = ? ORDER BY slot';

const selectRows = `SELECT j.rowid FROM workers AS w JOIN jobs AS j ON j.worker_id = w.id
  WHERE w.run_id = ? AND w.slot = ? AND j.started_us IS NOT NULL AND j.ended_us IS NOT NULL
    AND (? IS NULL OR j.pass = ?) ORDER BY j.started_us, j.sequence`;

const selectJobs = `SELECT j.id, d.file, j.state, j.temperature, j.path, j.started_us, j.ended_us,
    ifnull(j.unattributed_user_us, 0), ifnull(j.unattributed_system_us, 0)
  FROM json_each(?) AS page CROSS JOIN jobs AS j ON j.rowid = page.value JOIN documents AS d ON d.id = j.document_id
  ORDER BY page.key`;

/** One statement for a page of jobs: one for each job takes twice as long. This is the order of the table, so nothing is sorted. */
const selectSpans = `SELECT stage, part, start_us, wall_us, user_us, system_us, CASE sequence WHEN 0 THEN job_id END
  FROM stage_spans WHERE job_id IN (SELECT value FROM json_each(?)) ORDER BY job_id, sequence`;

export function timelineReader(connection: Connection) {
  return {
    /**
     * The lanes of a run by slot, empty ones too, with the jobs that have ended so far.
     * @param pass of a comparison only this one's
     */
    lanesOf(runId: string, pass: number | null = null): Lane[] {
      return connection.rows<[slot: number]>(selectSlots, [runId]).map(([slot]) => {
        const rows = connection.rows<[row: number]>(selectRows, [runId, slot, pass, pass]);
        return { slot, jobs: Float64Array.from(rows, ([row]) => row) };
      });
    },

    /** The jobs of a lane. One that began before the last one ended (a clock was set back) is clipped. */
    *jobsOfLane(lane: Lane): Generator<LaneJob> {
      let laneEnd = 0;
      for (let first = 0; first < lane.jobs.length; first += JOBS_PER_PAGE) {
        const page = JSON.stringify(Array.from(lane.jobs.subarray(first, first + JOBS_PER_PAGE)));
        const jobs = connection.rows<JobRow>(selectJobs, [page]);
        const spans = spansOfJobs(connection, jobs);
        for (const row of jobs) {
          const itself = jobSpan(row, spans.get(row[0]) ?? [], laneEnd);
          laneEnd = itself.start_us + itself.wall_us;
          const [id, file, state, temperature, path] = row;
          yield { job: { id, file, state, temperature, path }, spans: nestSpans(itself, spans.get(id) ?? []) };
        }
      }
    },
  };
}

function spansOfJobs(connection: Connection, jobs: readonly JobRow[]): Map<string, RecordedSpan[]> {
  const byJob = new Map<string, SpanRow[]>();
  let spans: SpanRow[] = [];
  for (const row of connection.rows<SpanRow>(selectSpans, [JSON.stringify(jobs.map(([id]) => id))])) {
    const job = row[6];
    if (job !== null) {
      spans = [];
      byJob.set(job, spans);
    }
    spans.push(row);
  }
  return byJob;
}

/** A job's CPU is that of its stages and what no stage owns. */
function jobSpan(row: JobRow, spans: readonly RecordedSpan[], laneEnd: number): NestedSpan {
  const [, , , , , started_us, ended_us, unattributed_user_us, unattributed_system_us] = row;
  let user_us = unattributed_user_us;
  let system_us = unattributed_system_us;
  for (const [, part, , , user, system] of spans) {
    if (part !== '') continue;
    user_us += user;
    system_us += system;
  }
  const start_us = Math.max(started_us, laneEnd);
  const wall_us = Math.max(0, ended_us - start_us);
  return { stage: null, part: '', name: '', depth: 0, start_us, wall_us, user_us, system_us };
}
